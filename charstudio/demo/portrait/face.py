"""The head below the hair: ears, skin, nose, cheeks, facial hair."""

from __future__ import annotations

import math
from random import Random

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QLinearGradient, QPainterPath, QRadialGradient

from charstudio.demo.portrait.ink import Ink, curve, ellipse
from charstudio.demo.portrait.manner import Eyes, Shading
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.spec import FacialHair, HairStyle
from charstudio.demo.portrait.tint import clear, lit, luma, mix, shade


def paint_head(ink: Ink, rig: Rig) -> None:
    """Ears, skull and skin, without features."""
    _ears(ink, rig)
    skin = rig.tones.skin
    path = rig.head_path()
    shading = ink.manner.shading
    if shading is Shading.SOFT:
        _soft_skin(ink, rig, path)
    else:
        ink.fill(path, skin)
        if shading is not Shading.PLAIN:
            _hard_skin(ink, rig, path)
    ink.outline(path, skin)


def _ears(ink: Ink, rig: Rig) -> None:
    skin = rig.tones.skin
    for side in (-1, 1):
        if side * rig.yaw > 0.2:
            continue  # turned out of sight
        inward = max(0.0, -side * math.sin(rig.yaw)) * rig.half * 0.22
        x = rig.rim(side * (rig.half + 4), 20)[0] - side * inward
        y = rig.eye_y + 22
        outer = curve(
            [
                (x - side * 10, y - 34),
                (x + side * 11, y - 36),
                (x + side * 17, y - 8),
                (x + side * 8, y + 24),
                (x - side * 9, y + 34),
            ],
            closed=True,
            tension=0.8,
        )
        ink.shape(outer, skin, weight=0.8)
        if ink.soft:
            ink.glow(x + side * 4, y - 6, 12, 22, shade(skin, 0.5), 0.55)
            ink.glow(x + side * 8, y + 14, 9, 12, QColor("#c8503e"), 0.2)
        elif ink.manner.detail:
            ink.detail(curve([(x + side * 9, y - 22), (x + side * 1, y - 14), (x + side * 4, y + 8)]), skin, 0.7)


def _soft_skin(ink: Ink, rig: Rig, path: QPainterPath) -> None:
    skin = rig.tones.skin
    half, chin = rig.half, rig.chin
    dark = shade(skin, 0.5)
    base = QRadialGradient(QPointF(-half * 0.25 + rig.yaw * 40, -20), half * 2.0)
    base.setColorAt(0.0, lit(skin, 0.14))
    base.setColorAt(0.45, skin)
    base.setColorAt(0.78, shade(skin, 0.22))
    base.setColorAt(1.0, shade(skin, 0.42))
    ink.fill(path, base)
    with ink.inside(path):
        right = rig.at(0.98, 40)[0]
        ink.glow(right + 22, 40, 74, 190, dark, 0.42)  # the side away from the light
        left = rig.at(-0.98, 60)[0]
        ink.glow(left - 30, 90, 52, 130, dark, 0.22)
        ink.glow(rig.cheek(0, chin)[0], chin + 16, 96, 40, dark, 0.3)  # under the chin
        ink.glow(0, -138, half * 1.1, 66, shade(skin, 0.6), 0.4)  # the hair's own shadow
        for u in (-0.46, 0.46):  # sockets
            x, y = rig.at(u, rig.eye_y - 8)
            ink.glow(x, y, 42 * rig.squeeze(u), 30, dark, 0.3)
        blood = QColor("#d8483f") if luma(skin) > 120 else QColor("#a8382c")
        for u in (-0.62, 0.62):  # cheeks
            x, y = rig.at(u, rig.nose_y + 8)
            ink.glow(x, y, 50 * rig.squeeze(u), 36, blood, 0.1 + 0.16 * rig.mood.blush)
        x, y = rig.at(-0.58, rig.nose_y - 20)
        ink.glow(x, y, 34, 22, lit(skin, 0.6), 0.3)  # cheekbone in the light
        ink.glow(rig.at(-0.2, 0)[0], -82, 74, 40, lit(skin, 0.6), 0.28)  # forehead
        x = rig.cheek(-8, chin)[0]
        ink.glow(x, chin - 26, 24, 16, lit(skin, 0.5), 0.28)
        if rig.elder:
            _wrinkles(ink, rig)


