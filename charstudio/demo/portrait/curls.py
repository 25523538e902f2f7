"""Hair that is not combed: afros, curls, braids, and hair cut to the skin."""

from __future__ import annotations

import math
from random import Random

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QPainterPath, QRadialGradient

from charstudio.demo.portrait.hair import SLICK, cap, outer
from charstudio.demo.portrait.ink import Ink, curve
from charstudio.demo.portrait.manner import Shading
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.spec import HairStyle
from charstudio.demo.portrait.tint import clear, lit, shade

Ball = tuple[float, float, float]


def paint_curls_behind(ink: Ink, rig: Rig) -> None:
    """The part of an afro or of curls that stands behind the head."""
    style = rig.hair
    if style is HairStyle.AFRO:
        _balls(ink, rig, _ring(rig, 1.4, 172, 46, 24), 0.28)
    elif style is HairStyle.CURLY:
        _balls(ink, rig, _ring(rig, 1.02, 122, 32, 22), 0.28)


def paint_curls_over(ink: Ink, rig: Rig) -> None:
    """The part over the forehead and at the temples; braids fall over the shoulders."""
    style = rig.hair
    if style is HairStyle.AFRO:
        _balls(ink, rig, _crown(rig, 36, 24, -100, 40), 0.0)
    elif style is HairStyle.CURLY:
        _balls(ink, rig, _crown(rig, 26, 30, -84, 36), 0.0)
    elif style is HairStyle.BRAIDS:
        for side in (-1, 1):
            _braid(ink, rig, side)
    elif style is HairStyle.BUZZ:
        _buzz(ink, rig)


def _ring(rig: Rig, wide: float, high: float, radius: float, count: int) -> list[Ball]:
    """A mane behind the head: balls round an ellipse from below one ear over the top to below the other."""
    rng = Random(rig.look.seed + 5)
    balls: list[Ball] = []
    for index in range(7):  # the body of it
        angle = math.radians(170 + index * 200 / 6)
        balls.append(
            (*rig.rim(math.cos(angle) * rig.half * wide * 0.55, -70 + math.sin(angle) * high * 0.5), high * 0.55)
        )
    for index in range(count):
        angle = math.radians(150 + index * 240 / (count - 1))
        x = math.cos(angle) * rig.half * wide * rng.uniform(0.94, 1.02)
        balls.append(
            (*rig.rim(x, -70 + math.sin(angle) * high * rng.uniform(0.94, 1.02)), radius * rng.uniform(0.8, 1.1))
        )
    return balls


def _crown(rig: Rig, radius: float, count: int, line: float, low: float) -> list[Ball]:
    """Balls over the top of the skull, down to the hairline."""
    rng = Random(rig.look.seed + 9)
    balls: list[Ball] = []
    for index in range(count):
        u = (index / (count - 1)) * 2 - 1
        x = u * rig.half * 0.98
        balls.append((*rig.rim(x, -176 + 82 * u * u + rng.uniform(-10, 8)), radius * rng.uniform(0.85, 1.15)))
    for index in range(count):
        u = ((index / (count - 1)) * 2 - 1) * 0.9
        balls.append(
            (*rig.rim(u * rig.half * 0.94, -142 + 62 * u * u + rng.uniform(-10, 8)), radius * rng.uniform(0.75, 1.05))
        )
    for index in range(count):
        u = ((index / (count - 1)) * 2 - 1) * 0.92
        x, y = rig.at(u, line + 62 * u * u - 18 + rng.uniform(-12, 10))
        balls.append((x, y, radius * rng.uniform(0.6, 0.85)))
    for side in (-1, 1):
        for step in range(4):
            x, y = rig.rim(side * (rig.half + 4), -84 + step * (low + 84) / 4)
            balls.append((x, y, radius * (0.95 - 0.14 * step)))
    return balls


