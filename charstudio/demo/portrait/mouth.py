"""Mouths: lips in the painted styles, lines in the drawn ones."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainterPath

from charstudio.demo.portrait.ink import Ink
from charstudio.demo.portrait.manner import Eyes
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.tint import clear, lit, mix, shade

_CAVITY = QColor("#4a1520")
_TONGUE = QColor("#d9606a")
_TEETH = QColor("#fbf6f0")


class _Frame:
    """The corners and middle of the mouth, turned with the head."""

    def __init__(self, rig: Rig, width: float) -> None:
        mood = rig.mood
        reach = 0.3 * width * mood.mouth_width
        lift = mood.smile * 11
        self.left = QPointF(*rig.at(-reach, rig.mouth_y - lift, 6))
        self.right = QPointF(*rig.at(reach, rig.mouth_y - lift, 6))
        self.middle = QPointF(*rig.at(0.0, rig.mouth_y + lift * 0.35, 16))
        self.gape = mood.gape

    def line(self, dip: float = 0.0) -> QPainterPath:
        """From corner to corner through the middle, ``dip`` lower."""
        path = QPainterPath(self.left)
        middle = QPointF(self.middle.x(), self.middle.y() + dip)
        span = (self.right.x() - self.left.x()) * 0.24
        path.cubicTo(
            QPointF(self.left.x() + span * 0.6, (self.left.y() + middle.y() * 2) / 3),
            QPointF(middle.x() - span, middle.y()),
            middle,
        )
        path.cubicTo(
            QPointF(middle.x() + span, middle.y()),
            QPointF(self.right.x() - span * 0.6, (self.right.y() + middle.y() * 2) / 3),
            self.right,
        )
        return path


def paint_mouth(ink: Ink, rig: Rig) -> None:
    if ink.manner.eyes is Eyes.NATURAL:
        _lips(ink, rig)
    else:
        _drawn(ink, rig)


def _open_area(frame: _Frame, top_dip: float, bottom_dip: float) -> QPainterPath:
    area = frame.line(top_dip)
    area.connectPath(frame.line(bottom_dip).toReversed())
    area.closeSubpath()
    return area


def _cavity(ink: Ink, frame: _Frame, top_dip: float, bottom_dip: float, *, teeth: bool) -> QPainterPath:
    area = _open_area(frame, top_dip, bottom_dip)
    ink.fill(area, _CAVITY)
    middle = frame.middle
    with ink.inside(area):
        depth = bottom_dip - top_dip
        ink.ellipse(
            middle.x(),
            middle.y() + bottom_dip + depth * 0.1,
            (frame.right.x() - frame.left.x()) * 0.3,
            depth * 0.42,
            _TONGUE,
        )
        if teeth:
            ink.fill(_open_area(frame, top_dip - 4, top_dip + depth * 0.36), _TEETH)
    return area


def _lips(ink: Ink, rig: Rig) -> None:
    frame = _Frame(rig, 1.0)
    lip = rig.tones.lip
    if frame.gape and rig.mood.smile < 0.3:
        _gasp(ink, rig, frame)
        return
    full = 0.55 + 0.6 * rig.look.lips
    gape = frame.gape
    top, bottom = -gape * 5, gape * 40
    middle, left, right = frame.middle, frame.left, frame.right
    upper = frame.line(top)
    peak = middle.y() + top - 11.5 * full
    bow = (right.x() - left.x()) * 0.13
    upper.cubicTo(
        QPointF(right.x() - bow * 0.8, right.y() - 3),
        QPointF(middle.x() + bow * 1.6, peak - 1),
        QPointF(middle.x() + bow, peak - 1),
    )
    upper.quadTo(QPointF(middle.x() + bow * 0.4, peak - 0.5), QPointF(middle.x(), peak + 3.5))
    upper.quadTo(QPointF(middle.x() - bow * 0.4, peak - 0.5), QPointF(middle.x() - bow, peak - 1))
    upper.cubicTo(QPointF(middle.x() - bow * 1.6, peak - 1), QPointF(left.x() + bow * 0.8, left.y() - 3), left)
    lower = frame.line(bottom)
    low = middle.y() + bottom + 15 * full
    lower.cubicTo(
        QPointF(right.x() - bow, right.y() + 6 + bottom * 0.6),
        QPointF(middle.x() + bow * 2, low),
        QPointF(middle.x(), low),
    )
    lower.cubicTo(QPointF(middle.x() - bow * 2, low), QPointF(left.x() + bow, left.y() + 6 + bottom * 0.6), left)
    ink.glow(middle.x(), low + 8, 30, 10, shade(rig.tones.skin, 0.5), 0.4)
    if gape:
        _cavity(ink, frame, top, bottom, teeth=rig.mood.smile > 0.3)
    ink.fill(lower, mix(lip, lit(lip, 0.2), 0.4))
    ink.fill(upper, shade(lip, 0.2))
    ink.glow(middle.x() - 5, (middle.y() + bottom + low) / 2 + 1, 17, 4.5 * full, lit(lip, 0.8), 0.55)
    if not gape:
        ink.stroke(frame.line(), shade(lip, 0.62), 2.6)
    for corner, sign in ((left, -1), (right, 1)):
        ink.glow(corner.x() + sign * 2, corner.y(), 9, 7, shade(rig.tones.skin, 0.6), 0.5)


def _gasp(ink: Ink, rig: Rig, frame: _Frame) -> None:
    """A mouth rounded in surprise."""
    lip = rig.tones.lip
    x, y = frame.middle.x(), frame.middle.y() + 8
    wide, high = (frame.right.x() - frame.left.x()) * 0.42, 20.0 * frame.gape + 7
    ring = 5 + 4 * rig.look.lips
    ink.glow(x, y + high + 12, 34, 12, shade(rig.tones.skin, 0.5), 0.4)
    ink.ellipse(x, y, wide + ring, high + ring, shade(lip, 0.08))
    ink.glow(x - 3, y + high + ring * 0.5, 14, 5, lit(lip, 0.8), 0.6)
    ink.ellipse(x, y, wide, high, _CAVITY)
    ink.ellipse(x, y + high * 0.62, wide * 0.66, high * 0.34, _TONGUE)


def _drawn(ink: Ink, rig: Rig) -> None:
    eyes = ink.manner.eyes
    width, weight = {Eyes.ANIME: (0.72, 3.0), Eyes.ROUND: (1.1, ink.manner.line * 0.85), Eyes.DOT: (0.72, 5.0)}[eyes]
    frame = _Frame(rig, width)
    tone = shade(rig.tones.skin, 0.62) if eyes is Eyes.DOT else ink.line_colour(rig.tones.skin)
    if frame.gape:
        wide = frame.right.x() - frame.left.x()
        area = _cavity(ink, frame, -2, 8 + frame.gape * (0.62 * wide), teeth=rig.mood.smile > 0.3)
        if ink.manner.line:
            ink.stroke(area, tone, weight)
        return
    smile = rig.mood.smile
    if eyes is Eyes.ROUND and smile > 0.7:  # a grin
        area = _cavity(ink, frame, -2, 26, teeth=True)
        ink.stroke(area, tone, weight)
        return
    ink.stroke(frame.line(), tone, weight)
    if eyes is Eyes.DOT:
        return
    low = frame.middle.y() + 15
    ink.stroke(_short(frame.middle.x(), low, 9), clear(shade(rig.tones.skin, 0.4), 0.8), weight * 0.7)
    if rig.look.lips > 0.55 and eyes is Eyes.ANIME:
        ink.glow(frame.middle.x(), frame.middle.y() + 6, 20, 6, rig.tones.lip, 0.7)


def _short(x: float, y: float, half: float) -> QPainterPath:
    path = QPainterPath(QPointF(x - half, y - 1))
    path.quadTo(QPointF(x, y + 2.5), QPointF(x + half, y - 1))
    return path