def _hard_skin(ink: Ink, rig: Rig, path: QPainterPath) -> None:
    skin = rig.tones.skin
    cel = ink.manner.shading is Shading.CEL
    tone = mix(shade(skin, 0.24 if cel else 0.15), QColor("#d0506a"), 0.12)
    half = rig.half
    with ink.inside(path):
        # Shadow that the fringe throws on the forehead, and the side away from the light.
        ink.fill(ellipse(6, -146, half * 1.15, 74 if cel else 60), tone)
        side = QPainterPath(QPointF(*rig.at(0.86, -70)))
        side.cubicTo(
            QPointF(*rig.at(0.74, 0)), QPointF(*rig.at(0.84, 60)), QPointF(*rig.cheek(half * 0.34, rig.chin - 26))
        )
        side.lineTo(*rig.cheek(half * 0.2, rig.chin + 30))
        side.lineTo(half * 2, rig.chin + 30)
        side.lineTo(half * 2, -70)
        side.closeSubpath()
        ink.fill(side, tone)
    for u in (-0.62, 0.62):
        x, y = rig.at(u, rig.nose_y + 14)
        wide = rig.squeeze(u)
        if cel:
            ink.glow(x, y, 34 * wide, 17, QColor("#f0566e"), 0.24 + 0.3 * rig.mood.blush)
        else:
            ink.ellipse(x, y + 6, 21 * wide, 13, clear(QColor("#f25f5c"), 0.22 + 0.3 * rig.mood.blush))
    if rig.elder:
        _wrinkles(ink, rig)


def _wrinkles(ink: Ink, rig: Rig) -> None:
    skin = rig.tones.skin
    for u in (-1, 1):
        fold = curve(
            [rig.at(u * 0.3, rig.nose_y + 4), rig.at(u * 0.46, rig.mouth_y - 14), rig.at(u * 0.45, rig.mouth_y + 12)]
        )
        ink.detail(fold, skin, 0.6, 0.75)
        bag = curve(
            [rig.at(u * 0.3, rig.eye_y + 24), rig.at(u * 0.46, rig.eye_y + 31), rig.at(u * 0.6, rig.eye_y + 24)]
        )
        ink.detail(bag, skin, 0.5, 0.55)
    for row in (0, 1):
        y = -74 - row * 17
        ink.detail(curve([rig.at(-0.34, y), rig.at(0, y - 5), rig.at(0.36, y)]), skin, 0.5, 0.45)


def paint_nose(ink: Ink, rig: Rig) -> None:
    eyes = ink.manner.eyes
    if eyes is Eyes.NATURAL:
        _natural_nose(ink, rig)
    elif eyes is Eyes.ANIME:
        x, y = rig.at(0.0, rig.nose_y + 4, 16)
        shift = 1 if rig.yaw >= 0 else -1
        ink.fill(
            curve([(x - 2 * shift, y - 14), (x + 8 * shift, y + 1), (x - 3 * shift, y + 3)], closed=True),
            shade(rig.tones.skin, 0.3),
        )
        ink.stroke(curve([(x - 4, y + 4), (x + 2, y + 5)]), ink.line_colour(rig.tones.skin), 2.4)
    elif eyes is Eyes.ROUND:
        _button_nose(ink, rig)
    else:
        bridge = curve(
            [rig.at(0.04, 2, 6), rig.at(0.07, rig.nose_y - 4, 20), rig.at(-0.05, rig.nose_y + 3, 18)], tension=0.3
        )
        ink.stroke(bridge, shade(rig.tones.skin, 0.25), 4.5)


