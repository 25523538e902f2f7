"""Glasses, earrings, flowers, headbands, veils, masks and scarves."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath

from charstudio.demo.portrait.body import Body
from charstudio.demo.portrait.ink import Ink, curve, ellipse, polygon
from charstudio.demo.portrait.manner import Eyes
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.spec import Glasses, Headgear, Outfit
from charstudio.demo.portrait.tint import clear, lit, mix, shade

_GOLD = QColor("#dcb052")


def paint_glasses(ink: Ink, rig: Rig) -> None:
    """In head coordinates, over the eyes and under the hair."""
    kind = rig.look.glasses
    if kind is Glasses.NONE:
        return
    large = ink.manner.eyes in (Eyes.ANIME, Eyes.ROUND)
    frame = QColor("#2a2026") if kind is Glasses.SQUARE else mix(QColor("#6b4a2a"), _GOLD, 0.4)
    width = max(4.5, ink.manner.line * 0.9)
    for side in (-1, 1):
        u = side * ink.manner.eye_gap
        x, y = rig.at(u, rig.eye_y + 3, 8)
        wide, high = (43.0 if large else 39.0) * rig.squeeze(u), 44.0 if large else 36.0
        lens = QPainterPath()
        if kind is Glasses.ROUND:
            lens.addEllipse(QPointF(x, y), wide, high)
        else:
            lens.addRoundedRect(QRectF(x - wide, y - high * 0.82, wide * 2, high * 1.62), 12, 12)
        ink.fill(lens, clear(QColor("#e6f3ff"), 0.14))
        with ink.inside(lens):
            ink.fill(
                polygon((x - wide, y - high), (x - wide * 0.3, y - high), (x - wide, y + high * 0.5)),
                clear(QColor("white"), 0.24),
            )
        ink.stroke(lens, frame, width)
        outer = x + side * wide
        temple = rig.rim(side * (rig.half + 2), rig.eye_y - 4)
        if side * rig.yaw < 0.25:
            ink.stroke(curve([(outer, y - 8), temple]), frame, width)
    left, right = rig.at(-ink.manner.eye_gap, 0, 8), rig.at(ink.manner.eye_gap, 0, 8)
    reach = 39.0
    bridge = QPainterPath(QPointF(left[0] + reach * rig.squeeze(-ink.manner.eye_gap), rig.eye_y - 2))
    bridge.quadTo(
        QPointF((left[0] + right[0]) / 2, rig.eye_y - 14),
        QPointF(right[0] - reach * rig.squeeze(ink.manner.eye_gap), rig.eye_y - 2),
    )
    ink.stroke(bridge, frame, width)


def paint_earrings(ink: Ink, rig: Rig) -> None:
    if not rig.look.earrings or rig.look.headgear is Headgear.HIJAB:
        return
    for side in (-1, 1):
        if side * rig.yaw > 0.2:
            continue
        x, y = rig.rim(side * (rig.half + 6), 20)[0], rig.eye_y + 62
        ink.stroke(ellipse(x, y + 12, 10, 13), shade(_GOLD, 0.4), 6)
        ink.stroke(ellipse(x, y + 12, 10, 13), lit(_GOLD, 0.2), 3.5)


def paint_headgear(ink: Ink, rig: Rig) -> None:
    """What the character always wears, in head coordinates, over the hair."""
    kind = rig.look.headgear
    if kind is Headgear.HEADBAND:
        band = curve(
            [
                rig.rim(-rig.half - 10, -74),
                rig.at(-0.6, -96, 8),
                rig.at(0, -102, 12),
                rig.at(0.6, -96, 8),
                rig.rim(rig.half + 10, -74),
            ]
        )
        ink.stroke(band, ink.line_colour(rig.tones.accent) if ink.manner.line else shade(rig.tones.accent, 0.4), 27)
        ink.stroke(band, rig.tones.accent, 27 - max(3.0, ink.manner.line * 1.6))
    elif kind is Headgear.FLOWER and not rig.shot.hat:
        x, y = rig.rim(rig.half * 0.86, -96)
        _flower(ink, x, y, 44, mix(rig.tones.accent, QColor("#f4a0b4"), 0.4))
    elif kind is Headgear.HIJAB:
        _veil(ink, rig)


def _flower(ink: Ink, x: float, y: float, size: float, colour: QColor) -> None:
    petals = QPainterPath()
    petals.setFillRule(Qt.FillRule.WindingFill)
    for index in range(6):
        angle = math.tau * index / 6
        petals.addEllipse(
            QPointF(x + math.cos(angle) * size * 0.5, y + math.sin(angle) * size * 0.5), size * 0.42, size * 0.42
        )
    if ink.manner.line:
        ink.stroke(petals, ink.line_colour(colour), ink.manner.line * 1.6)
    ink.fill(petals, colour)
    if ink.manner.detail:
        ink.glow(x, y, size * 0.7, size * 0.7, shade(colour, 0.5), 0.5)
    ink.ellipse(x, y, size * 0.24, size * 0.24, QColor("#f2c14e"))


def _veil(ink: Ink, rig: Rig) -> None:
    colour = mix(rig.tones.secondary, rig.tones.accent, 0.55)
    half, low = rig.half, rig.chin
    side = [
        (half * 0.72, -166.0),
        (half + 26, -92),
        (half + 24, 20),
        (half * 0.94, 110),
        (half + 30, low + 70),
        (half + 70, low + 170),
        (half * 0.4, low + 230),
    ]
    outer = [
        rig.rim(0, -192),
        *(rig.rim(*p) for p in side),
        rig.rim(0, low + 250),
        *(rig.rim(-x, y) for x, y in reversed(side)),
    ]
    veil = curve(outer, closed=True, tension=1.0)
    face = [
        rig.at(0, -96),
        rig.at(0.62, -78),
        rig.at(0.93, -14),
        rig.at(0.9, 60),
        rig.cheek(half * 0.42, low - 10),
        rig.cheek(0, low + 3),
    ]
    face += [rig.cheek(-half * 0.42, low - 10), rig.at(-0.9, 60), rig.at(-0.93, -14), rig.at(-0.62, -78)]
    opening = curve(face, closed=True, tension=0.95)
    veil.addPath(opening)
    veil.setFillRule(Qt.FillRule.OddEvenFill)
    ink.shape(veil, colour)
    if ink.soft:
        with ink.inside(opening):
            ink.stroke(opening, clear(shade(rig.tones.skin, 0.7), 0.22), 26)
    ink.stroke(opening, shade(colour, 0.25), 3)
    for sign, drop in ((-1, 60), (1, 80), (-1, 120)):
        fold = curve(
            [
                rig.cheek(sign * half * 0.96, 50),
                rig.cheek(sign * half * 0.5, low + drop * 0.5),
                rig.cheek(-sign * half * 0.5, low + drop),
            ]
        )
        ink.detail(fold, colour, 0.9, 0.7)
    ink.detail(curve([rig.rim(-20, -182), rig.rim(half * 0.6, -130), rig.rim(half + 4, -20)]), colour, 0.8, 0.6)
    ink.detail(curve([rig.rim(10, -182), rig.rim(-half * 0.7, -120), rig.rim(-half - 2, 0)]), colour, 0.8, 0.6)


def paint_mask(ink: Ink, rig: Rig) -> None:
    """In head coordinates, over the face: a masquerade mask with festive dress, a cloth mask with the rest."""
    if not rig.shot.mask:
        return
    if rig.outfit in (Outfit.DRESS, Outfit.KIMONO, Outfit.ROBE, Outfit.SUIT, Outfit.ARMOUR):
        _domino(ink, rig)
    else:
        _cloth_mask(ink, rig)


def _cloth_mask(ink: Ink, rig: Rig) -> None:
    colour = mix(rig.tones.accent, QColor("#23242e"), 0.45)
    top = rig.nose_y - 26
    points = [
        rig.at(-0.95, top + 14),
        rig.at(-0.4, top + 2),
        rig.at(0, top - 8, 18),
        rig.at(0.4, top + 2),
        rig.at(0.95, top + 14),
    ]
    points += [
        rig.cheek(rig.half * rig.jaw, rig.chin * 0.66),
        rig.cheek(rig.half * 0.3, rig.chin + 4),
        rig.cheek(-rig.half * 0.3, rig.chin + 4),
    ]
    points += [rig.cheek(-rig.half * rig.jaw, rig.chin * 0.66)]
    ink.shape(curve(points, closed=True, tension=0.75), colour)
    for drop in (26, 48):
        ink.detail(
            curve([rig.at(-0.66, top + drop + 10), rig.at(0, top + drop + 14, 16), rig.at(0.66, top + drop + 10)]),
            colour,
            0.8,
        )


def _domino(ink: Ink, rig: Rig) -> None:
    colour = mix(rig.tones.primary, QColor("#3a1030"), 0.35)
    y = rig.eye_y
    tall = 1.35 if ink.manner.eyes in (Eyes.ANIME, Eyes.ROUND) else 1.0
    points = [
        rig.at(-1.0, y - 46 * tall),
        rig.at(-0.5, y - 44 * tall),
        rig.at(0, y - 26 * tall, 14),
        rig.at(0.5, y - 44 * tall),
        rig.at(1.0, y - 46 * tall),
    ]
    points += [
        rig.at(0.88, y + 22 * tall),
        rig.at(0.46, y + 38 * tall),
        rig.at(0.12, y + 18, 18),
        rig.at(-0.12, y + 18, 18),
        rig.at(-0.46, y + 38 * tall),
        rig.at(-0.88, y + 22 * tall),
    ]
    mask = curve(points, closed=True, tension=0.8)
    for side in (-1, 1):
        u = side * ink.manner.eye_gap
        x, ey = rig.at(u, y)
        mask.addEllipse(QPointF(x, ey), (33 if tall == 1 else 38) * rig.squeeze(u), 21 * tall**1.9)
    mask.setFillRule(Qt.FillRule.OddEvenFill)
    ink.shape(mask, colour)
    ink.stroke(mask, _GOLD, 4)
    x, top = rig.at(0, y - 30 * tall, 14)
    ink.shape(polygon((x, top - 16), (x + 11, top), (x, top + 16), (x - 11, top)), rig.tones.accent, weight=0.6)


def paint_scarf(ink: Ink, rig: Rig, body: Body) -> None:
    """In canvas coordinates, over the clothes and under the head."""
    if not rig.shot.scarf:
        return
    colour = rig.tones.accent
    x, y, neck = body.x, body.neck_y, body.neck
    tail = curve(
        [
            (x + 10, y + 20),
            (x + 76, y + 14),
            (x + 96, y + 190),
            (x + 92, y + 330),
            (x + 26, y + 336),
            (x + 22, y + 180),
        ],
        closed=True,
        tension=0.6,
    )
    ink.shape(tail, colour)
    with ink.inside(tail):
        for row in range(3):
            ink.stroke(curve([(x, y + 210 + row * 44), (x + 110, y + 202 + row * 44)]), rig.tones.secondary, 13)
    for drop, grow in ((26.0, 34.0), (-14.0, 20.0)):
        wrap = curve(
            [
                (x - neck - grow, y - 56 + drop),
                (x, y - 22 + drop),
                (x + neck + grow, y - 56 + drop),
                (x + neck + grow + 12, y - 6 + drop),
                (x + 10, y + 50 + drop),
                (x - neck - grow - 12, y - 6 + drop),
            ],
            closed=True,
            tension=0.9,
        )
        ink.shape(wrap, colour)
        ink.detail(
            curve([(x - neck - grow, y - 26 + drop), (x - 6, y + 16 + drop), (x + neck * 0.6, y + 2 + drop)]),
            colour,
            0.9,
            0.8,
        )
