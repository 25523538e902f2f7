"""Paints the pictures of the demo library into a folder."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Final

from charstudio.demo.content.gallery import Picture
from charstudio.demo.content.library import DemoContent
from charstudio.domain import cancellation
from charstudio.domain.errors import RefusedError

Progress = Callable[[str, float], None]

_CHUNK: Final = 8
_JPEG_QUALITY: Final = 88
_THUMBNAIL_WIDTH: Final = 384


def paint_pictures(images: Path, content: DemoContent, progress: Progress) -> None:
    """Write all files of the demo under the folder ``images``, over those that are there.

    ``progress`` is called in this thread with a sentence and a fraction from 0 to 1. Raises RefusedError where the
    folder cannot be written, CancelledError.
    """
    progress("Painting the demo library's pictures", 0.0)
    try:
        _write_damaged(images, content)
        _paint_all(images, content.pictures, progress)
    except OSError as error:
        raise RefusedError(
            f"The demo library's pictures could not be written: {error.strerror}.",
            "Free some space or make the folder writable, then try again.",
        ) from error


def require_free(images: Path, content: DemoContent) -> None:
    """Raise RefusedError where one of the demo's files would be written over another."""
    paths = [path for path, _ in content.broken] + [path for picture in content.pictures for path in _paths(picture)]
    for path in paths:
        if _place(images, path).exists():
            raise RefusedError(
                f"There is a file already where the demo library's picture {path} would go.",
                "Give this library another image base, or move the file away.",
            )


def _write_damaged(images: Path, content: DemoContent) -> None:
    for path, damaged in content.broken:
        file = _place(images, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(damaged)


def _paint_all(images: Path, pictures: Sequence[Picture], progress: Progress) -> None:
    """Paint in as many processes as there are processors: painting holds Python's lock for most of its time."""
    work = cancellation.current.get()
    for folder in {_place(images, path).parent for picture in pictures for path in _paths(picture)}:
        folder.mkdir(parents=True, exist_ok=True)
    chunks = [pictures[start : start + _CHUNK] for start in range(0, len(pictures), _CHUNK)]
    # Not fork: this process has threads, and a window.
    context = multiprocessing.get_context("spawn")
    painted = 0
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        waiting = [pool.submit(_paint, images, chunk) for chunk in chunks]
        try:
            for done in as_completed(waiting):
                painted += done.result()
                progress(f"Painting the demo library's pictures: {painted} of {len(pictures)}", painted / len(pictures))
                if work is not None:
                    work.check()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _paint(images: Path, pictures: Sequence[Picture]) -> int:
    """Paint some pictures with their thumbnails, in a process of its own. Raises OSError where a disk is full."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    from charstudio.demo.portrait.paint import paint

    def save(image: QImage, path: str) -> None:
        file = _place(images, path)
        if not image.save(str(file), quality=_JPEG_QUALITY):
            raise OSError(None, f"{file.name} could not be written")

    for picture in pictures:
        image = paint(picture.portrait)
        save(image, picture.path)
        if picture.thumbnail:
            small = image.scaledToWidth(_THUMBNAIL_WIDTH, Qt.TransformationMode.SmoothTransformation)
            save(small, picture.thumbnail)
    return len(pictures)


def _paths(picture: Picture) -> list[str]:
    return [path for path in (picture.path, picture.thumbnail) if path]


def _place(images: Path, path: str) -> Path:
    return images / path.lstrip("/")
