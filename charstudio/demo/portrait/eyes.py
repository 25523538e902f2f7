"""Eyes and brows in four kinds: natural, anime, round and dot."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QLinearGradient, QPainterPath, QRadialGradient

from charstudio.demo.portrait.ink import Ink, curve, ellipse
from charstudio.demo.portrait.manner import Eyes
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.spec import Build
from charstudio.demo.portrait.tint import clear, lit, luma, mix, shade

_WHITE = QColor("#f7f3f0")
_LASH = QColor("#20141a")


def paint_eyes(ink: Ink, rig: Rig) -> None:
    """Both eyes, then both brows."""
    draw = {Eyes.NATURAL: _natural, Eyes.ANIME: _anime, Eyes.ROUND: _round, Eyes.DOT: _dot}[ink.manner.eyes]
    for side, opening in ((-1, rig.mood.open_left), (1, rig.mood.open_right)):
        u = side * ink.manner.eye_gap
        x, y = rig.at(u, rig.eye_y)
        ink.painter.save()
        ink.painter.translate(x, y)
        # Drawn as the eye on the right; the other is its mirror, so the nose is always at −x.
        ink.painter.scale(side * rig.squeeze(u) * ink.manner.eye_size, ink.manner.eye_size)
        draw(ink, rig, opening, rig.gaze[0] * side, side)
        _brow(ink, rig)
        ink.painter.restore()


def _shut(ink: Ink, half: float, smile: bool, tone: QColor, weight: float, lashes: bool) -> None:
    """A closed eye: an arc that hangs in rest and bulges up in laughter."""
    dip = -17.0 if smile else 9.0
    arc = QPainterPath(QPointF(-half, 4 if smile else 1))
    arc.cubicTo(QPointF(-half * 0.4, 4 + dip), QPointF(half * 0.4, 4 + dip), QPointF(half, 3 if smile else -1))
    ink.stroke(arc, tone, weight)
    if lashes:
        wing = QPainterPath(QPointF(half - 1, 3 if smile else -1))
        wing.quadTo(QPointF(half + 5, 2), QPointF(half + 9, -3 if smile else 5))
        ink.stroke(wing, tone, weight * 0.8)


def _lashes(rig: Rig) -> bool:
    return rig.look.build is Build.FEMININE or (rig.look.build is Build.ANDROGYNOUS and rig.look.seed % 2 == 0)


def _almond(half: float, up: float, down: float, tilt: float) -> QPainterPath:
    path = QPainterPath(QPointF(-half, 5))
    path.cubicTo(QPointF(-half * 0.5, 5 - up * 1.35), QPointF(half * 0.45, -up * 1.42), QPointF(half, -tilt))
    path.cubicTo(QPointF(half * 0.5, down * 1.25), QPointF(-half * 0.45, down * 1.3), QPointF(-half, 5))
    return path


def _natural(ink: Ink, rig: Rig, opening: float, gaze: float, side: int) -> None:
    skin = rig.tones.skin
    half, tilt = 27.0, 1.0 + 5.0 * rig.look.eye_tilt
    feminine = _lashes(rig)
    if opening <= 0.05:
        ink.glow(0, -6, 32, 18, shade(skin, 0.45), 0.22)
        _shut(ink, half, rig.mood.gape > 0.3 or rig.mood.smile > 0.6, shade(_LASH, 0.1), 3.6, feminine)
        return
    up, down = 15.0 * opening + 1.5 * feminine, 10.0 * (1 - 0.45 * rig.mood.squint)
    shape = _almond(half, up, down, tilt)
    ink.glow(0, 2, 36, 24, shade(skin, 0.5), 0.18)
    ink.fill(shape, mix(_WHITE, skin, 0.1))
    with ink.inside(shape):
        _iris(ink, rig, gaze * 11, -1.5 + rig.gaze[1] * 5, side)
        shadow = QLinearGradient(QPointF(0, -up), QPointF(0, 3))  # thrown by the upper lid
        shadow.setColorAt(0.0, clear(_LASH, 0.62))
        shadow.setColorAt(1.0, clear(_LASH, 0.0))
        ink.painter.fillRect(QRectF(-half, -up - 6, half * 2, up + 9), shadow)
        ink.ellipse(-half + 4, 4, 4, 3.5, clear(QColor("#d98c84"), 0.8))
    upper = QPainterPath(QPointF(-half, 5))
    upper.cubicTo(QPointF(-half * 0.5, 5 - up * 1.35), QPointF(half * 0.45, -up * 1.42), QPointF(half + 1, -tilt))
    upper.lineTo(half + (8 if feminine else 2), -tilt - (5 if feminine else 1))
    upper.cubicTo(
        QPointF(half * 0.5, -up * 1.42 - (6.5 if feminine else 3.6)),
        QPointF(-half * 0.5, 2 - up * 1.42),
        QPointF(-half, 5),
    )
    ink.fill(upper, _LASH)
    lower = QPainterPath(QPointF(half, -tilt))
    lower.cubicTo(QPointF(half * 0.5, down * 1.25), QPointF(-half * 0.45, down * 1.3), QPointF(-half + 3, 5))
    ink.stroke(lower, clear(shade(skin, 0.66), 0.5), 1.7)
    crease = QPainterPath(QPointF(-half + 2, -3 - up * 0.3))
    crease.cubicTo(
        QPointF(-half * 0.4, -9 - up * 0.85), QPointF(half * 0.5, -10 - up * 0.85), QPointF(half + 5, -tilt - 7)
    )
    ink.stroke(crease, clear(shade(skin, 0.62), 0.62), 2.1)


def _iris(ink: Ink, rig: Rig, x: float, y: float, side: int) -> None:
    eye = rig.tones.eye
    radius = 12.8
    gradient = QRadialGradient(QPointF(x, y + 4), radius * 1.25)
    gradient.setColorAt(0.0, lit(eye, 0.5))
    gradient.setColorAt(0.5, lit(eye, 0.12))
    gradient.setColorAt(0.8, shade(eye, 0.4))
    gradient.setColorAt(1.0, shade(eye, 0.8))
    ink.ellipse(x, y, radius, radius, shade(eye, 0.75))
    ink.painter.setBrush(gradient)
    ink.painter.drawEllipse(QPointF(x, y), radius - 1, radius - 1)
    ink.ellipse(x, y, 5.4, 5.4, QColor("#0e0a0e"))
    # The highlight is on the light's side in both eyes, though one of them is painted mirrored.
    ink.ellipse(x - side * 4.4, y - 5, 3.7, 3.9, QColor(255, 255, 255, 240))
    ink.ellipse(x + side * 4.5, y + 5.5, 1.8, 1.8, QColor(255, 255, 255, 120))


def _anime(ink: Ink, rig: Rig, opening: float, gaze: float, side: int) -> None:
    eye, skin = rig.tones.eye, rig.tones.skin
    feminine = _lashes(rig)
    half, tall = (32.0, 37.0) if feminine else (31.0, 29.0)
    if opening <= 0.05:
        _shut(ink, half, rig.mood.smile > 0.5, _LASH, 6.0, feminine)
        return
    top, bottom = -tall * min(1.1, opening), tall * (0.86 - 0.22 * rig.mood.squint)
    tilt = 3 + 5 * rig.look.eye_tilt
    shape = QPainterPath(QPointF(-half * 0.86, top * 0.36))
    shape.cubicTo(
        QPointF(-half * 0.5, top * 1.18), QPointF(half * 0.5, top * 1.2), QPointF(half, top * 0.34 - tilt * 0.4)
    )
    shape.cubicTo(QPointF(half * 0.98, bottom * 0.5), QPointF(half * 0.66, bottom), QPointF(half * 0.2, bottom))
    shape.cubicTo(QPointF(-half * 0.5, bottom), QPointF(-half * 0.84, bottom * 0.5), QPointF(-half * 0.86, top * 0.36))
    ink.fill(shape, QColor("#fdfbff"))
    with ink.inside(shape):
        x, y = gaze * 12, rig.gaze[1] * 7
        wide, high = half * 0.66, tall * 0.94
        gradient = QLinearGradient(QPointF(0, y - high), QPointF(0, y + high))
        gradient.setColorAt(0.0, shade(eye, 0.72))
        gradient.setColorAt(0.45, eye)
        gradient.setColorAt(1.0, lit(eye, 0.62))
        ink.fill(ellipse(x, y, wide + 2.5, high + 2), shade(eye, 0.78))
        ink.fill(ellipse(x, y, wide, high), gradient)
        ink.fill(ellipse(x, y - 1, wide * 0.44, high * 0.46), shade(eye, 0.86))
        ink.ellipse(x + side * 2, y + high * 0.62, wide * 0.6, high * 0.22, clear(lit(eye, 0.85), 0.7))
        ink.fill(ellipse(0, top - 4, half * 1.2, tall * 0.52), clear(QColor("#3a2548"), 0.32))
        ink.ellipse(x - side * wide * 0.36, y - high * 0.42, wide * 0.34, high * 0.25, QColor("white"))
        ink.ellipse(x + side * wide * 0.42, y + high * 0.3, wide * 0.17, high * 0.12, QColor("white"))
    lash = QPainterPath(QPointF(-half * 0.94, top * 0.3))
    lash.cubicTo(
        QPointF(-half * 0.5, top * 1.2), QPointF(half * 0.5, top * 1.22), QPointF(half * 1.02, top * 0.3 - tilt * 0.4)
    )
    wing = 13.0 if feminine else 5.0
    lash.lineTo(half + wing, top * 0.36 - wing * 0.4 - tilt)
    thick = 10.5 if feminine else 7.5
    lash.cubicTo(
        QPointF(half * 0.6, top * 1.24 - thick),
        QPointF(-half * 0.5, top * 1.2 - thick * 0.7),
        QPointF(-half * 0.94, top * 0.3),
    )
    ink.fill(lash, _LASH)
    if feminine:
        spikes = QPainterPath()
        for px, py, tx, ty in ((0.72, 0.86, 1.2, 1.1), (0.94, 0.5, 1.42, 0.72)):
            spikes.moveTo(half * px - 3, top * py)
            spikes.lineTo(half * tx, top * ty)
            spikes.lineTo(half * px + 4, top * py + 6)
        ink.fill(spikes, _LASH)
    under = QPainterPath(QPointF(half * 0.82, bottom * 0.62))
    under.quadTo(QPointF(half * 0.6, bottom * 1.02), QPointF(half * 0.05, bottom + 1))
    ink.stroke(under, shade(skin, 0.7), 2.6)
    lid = QPainterPath(QPointF(-half * 0.6, top * 1.02 - 8))
    lid.quadTo(QPointF(half * 0.2, top * 1.24 - 13), QPointF(half * 0.86, top * 0.92 - 9))
    ink.stroke(lid, clear(shade(skin, 0.55), 0.8), 2.0)


def _round(ink: Ink, rig: Rig, opening: float, gaze: float, side: int) -> None:
    width = ink.manner.line * 0.8
    tone = ink.line_colour(rig.tones.skin)
    if opening <= 0.05:
        _shut(ink, 27, rig.mood.smile > 0.5, tone, width * 1.15, _lashes(rig))
        return
    wide, high = 28.0, 32.0 * min(1.15, opening + 0.1)
    opening *= 0.88  # a bare ball stares; a lid that rests on it looks
    ball = ellipse(0, 0, wide, high)
    ink.fill(ball, QColor("white"))
    with ink.inside(ball):
        x, y = gaze * 11 - 2, rig.gaze[1] * 9 + 1
        ink.ellipse(x, y, 20, 22, rig.tones.eye)
        ink.ellipse(x, y, 13, 15, QColor("#17101a"))
        ink.ellipse(x - side * 6, y - 8, 6.5, 7, QColor("white"))
        ink.ellipse(x + side * 6, y + 7, 3, 3, clear(QColor("white"), 0.8))
        if opening < 0.95:  # a lid
            lid = QPainterPath()
            lid.addRect(QRectF(-wide - 4, -high - 4, wide * 2 + 8, 2 * high * (1 - opening) + 6))
            ink.fill(lid, rig.tones.skin)
            edge = -high - 4 + 2 * high * (1 - opening) + 6
            ink.stroke(curve([(-wide, edge), (wide, edge)]), tone, width)
    ink.stroke(ball, tone, width)
    if _lashes(rig):
        flicks = QPainterPath()
        for angle_x, angle_y, out_x, out_y in ((20, -26, 31, -38), (27, -14, 41, -22)):
            flicks.moveTo(angle_x, angle_y * high / 35)
            flicks.lineTo(out_x, out_y * high / 35)
        ink.stroke(flicks, tone, width)


def _dot(ink: Ink, rig: Rig, opening: float, gaze: float, side: int) -> None:
    tone = shade(rig.tones.skin, 0.78) if luma(rig.tones.skin) > 90 else QColor("#1b0f10")
    if opening <= 0.05:
        _shut(ink, 17, rig.mood.smile > 0.5, tone, 5.0, lashes=False)
        return
    ink.ellipse(gaze * 10, rig.gaze[1] * 6, 8.0, 9.4 * opening, tone)


def _brow(ink: Ink, rig: Rig) -> None:
    """In the eye's own mirrored frame: the inner end is at −x."""
    eyes, mood = ink.manner.eyes, rig.mood
    base = {Eyes.NATURAL: -37.0, Eyes.ANIME: -60.0, Eyes.ROUND: -53.0, Eyes.DOT: -40.0}[eyes]
    y = base - mood.brow_lift * (1.3 if eyes is not Eyes.NATURAL else 0.9)
    slant = mood.brow_slant * (13 if eyes is not Eyes.NATURAL else 9)
    weight = rig.look.brow_weight
    inner, middle, outer = (
        QPointF(-30, y + 5 + slant),
        QPointF(6, y - 9 + slant * 0.1),
        QPointF(36, y + 2 - slant * 0.25),
    )
    if eyes is Eyes.NATURAL:
        thick = 5.5 + 6 * weight
        path = QPainterPath(QPointF(inner.x(), inner.y() - thick * 0.45))
        path.quadTo(QPointF(middle.x(), middle.y() - thick * 0.75), outer)
        path.quadTo(
            QPointF(middle.x() + 2, middle.y() + thick * 0.35), QPointF(inner.x() - 1, inner.y() + thick * 0.55)
        )
        path.closeSubpath()
        fade = QLinearGradient(inner, outer)
        fade.setColorAt(0.0, clear(rig.tones.brow, 0.55))
        fade.setColorAt(0.3, clear(rig.tones.brow, 0.92))
        fade.setColorAt(1.0, clear(rig.tones.brow, 0.85))
        ink.fill(path, fade)
        return
    path = QPainterPath(inner)
    path.quadTo(middle, outer)
    width = {Eyes.ANIME: 3.6 + 5 * weight, Eyes.ROUND: 8 + 8 * weight, Eyes.DOT: 4.5}[eyes]
    tone = shade(rig.tones.brow, 0.25)
    ink.stroke(path, tone if eyes is not Eyes.DOT else mix(tone, rig.tones.skin, 0.15), width)
