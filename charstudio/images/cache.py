"""Scaled pictures and downloads, kept on disk between runs.

One file per entry, written beside its place and renamed into it, so several CharStudios share a folder without
locks. Opaque pictures are JPEG: a tile takes 25 kB and 0.5 ms to decode (WebP 1.3 ms, PNG 1.7 ms); an uncompressed
one would be faster still but takes eight times the room. Pictures with transparency are PNG.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from charstudio.images.decode import decode
from charstudio.images.errors import PictureError
from charstudio.images.source import FileSource, InlineSource, Source, StoredSource

_log = logging.getLogger(__name__)

_JPEG_QUALITY: Final = 88
_PNG_QUALITY: Final = 80  # Qt's scale: light compression, a third of the time of its default
_PICTURE: Final = ".img"
_DOWNLOAD: Final = ".bin"
_TEMPORARY: Final = ".tmp"
_KEPT_AFTER_TRIM: Final = 0.8
_ABANDONED_S: Final = 3600.0


def entry_key(source: Source, bounds: tuple[int, int] | None = None, cover: bool = False) -> str:
    """The name of an entry: changes with the picture (as far as its place tells) and with the size asked for.

    A file is told apart by its time of change and size. Raises OSError when there is no such file any more.
    """
    if isinstance(source, FileSource):
        status = source.path.stat()
        identity = f"file\0{source.path}\0{status.st_mtime_ns}\0{status.st_size}"
    elif isinstance(source, InlineSource):
        identity = f"inline\0{source.text}"
    elif isinstance(source, StoredSource):
        stored = source.stored
        identity = f"stored\0{stored.table}\0{stored.column}\0{stored.id}\0{source.version}\0{source.beginning}"
    else:
        identity = f"web\0{source.url}"
    return hashlib.blake2b(f"{identity}\0{bounds}\0{cover}".encode("utf-8", "replace"), digest_size=20).hexdigest()


class ThumbnailCache:
    """A bounded folder of pictures; the least recently used go first. Safe from any thread and process.

    The folder may be deleted, damaged or read-only at any time: then pictures are made again, and a full or
    read-only disk is logged once.
    """

    def __init__(self, folder: Path, limit_bytes: int = 1024 * 1024 * 1024) -> None:
        self._folder = folder
        self._limit = limit_bytes
        self._written_since_trim: int | None = None
        self._complained = False

    def read_picture(self, key: str, max_age: float | None = None) -> QImage | None:
        """The picture, or None when it is not here, older than ``max_age`` seconds, or damaged (then it is removed)."""
        content = self._read(self._path(key, _PICTURE), max_age)
        if content is None:
            return None
        try:
            image = decode(content)
        except PictureError:
            self._remove(self._path(key, _PICTURE))
            return None
        # An opaque PNG never gets here, so alpha means that the picture was premultiplied when it was written.
        return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied) if image.hasAlphaChannel() else image

    def write_picture(self, key: str, image: QImage) -> None:
        """Keep a picture. Takes about 1 ms for a tile, so it is done when nobody waits."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        transparent = image.hasAlphaChannel()
        writer = QImageWriter(buffer, QByteArray(b"png" if transparent else b"jpeg"))
        writer.setQuality(_PNG_QUALITY if transparent else _JPEG_QUALITY)
        if writer.write(image):
            self._write(self._path(key, _PICTURE), bytes(buffer.data().data()))

    def read_download(self, key: str, max_age: float | None = None) -> bytes | None:
        """A downloaded file, or None when it is not here or older than ``max_age`` seconds."""
        return self._read(self._path(key, _DOWNLOAD), max_age)

    def write_download(self, key: str, content: bytes) -> None:
        """Keep a downloaded file, so that no other size and no later run asks the server again."""
        self._write(self._path(key, _DOWNLOAD), content)

    def trim(self) -> None:
        """Delete the least recently used entries until 80 % of the limit is left, and what crashes left behind."""
        self._written_since_trim = 0
        entries: list[tuple[float, int, str]] = []
        for file in self._files():
            with suppress(OSError):  # another process trims as well
                status = file.stat()
                if file.name.endswith(_TEMPORARY):
                    if time.time() - status.st_mtime > _ABANDONED_S:
                        self._remove(Path(file.path))
                else:
                    entries.append((status.st_atime, status.st_size, file.path))
        total = sum(size for _, size, _ in entries)
        if total <= self._limit:
            return
        for _, size, path in sorted(entries):
            self._remove(Path(path))
            total -= size
            if total <= self._limit * _KEPT_AFTER_TRIM:
                break

    def _path(self, key: str, suffix: str) -> Path:
        return self._folder / key[:2] / f"{key[2:]}{suffix}"

    def _files(self) -> Iterator[os.DirEntry[str]]:
        with suppress(OSError), os.scandir(self._folder) as folders:
            for folder in folders:
                with suppress(OSError), os.scandir(folder.path) as files:
                    yield from files

    def _read(self, path: Path, max_age: float | None) -> bytes | None:
        try:
            with path.open("rb", buffering=0) as file:
                changed = os.fstat(file.fileno()).st_mtime_ns
                now = time.time_ns()
                if max_age is not None and now - changed > max_age * 1e9:
                    return None
                content = file.readall()
        except OSError:  # most often: not cached yet
            return None
        with suppress(OSError):  # the time of use, which most file systems do not keep by themselves
            os.utime(path, ns=(now, changed))
        return content

    def _write(self, path: Path, content: bytes) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(suffix=_TEMPORARY, dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                os.replace(temporary, path)  # noqa: PTH105 - both are text already
            except OSError:
                self._remove(Path(temporary))
                raise
        except OSError as error:
            if not self._complained:
                self._complained = True
                _log.warning("Pictures are not kept on disk for now: %s", error.strerror)
            return
        self._note_written(len(content))

    def _note_written(self, size: int) -> None:
        # The first write of a run looks at the whole folder; after that every twentieth part of the limit does.
        if self._written_since_trim is None or self._written_since_trim + size > self._limit // 20:
            self.trim()
        else:
            self._written_since_trim += size

    @staticmethod
    def _remove(path: Path) -> None:
        with suppress(OSError):  # gone already, or in use on Windows: the next trim comes by
            path.unlink()
