"""Makes the demo library, once: paints its pictures, then writes its rows in one transaction."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from filelock import FileLock

from charstudio.demo.content.gallery import Picture
from charstudio.demo.content.library import DemoContent, compose
from charstudio.domain import cancellation
from charstudio.domain.errors import RefusedError
from charstudio.domain.profile import Profile
from charstudio.services.library import Library, open_library, reset_library

Progress = Callable[[str, float], None]

_CHUNK: Final = 8
_JPEG_QUALITY: Final = 88
_THUMBNAIL_WIDTH: Final = 384


def open_demo(profile: Profile, *, reset: bool, progress: Progress) -> Library:
    """Open the demo library, making it first where it is new, or where ``reset`` throws the old one away.

    ``progress`` is called in this thread with a sentence and a fraction from 0 to 1. Interrupted, it leaves pictures
    without rows, which the next start paints over. Raises ExpectedError.
    """
    if reset:
        reset_library(profile)
    library = open_library(profile)
    try:
        if library.is_empty():
            progress("Waiting for the demo library that another CharStudio makes", 0.0)
            with FileLock(f"{profile.location}.lock"):
                if library.is_empty():
                    _fill(library, Path(profile.image_base), progress)
        return library
    except BaseException:
        library.close()
        raise


def _fill(library: Library, images: Path, progress: Progress) -> None:
    progress("Painting the demo library's pictures", 0.0)
    content = compose(datetime.now(UTC).replace(tzinfo=None))
    try:
        _write_damaged(images, content)
        _paint_all(images, content.pictures, progress)
    except OSError as error:
        raise RefusedError(
            f"The demo library's pictures could not be written: {error.strerror}.",
            "Free some space or make the folder writable, then open the demo library again.",
        ) from error
    progress("Writing the demo library", 1.0)
    library.fill(content.rows)


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