def _natural_nose(ink: Ink, rig: Rig) -> None:
    skin = rig.tones.skin
    size = 0.86 + 0.3 * rig.look.nose + 0.08 * rig.manly
    x, y = rig.at(0.0, rig.nose_y + 8, 20)
    top = rig.at(0.0, rig.eye_y - 10, 5)
    dark, light = shade(skin, 0.52), lit(skin, 0.7)
    # The plane of the nose that turns from the light.
    side = QPainterPath(QPointF(top[0] + 6, top[1]))
    side.cubicTo(QPointF(top[0] + 6, y - 40), QPointF(x + 6, y - 22), QPointF(x + 22 * size, y - 2))
    side.cubicTo(QPointF(x + 34 * size, y - 14), QPointF(top[0] + 28, y - 46), QPointF(top[0] + 22, top[1]))
    fade = QLinearGradient(QPointF(x + 2, 0), QPointF(x + 32, 0))
    fade.setColorAt(0.0, clear(dark, 0.0))
    fade.setColorAt(0.35, clear(dark, 0.3))
    fade.setColorAt(1.0, clear(dark, 0.0))
    ink.fill(side, fade)
    ink.glow(x, y + 11, 34 * size, 15, dark, 0.42)  # under the tip
    ink.glow(x - 22 * size, y - 2, 13 * size, 14, dark, 0.2)
    ink.glow(x, y - 7, 22 * size, 18, mix(skin, QColor("#d8584a"), 0.5), 0.24)
    ink.glow(x - 3, y - 10, 9, 9, light, 0.62)
    ink.glow((x + top[0]) / 2 - 3, (y + top[1]) / 2 - 4, 6, 32, light, 0.36)
    nostril = shade(skin, 0.78)
    for sign in (-1, 1):
        reach = 12.5 * size * (1 - 0.35 * max(0.0, sign * rig.yaw))
        hole = curve(
            [
                (x + sign * (reach - 6), y + 5),
                (x + sign * reach, y + 1.5),
                (x + sign * (reach + 5), y + 5.5),
                (x + sign * reach, y + 6.5),
            ],
            closed=True,
        )
        ink.fill(hole, clear(nostril, 0.72))
        wing = curve([(x + sign * (reach + 7), y - 9), (x + sign * (reach + 12), y), (x + sign * (reach + 7), y + 6)])
        ink.stroke(wing, clear(shade(skin, 0.6), 0.5 if ink.manner.line else 0.36), 2.6)


def _button_nose(ink: Ink, rig: Rig) -> None:
    size = 0.85 + 0.5 * rig.look.nose
    x, y = rig.at(0.0, rig.nose_y + 8, 26)
    warm = mix(rig.tones.skin, QColor("#e8604c"), 0.25)
    bulb = ellipse(x, y, 17 * size, 13 * size)
    ink.fill(bulb, warm)
    ink.ellipse(x - 5 * size, y - 5 * size, 5 * size, 3.4 * size, clear(QColor("white"), 0.75))
    arc = QPainterPath()
    arc.arcMoveTo(bulb.boundingRect(), 195 if rig.yaw >= 0 else 150)
    arc.arcTo(bulb.boundingRect(), 195 if rig.yaw >= 0 else 150, 195)
    ink.stroke(arc, ink.line_colour(warm), ink.manner.line * 0.72)


def paint_marks(ink: Ink, rig: Rig) -> None:
    """Freckles and mole."""
    if not ink.manner.detail:
        return
    rng = Random(rig.look.seed)
    if rig.look.freckles:
        tone = clear(mix(shade(rig.tones.skin, 0.4), QColor("#a0522d"), 0.5), 0.55)
        dots = QPainterPath()
        for _ in range(26):
            u = rng.uniform(0.14, 0.72) * rng.choice((-1, 1))
            x, y = rig.at(u, rig.nose_y - 8 + rng.uniform(-16, 22))
            radius = rng.uniform(1.2, 2.4) * (1.5 if ink.manner.line > 5 else 1.0)
            dots.addEllipse(QPointF(x, y), radius, radius)
        ink.fill(dots, tone)
    if rig.look.mole:
        x, y = rig.at(0.42 if rig.look.seed % 2 else -0.42, rig.mouth_y - 16)
        ink.ellipse(x, y, 3.4, 3.4, shade(rig.tones.skin, 0.7))


