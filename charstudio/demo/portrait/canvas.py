"""Painters on images."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QImage, QPainter


@contextmanager
def painting(image: QImage) -> Iterator[QPainter]:
    """A painter on ``image``, ended when the block ends: Qt aborts when an image dies under a living painter."""
    painter = QPainter(image)
    try:
        yield painter
    finally:
        painter.end()