def _balls(ink: Ink, rig: Rig, balls: list[Ball], darker: float) -> None:
    colour = shade(rig.tones.hair, darker) if darker else rig.tones.hair
    if rig.hat_fits:
        balls = [ball for ball in balls if ball[1] - ball[2] > -150]
    if ink.manner.line:
        ink.balls(balls, ink.line_colour(colour), ink.manner.line)
    ink.balls(balls, colour)
    shading = ink.manner.shading
    if shading is Shading.PLAIN:
        return
    if shading is Shading.SOFT:
        for x, y, radius in balls:
            tone = QRadialGradient(QPointF(x - radius * 0.35, y - radius * 0.45), radius * 1.35)
            tone.setColorAt(0.0, clear(lit(colour, 0.2), 0.75))
            tone.setColorAt(0.5, clear(colour, 0.35))
            tone.setColorAt(1.0, clear(shade(colour, 0.6), 0.55))
            ink.ellipse(x, y, radius, radius, QBrush(tone))
    arcs, glints = [], []
    rng = Random(rig.look.seed + 11)
    for x, y, radius in balls:
        size = radius * rng.uniform(0.45, 0.85)
        start = rng.uniform(20, 200)
        box_x, box_y = x - size + rng.uniform(-6, 6), y - size + rng.uniform(-6, 6)
        arc = QPainterPath()
        arc.arcMoveTo(box_x, box_y, size * 2, size * 2, start)
        arc.arcTo(box_x, box_y, size * 2, size * 2, start, rng.uniform(90, 190))
        arcs.append(arc)
        glints.append(arc.translated(-2, -3))
    line = 2.2 if shading is Shading.SOFT else max(2.0, ink.manner.line * 0.45)
    ink.strokes(arcs, clear(shade(colour, 0.65), 0.5), line)
    ink.strokes(glints, clear(lit(colour, 0.32), 0.34), line)


def _braid(ink: Ink, rig: Rig, side: int) -> None:
    colour = rig.tones.hair
    x, y = rig.cheek(side * (rig.half + 2), 44)
    for index in range(8):
        width = 23 - index * 0.9
        cx, cy = x + side * (6 + index * 3.4), y + index * 30
        for half in (-1, 1):
            bead = curve(
                [
                    (cx + half * 2 - half * 6, cy - 16),
                    (cx + half * width, cy - 12),
                    (cx + half * width * 0.75, cy + 12),
                    (cx - half * 5, cy + 24),
                ],
                closed=True,
                tension=0.9,
            )
            ink.shape(bead, colour, weight=0.7)
    tie_x, tie_y = x + side * 34, y + 244
    tie = QPainterPath()
    tie.addRoundedRect(tie_x - 13, tie_y - 10, 26, 16, 6, 6)
    tuft = curve(
        [
            (tie_x - 11, tie_y),
            (tie_x + 11, tie_y),
            (tie_x + 15, tie_y + 30),
            (tie_x, tie_y + 52),
            (tie_x - 13, tie_y + 30),
        ],
        closed=True,
    )
    ink.shape(tuft, colour, weight=0.7)
    ink.shape(tie, rig.tones.accent, weight=0.7)


def _buzz(ink: Ink, rig: Rig) -> None:
    area = cap(rig, outer(rig, 3, 20, 20), SLICK)
    colour = rig.tones.hair
    if ink.soft:
        gradient = QRadialGradient(QPointF(-30, -150), 190)
        gradient.setColorAt(0.0, clear(lit(colour, 0.18), 0.5))
        gradient.setColorAt(0.6, clear(colour, 0.62))
        gradient.setColorAt(1.0, clear(shade(colour, 0.4), 0.78))
        ink.fill(area, gradient)
        rng = Random(rig.look.seed)
        with ink.inside(area):
            hairs = QPainterPath()
            for _ in range(260):
                x, y = rng.uniform(-1, 1) * rig.half * 1.1, rng.uniform(-180, 20)
                hairs.moveTo(x, y)
                hairs.lineTo(x + x * 0.04, y + 6)
            ink.hairs(hairs, clear(shade(colour, 0.6), 0.6))
    else:
        ink.shape(area, colour)