def paint_facial_hair(ink: Ink, rig: Rig) -> None:
    kind = rig.look.facial_hair
    if kind is FacialHair.NONE:
        return
    tone = rig.tones.brow if rig.look.hair is HairStyle.BALD else mix(rig.tones.hair, rig.tones.brow, 0.4)
    if kind is FacialHair.STUBBLE:
        _stubble(ink, rig, tone)
        return
    if kind is not FacialHair.MOUSTACHE:
        _beard(ink, rig, tone, full=kind is FacialHair.BEARD)
    _moustache(ink, rig, tone)


def _jaw_area(rig: Rig, top: float, grow: float) -> QPainterPath:
    """The lower face: from the ears round the chin, open at the mouth."""
    half, jaw, low = rig.half, rig.half * rig.jaw, rig.chin
    lip = rig.mouth_y
    outer = [
        (-half * 1.0, top),
        (-half * 0.95, top + 42),
        (-jaw * 1.07 - grow * 0.3, low * 0.62),
        (-jaw * 0.7, low * 0.95 + grow * 0.6),
    ]
    outer += [(0, low + grow)] + [(-x, y) for x, y in reversed(outer)]
    points = [rig.cheek(x, y) for x, y in outer]
    inner = [(0.84, top + 34), (0.6, lip - 16), (0.38, lip - 14), (0.28, lip + 4)]
    points += [rig.at(u, y) for u, y in inner]
    points += [rig.at(0.0, lip + 17, 6)]
    points += [rig.at(-u, y) for u, y in reversed(inner)]
    return curve(points, closed=True, tension=0.75)


def _stubble(ink: Ink, rig: Rig, tone: QColor) -> None:
    with ink.inside(rig.head_path()):
        ink.fill(_jaw_area(rig, 14, 4), clear(tone, 0.2))


def _beard(ink: Ink, rig: Rig, tone: QColor, *, full: bool) -> None:
    if full:
        area = _jaw_area(rig, 8, 22)
    else:
        low, lip = rig.chin, rig.mouth_y
        half = rig.half * 0.34
        area = curve(
            [
                rig.at(-0.3, lip),
                rig.at(-0.22, lip + 18),
                rig.at(0, lip + 20, 6),
                rig.at(0.22, lip + 18),
                rig.at(0.3, lip),
                rig.cheek(half, low - 8),
                rig.cheek(0, low + 16),
                rig.cheek(-half, low - 8),
            ],
            closed=True,
        )
    ink.shape(area, tone, weight=0.8)
    if ink.manner.strands:
        rng = Random(rig.look.seed + 3)
        with ink.inside(area):
            for colour in (lit(tone, 0.25), shade(tone, 0.4)):
                hairs = QPainterPath()
                for _ in range(int(70 * ink.manner.strands)):
                    x = rng.uniform(-1, 1) * rig.half
                    y = rng.uniform(rig.mouth_y - 70, rig.chin + 10)
                    px, py = rig.cheek(x, y)
                    hairs.moveTo(px, py)
                    hairs.quadTo(px + x * 0.02, py + 16, px - x * 0.1, py + 30)
                ink.hairs(hairs, clear(colour, 0.6))


def _moustache(ink: Ink, rig: Rig, tone: QColor) -> None:
    lip = rig.mouth_y
    droop = 8 - 8 * rig.mood.smile
    path = curve(
        [
            rig.at(0.0, lip - 20, 12),
            rig.at(0.2, lip - 17, 8),
            rig.at(0.44, lip - 1 + droop),
            rig.at(0.24, lip - 3),
            rig.at(0.0, lip - 8, 12),
            rig.at(-0.24, lip - 3),
            rig.at(-0.44, lip - 1 + droop),
            rig.at(-0.2, lip - 17, 8),
        ],
        closed=True,
        tension=0.8,
    )
    ink.shape(path, tone, weight=0.7)
