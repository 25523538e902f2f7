"""Makes the demo library, once: paints its pictures, then writes its rows in one transaction."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from charstudio.demo.content.library import DemoContent, compose
from charstudio.demo.pictures import Progress, paint_pictures, require_free
from charstudio.domain.profile import Profile
from charstudio.images.base import ImageBase
from charstudio.services.library import Library, open_library, reset_library


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
    content = compose(datetime.now(UTC).replace(tzinfo=None))
    paint_pictures(images, content, progress)
    progress("Writing the demo library", 1.0)
    library.fill(content.rows)


def seed(library: Library, *, team_database: bool, progress: Progress) -> DemoContent:
    """Put the demo's rows into an empty library, and its pictures into the library's image base where that is a folder.

    No file that is there already is written over. ``progress`` is called as in ``open_demo``. Raises ExpectedError
    where the library is not empty, or is a team's database and ``team_database`` is not set; nothing was changed then.
    """
    library.require_unused(team_database=team_database)
    base = ImageBase.parse(library.profile.image_base)
    content = compose(datetime.now(UTC).replace(tzinfo=None))
    if base.folder is not None:
        require_free(base.folder, content)
        paint_pictures(base.folder, content, progress)
    progress("Writing the demo library", 1.0)
    library.fill(content.rows, team_database=team_database)
    return content
