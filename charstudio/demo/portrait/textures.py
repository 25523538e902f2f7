"""Small tiles that are made once: grain, scan lines, and the line screen of an engraving."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from random import Random
from typing import Final

from PySide6.QtGui import QColor, QImage, qRgba

SCREEN_SHARE: Final = 0.42
"""How much of the line screen is mixed into the tone before it is inked."""

_INK: Final = (44.0, 28.0, 22.0)
_SEPIA: Final = (
    (0.0, (38.0, 24.0, 20.0)),
    (90.0, (124.0, 84.0, 56.0)),
    (170.0, (206.0, 168.0, 118.0)),
    (255.0, (247.0, 234.0, 205.0)),
)


def _grey(values: bytes, side: int) -> QImage:
    # copy() detaches from the Python buffer, which would otherwise have to outlive the image.
    return QImage(values, side, side, side, QImage.Format.Format_Grayscale8).copy()


@cache
def grain() -> QImage:
    """128 × 128 of fine noise: black and white at low opacity, premultiplied."""
    side = 128
    noise = Random(11).randbytes(side * side)
    tile = QImage(noise, side, side, side, QImage.Format.Format_Indexed8).copy()
    tile.setColorTable(
        [qRgba(0, 0, 0, (128 - v) // 9) if v < 128 else qRgba(255, 255, 255, (v - 128) // 11) for v in range(256)]
    )
    return tile.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


@cache
def scan_lines() -> QImage:
    """One dark line in four."""
    tile = QImage(4, 4, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(QColor(0, 0, 0, 0))
    for x in range(4):
        tile.setPixelColor(x, 2, QColor(4, 0, 24, 24))
        tile.setPixelColor(x, 3, QColor(4, 0, 24, 64))
    return tile


@cache
def line_screen() -> QImage:
    """96 × 96 of gently waving engraver's lines, as thresholds from 0 to 255."""
    side, pitch = 96, 6
    values = bytearray()
    for y in range(side):
        for x in range(side):
            wave = 2.2 * math.sin(math.tau * x / side)
            values.append(round(127.5 + 127.5 * math.cos(math.tau * (y + wave) / pitch)))
    return _grey(bytes(values), side).convertToFormat(QImage.Format.Format_RGB32)


@cache
def engraving() -> tuple[int, ...]:
    """What a print lays over a picture, by the mix of tone and line screen: a sepia wash, and ink in the dark.

    The ink sets in over a steep, smooth step, so that the lines swell with the shadow.
    """
    table = []
    for value in range(256):
        tone = (value - 127.5 * SCREEN_SHARE) / (1 - SCREEN_SHARE)
        wash = _sepia(max(0.0, min(255.0, tone)))
        share = max(0.0, min(1.0, (118 - value) / 34))
        ink = 0.85 * share * share * (3 - 2 * share)
        red, green, blue = (round(a + (b - a) * ink) for a, b in zip(wash, _INK, strict=True))
        table.append(qRgba(red, green, blue, round(84 + 136 * ink)))
    return tuple(table)


def _sepia(value: float) -> tuple[float, float, float]:
    """A grey as a warm print shows it: brown black, ochre, cream."""
    for (low, dark), (high, light) in pairwise(_SEPIA):
        if value <= high:
            share = (value - low) / (high - low)
            red, green, blue = (a + (b - a) * share for a, b in zip(dark, light, strict=True))
            return red, green, blue
    return _SEPIA[-1][1]
