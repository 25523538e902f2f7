"""What floats between the figure and the eye: rain, snow, petals, motes."""

from __future__ import annotations

import math
from random import Random

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainterPath

from charstudio.demo.portrait.ink import Ink
from charstudio.demo.portrait.scenery import HIGH, WIDE
from charstudio.demo.portrait.spec import Setting
from charstudio.demo.portrait.tint import clear


def paint_atmosphere(ink: Ink, setting: Setting, rng: Random) -> None:
    """In canvas units, over the figure."""
    if setting is Setting.NEON_RAIN:
        _rain(ink, rng)
    elif setting is Setting.MOUNTAINS:
        _flakes(ink, rng)
    elif setting is Setting.CHERRY_BLOSSOM:
        _petals(ink, rng)
    elif setting is Setting.FOREST:
        motes(ink, rng, QColor("#f6ffb0"), 22, 0.8)
    elif setting in (Setting.MARKET, Setting.LIBRARY):
        motes(ink, rng, QColor("#ffcf7a"), 14, 0.6)


def _rain(ink: Ink, rng: Random) -> None:
    for count, width, length, opacity in ((70, 1.6, 46, 0.34), (34, 2.6, 84, 0.42)):
        drops = []
        for _ in range(count):
            x, y = rng.uniform(-20, WIDE + 40), rng.uniform(-60, HIGH)
            drop = QPainterPath(QPointF(x, y))
            drop.lineTo(x - length * 0.2, y + length * rng.uniform(0.7, 1.2))
            drops.append(drop)
        ink.strokes(drops, clear(QColor("#d9e6ff"), opacity), width)


def _flakes(ink: Ink, rng: Random) -> None:
    path = QPainterPath()
    for _ in range(80):
        size = rng.choice((1.8, 2.6, 3.4, 5.5))
        path.addEllipse(QPointF(rng.uniform(0, WIDE), rng.uniform(0, HIGH)), size, size)
    ink.fill(path, clear(QColor("white"), 0.85))


def _petals(ink: Ink, rng: Random) -> None:
    tones = ("#fbd0dd", "#f4a9c0", "#ffe6ee")
    paths = {tone: QPainterPath() for tone in tones}
    for index in range(36):
        x, y, size, angle = rng.uniform(0, WIDE), rng.uniform(0, HIGH), rng.uniform(7, 15), rng.uniform(0, math.tau)
        dx, dy = math.cos(angle) * size, math.sin(angle) * size
        path = paths[tones[index % 3]]
        path.moveTo(x - dx, y - dy)
        path.quadTo(QPointF(x - dy * 0.9, y + dx * 0.9), QPointF(x + dx, y + dy))
        path.quadTo(QPointF(x + dy * 0.4, y - dx * 0.4), QPointF(x - dx, y - dy))
    for tone, path in paths.items():
        ink.fill(path, clear(QColor(tone), 0.92))


def motes(ink: Ink, rng: Random, colour: QColor, count: int, opacity: float) -> None:
    """Small glowing points, larger towards the lower edge."""
    for _ in range(count):
        x, y = rng.uniform(0, WIDE), rng.uniform(60, HIGH)
        size = rng.uniform(2.0, 4.5) * (0.6 + y / HIGH)
        ink.glow(x, y, size * 4, size * 4, colour, opacity * 0.6)
        ink.ellipse(x, y, size * 0.6, size * 0.6, clear(QColor("#fffdf0"), opacity))
