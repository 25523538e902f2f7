"""Small tiles that are made once: grain, scan lines, and the line screen of an engraving."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from random import Random

from PySide6.QtGui import QColor, QImage, qRgba


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
def ink_table() -> tuple[int, ...]:
    """Opacity of the ink by the mean of tone and threshold: a steep, smooth step; lines swell with the shadow."""
    table = []
    for value in range(256):
        share = max(0.0, min(1.0, (118 - value) / 34))
        table.append(qRgba(44, 28, 22, round(200 * share * share * (3 - 2 * share))))
    return tuple(table)


@cache
def sepia_table() -> tuple[int, ...]:
    """Greys as a warm print: brown black, ochre, cream."""
    stops = ((0, (38, 24, 20)), (90, (124, 84, 56)), (170, (206, 168, 118)), (255, (247, 234, 205)))
    table = []
    for value in range(256):
        for (low, dark), (high, light) in pairwise(stops):
            if value <= high:
                share = (value - low) / (high - low)
                red, green, blue = (round(a + (b - a) * share) for a, b in zip(dark, light, strict=True))
                table.append(qRgba(red, green, blue, 255))
                break
    return tuple(table)
