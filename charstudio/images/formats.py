"""What a file is, by its first bytes: neither its name nor the server's Content-Type is trusted.

Only formats of pixels are decoded. SVG is not: it may name other files of the computer.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtGui import QImageReader

from charstudio.images.errors import PictureError

HEAD_BYTES: Final = 512
"""Enough of the beginning for ``identify``."""

_MAGIC: Final = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"\0\0\1\0", "ico"),
    (b"8BPS", "psd"),
    (b"%PDF", "pdf"),
    (b"\xff\x0a", "jxl"),
    (b"\0\0\0\x0cJXL ", "jxl"),
)
_BRANDS: Final = {b"avif": "avif", b"avis": "avif", b"heic": "heic", b"heix": "heic", b"mif1": "heif"}
_NEVER: Final = frozenset({"psd", "pdf", "svg"})


def identify(head: bytes) -> str:
    """Qt's name of the format that begins with ``head`` ("jpeg", "png", "webp", ...).

    Raises PictureError when it is empty, no picture, or in a format that is not decoded.
    """
    if not head:
        raise PictureError("The file is empty")
    name = _name(head)
    if name is None:
        raise PictureError("Not a picture")
    if name in _NEVER or name not in _supported():
        raise PictureError(f"Format not supported ({name.upper()})", "Save it as PNG, JPEG or WebP.")
    return name


def _name(head: bytes) -> str | None:
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12])
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<!doctype html", b"<html")):
        raise PictureError("A web page, not a picture")
    return "svg" if text.startswith((b"<svg", b"<?xml")) and b"<svg" in text else None


@lru_cache(maxsize=1)
def _supported() -> frozenset[str]:
    return frozenset(bytes(name.data()).decode() for name in QImageReader.supportedImageFormats())
