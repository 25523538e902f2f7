"""Painting a mass of hair: base, strands, sheen and line, in the manner of the style."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QLinearGradient, QPainterPath, QRadialGradient

from charstudio.demo.portrait.ink import Ink
from charstudio.demo.portrait.manner import Shading
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.tint import clear, lit, luma, shade

Point = tuple[float, float]
Strand = tuple[Point, Point, Point, Point]


@dataclass
class Mass:
    """One body of hair: its outline, and the curves along which it was combed."""

    path: QPainterPath
    guides: list[Strand] = field(default_factory=list)
    gloss: bool = True
    """Whether the light draws a band across it (smooth hair on the skull)."""


def comb(root: Point, ends: Sequence[Point], lift: float) -> list[Strand]:
    """Guides from ``root`` to each of ``ends``, arching away from the skull by ``lift``."""
    guides: list[Strand] = []
    for end in ends:
        first = (root[0] + (end[0] - root[0]) * 0.35, root[1] + (end[1] - root[1]) * 0.15)
        second = (root[0] + (end[0] - root[0]) * 0.9, root[1] + (end[1] - root[1]) * 0.5)
        guides.append((root, _push(first, lift), _push(second, lift), end))
    return guides


def _push(point: Point, lift: float) -> Point:
    dx, dy = point[0], point[1] + 20
    length = math.hypot(dx, dy) or 1.0
    return (point[0] + dx / length * lift, point[1] + dy / length * lift)


def paint_mass(ink: Ink, rig: Rig, mass: Mass, colour: QColor) -> None:
    shading = ink.manner.shading
    if shading is Shading.PLAIN:
        ink.fill(mass.path, colour)
        return
    if shading is Shading.SOFT:
        _soft(ink, rig, mass, colour)
    else:
        _hard(ink, rig, mass, colour)
    ink.outline(mass.path, colour)


def _soft(ink: Ink, rig: Rig, mass: Mass, colour: QColor) -> None:
    box = mass.path.boundingRect()
    base = QLinearGradient(QPointF(box.left(), box.top()), QPointF(box.right(), box.bottom()))
    base.setColorAt(0.0, lit(colour, 0.1))
    base.setColorAt(0.35, colour)
    base.setColorAt(1.0, shade(colour, 0.5))
    ink.fill(mass.path, base)
    if not mass.guides:
        return
    dark = luma(colour) < 60
    with ink.inside(mass.path):
        rng = Random(rig.look.seed + len(mass.guides))
        gaps = len(mass.guides) - 1
        count = round(3 * ink.manner.strands * (8 / gaps) ** 0.5)
        for tone, opacity, width, number in (
            (shade(colour, 0.6), 0.36, 6.0, count),
            (lit(colour, 0.2 if dark else 0.26), 0.34, 3.4, count),
        ):
            ink.strokes(_strands(mass.guides, max(1, number), rng), clear(tone, opacity), width)
        for tone, opacity in ((lit(colour, 0.35), 0.4), (shade(colour, 0.7), 0.5)):
            ink.hairs(_joined(_strands(mass.guides, max(2, count * 3), rng)), clear(tone, opacity))
        if mass.gloss:
            _sheen(ink, rig, colour)


def _joined(paths: list[QPainterPath]) -> QPainterPath:
    whole = QPainterPath()
    for path in paths:
        whole.addPath(path)
    return whole


def _strands(guides: list[Strand], per_gap: int, rng: Random) -> list[QPainterPath]:
    """Random curves between neighbouring guides."""
    paths = []
    for one, two in pairwise(guides):
        for _ in range(per_gap):
            share = rng.random()
            rest = 1 - share
            a, b, c, d = (
                (p[0] * rest + q[0] * share, p[1] * rest + q[1] * share) for p, q in zip(one, two, strict=True)
            )
            path = QPainterPath(QPointF(*a))
            path.cubicTo(*b, *c, *d)
            paths.append(path)
    return paths


def _sheen(ink: Ink, rig: Rig, colour: QColor) -> None:
    """The ring of light on smooth hair, strongest towards the light."""
    shift = -math.sin(rig.yaw) * 20
    strength = 0.34 if luma(colour) < 60 else 0.42
    ring = QRadialGradient(QPointF(shift - 4, 36), 200)
    bright = lit(colour, 0.5)
    for stop, opacity in ((0.66, 0.0), (0.76, 0.7), (0.8, 1.0), (0.86, 0.5), (0.95, 0.0)):
        ring.setColorAt(stop, clear(bright, opacity * strength))
    ink.painter.fillRect(int(-rig.half * 1.2 + shift), -210, int(rig.half * 2.4), 290, ring)
    ink.glow(-rig.half * 0.55 + shift, -130, 70, 50, bright, 0.3)


def _hard(ink: Ink, rig: Rig, mass: Mass, colour: QColor) -> None:
    cel = ink.manner.shading is Shading.CEL
    ink.fill(mass.path, colour)
    ink.hard_shadow(mass.path, colour, 1.1)
    if not mass.guides:
        return
    with ink.inside(mass.path):
        if mass.gloss:
            _hard_gloss(ink, rig, colour, cel)
        rng = Random(rig.look.seed)
        lines = _strands(mass.guides, 2 if cel else 1, rng)
        if cel:
            ink.strokes(lines, clear(ink.line_colour(colour), 0.75), 2.0)
        else:
            ink.strokes(lines, clear(ink.line_colour(colour), 0.55), ink.manner.line * 0.5)


def _hard_gloss(ink: Ink, rig: Rig, colour: QColor, cel: bool) -> None:
    shift = -math.sin(rig.yaw) * 24
    light = lit(colour, 0.42 if luma(colour) > 60 else 0.3)
    if not cel:
        blob = QPainterPath(QPointF(-rig.half * 0.8 + shift, -92))
        blob.quadTo(QPointF(-rig.half * 0.6 + shift, -156), QPointF(-rig.half * 0.08 + shift, -168))
        blob.quadTo(QPointF(-rig.half * 0.42 + shift, -138), QPointF(-rig.half * 0.8 + shift, -92))
        ink.fill(blob, light)
        return
    band = QPainterPath()
    steps = 15
    upper: list[Point] = []
    lower: list[Point] = []
    for step in range(steps + 1):
        angle = math.radians(204 + step * (132 / steps))
        spread = 0.35 + 0.65 * math.sin(math.pi * step / steps)
        radius_in = 128 - (15 if step % 2 else 3) * spread
        radius_out = 136 + (10 if step % 2 else 2) * spread
        upper.append((math.cos(angle) * radius_out * rig.half / 118 + shift, math.sin(angle) * radius_out + 4))
        lower.append((math.cos(angle) * radius_in * rig.half / 118 + shift, math.sin(angle) * radius_in + 4))
    band.moveTo(*upper[0])
    for point in (*upper[1:], *reversed(lower)):
        band.lineTo(*point)
    band.closeSubpath()
    ink.fill(band, clear(light, 0.85))
