"""Pixels from a picture file, scaled while they are read.

``QImageReader.read`` leaves the interpreter to other threads; ``QImage.scaled``, ``QImage.fromData``, ``copy`` and
``convertToFormat`` do not, and would stop the window for as long as they run. So only small results are converted.
"""

from __future__ import annotations

import threading
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from charstudio.images.errors import PictureError
from charstudio.images.fetch import read_file, unreadable
from charstudio.images.formats import HEAD_BYTES, identify

MAX_SIDE: Final = 32_767
MAX_PIXELS: Final = 8192 * 8192
FACE_ANCHOR: Final = 0.15
"""Share of what a crop takes off the height that comes off the top: faces are in the upper third of a portrait."""

_LARGE: Final = 16_000_000
_one_large_at_a_time = threading.Lock()
_Transformation = QImageIOHandler.Transformation


def decode(picture: bytes | Path, bounds: tuple[int, int] | None = None, cover: bool = False) -> QImage:
    """The picture of a file (a path) or of its content (bytes), upright as its EXIF orientation says.

    ``bounds`` is (width, height) in device pixels, None for the full size. The picture is scaled to fit inside, or,
    with ``cover``, to fill them and is cropped to their proportions; it is never enlarged. A scaled result is RGB32
    if it is opaque, else ARGB32_Premultiplied; one of full size has the format of the file.
    Raises PictureError when it is no picture, broken, cut off or too large.
    """
    try:
        name = _check_whole(picture)
    except OSError as error:
        raise unreadable(error) from error
    if isinstance(picture, Path):
        return _read(QImageReader(str(picture), name), bounds, cover)
    buffer = QBuffer()
    buffer.setData(QByteArray(picture))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return _read(QImageReader(buffer, name), bounds, cover)


def _read(reader: QImageReader, bounds: tuple[int, int] | None, cover: bool) -> QImage:
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise PictureError("The picture is broken")
    _check_size(reader, size)
    if bounds is not None:
        _scale(reader, size, bounds, cover)
    with _one_large_at_a_time if size.width() * size.height() > _LARGE else nullcontext():
        image = reader.read()
    if image.isNull():
        raise PictureError("The picture is broken")
    return image if bounds is None else _paintable(image)


def _check_size(reader: QImageReader, size: QSize) -> None:
    """Refuse what would unpack into more memory than a picture of the platform ever needs."""
    pixels = size.width() * size.height()
    depth = QImage.toPixelFormat(reader.imageFormat()).bitsPerPixel() or 32
    allowed = QImageReader.allocationLimit() << 20
    if (
        max(size.width(), size.height()) > MAX_SIDE
        or pixels > MAX_PIXELS
        or (allowed and pixels * max(depth, 32) // 8 > allowed)
    ):
        raise PictureError(f"Too large ({size.width()} × {size.height()} pixels)")


def _scale(reader: QImageReader, size: QSize, bounds: tuple[int, int], cover: bool) -> None:
    turn = reader.transformation().value
    turned = bool(turn & _Transformation.TransformationRotate90.value)
    width, height = (size.height(), size.width()) if turned else (size.width(), size.height())
    choose = max if cover else min
    scale = min(1.0, choose(bounds[0] / width, bounds[1] / height))
    scaled = (max(1, round(width * scale)), max(1, round(height * scale)))
    reader.setScaledSize(QSize(scaled[1], scaled[0]) if turned else QSize(*scaled))
    if cover:
        crop = _crop(scaled, bounds)
        if (crop.width(), crop.height()) != scaled:
            reader.setScaledClipRect(_before_turning(crop, scaled, turn))


def _crop(scaled: tuple[int, int], bounds: tuple[int, int]) -> QRect:
    """The part with the proportions of ``bounds``: the middle across, mostly the upper part down."""
    width, height = scaled
    if width * bounds[1] > height * bounds[0]:
        kept = max(1, round(height * bounds[0] / bounds[1]))
        return QRect((width - kept) // 2, 0, kept, height)
    kept = max(1, round(width * bounds[1] / bounds[0]))
    return QRect(0, round((height - kept) * FACE_ANCHOR), width, kept)


def _before_turning(crop: QRect, scaled: tuple[int, int], turn: int) -> QRect:
    """``crop`` of the upright picture as a part of the stored one, which Qt mirrors, flips, then turns clockwise."""
    width, height = scaled
    if turn & _Transformation.TransformationRotate90.value:
        crop = QRect(crop.y(), width - crop.x() - crop.width(), crop.height(), crop.width())
        width, height = height, width
    x, y = crop.x(), crop.y()
    if turn & _Transformation.TransformationMirror.value:
        x = width - x - crop.width()
    if turn & _Transformation.TransformationFlip.value:
        y = height - y - crop.height()
    return QRect(x, y, crop.width(), crop.height())


def _paintable(image: QImage) -> QImage:
    """The format that the window paints without converting; opaque where no pixel is transparent."""
    if image.hasAlphaChannel() and not _is_opaque(image):
        wanted = QImage.Format.Format_ARGB32_Premultiplied
    else:
        wanted = QImage.Format.Format_RGB32
    return image if image.format() == wanted else image.convertToFormat(wanted)


def _is_opaque(image: QImage) -> bool:
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    content, stride, width = bytes(alpha.constBits()), alpha.bytesPerLine(), alpha.width()
    solid = b"\xff" * width
    return all(content[start : start + width] == solid for start in range(0, stride * alpha.height(), stride))


def _check_whole(picture: bytes | Path) -> QByteArray:
    """Qt's name of the format. Raises PictureError for what is no picture or ends too early, OSError.

    Qt reads a JPEG that is cut off without complaint and fills the rest with grey.
    """
    if isinstance(picture, bytes):
        head, tail = picture[:HEAD_BYTES], picture[-HEAD_BYTES:]
    else:
        with picture.open("rb", buffering=0) as file:
            head = file.read(HEAD_BYTES)
            file.seek(-min(HEAD_BYTES, file.seek(0, 2)), 2)
            tail = file.read(HEAD_BYTES)
    name = identify(head)
    if not _ends(name, tail):
        content = picture if isinstance(picture, bytes) else read_file(picture)
        if not _ends(name, content):
            raise PictureError("The picture is cut off")
    return QByteArray(name.encode())


def _ends(name: str, content: bytes) -> bool:
    """Whether the end of the picture is in ``content``: there may be more behind it."""
    if name == "jpeg":  # the end of a preview inside the file stands before the last scan
        return content.rfind(b"\xff\xd9") > content.rfind(b"\xff\xda")
    return name != "png" or b"IEND" in content
