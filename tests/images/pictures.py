"""Picture files made on the spot."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QImageIOHandler, QImageWriter, QPainter

RED, GREEN, BLUE, WHITE = (QColor(name) for name in ("#e00000", "#00c000", "#0000e0", "#ffffff"))


def quadrants(width: int = 64, height: int = 64) -> QImage:
    """Red and green above, blue and white below."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for column, row, colour in ((0, 0, RED), (1, 0, GREEN), (0, 1, BLUE), (1, 1, WHITE)):
        painter.fillRect(column * width // 2, row * height // 2, width, height, colour)
    painter.end()
    return image


def translucent(width: int = 64, height: int = 64) -> QImage:
    """Half red, half transparent."""
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.fillRect(0, 0, width // 2, height, RED)
    painter.end()
    return image


def encoded(
    image: QImage,
    name: str = "png",
    turn: QImageIOHandler.Transformation = QImageIOHandler.Transformation.TransformationNone,
) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(name.encode()))
    writer.setTransformation(turn)
    writer.setQuality(95)
    assert writer.write(image), writer.errorString()
    return bytes(buffer.data().data())


def png_that_claims(width: int, height: int, depth: int = 8) -> bytes:
    """A PNG whose header promises a size that it does not hold: a decompression bomb."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, depth, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def saved(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def colour_at(image: QImage, across: float, down: float) -> str:
    """The nearest of the four colours, or "none" where it is transparent, at a place given in parts of the size."""
    pixel = image.pixelColor(int(across * image.width()), int(down * image.height()))
    if pixel.alpha() < 128:
        return "none"
    named = {"red": RED, "green": GREEN, "blue": BLUE, "white": WHITE}

    def distance(colour: QColor) -> int:
        return abs(pixel.red() - colour.red()) + abs(pixel.green() - colour.green()) + abs(pixel.blue() - colour.blue())

    return min(named, key=lambda name: distance(named[name]))
