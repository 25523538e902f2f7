"""The library that is open: opened and closed in the background, with the loader of its pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from charstudio.domain.errors import ExpectedError
from charstudio.domain.profile import Profile
from charstudio.ui.pictures import Pictures
from charstudio.ui.work import Work

if TYPE_CHECKING:
    from pathlib import Path

    from charstudio.images.base import ImageBase
    from charstudio.images.loader import Loader
    from charstudio.services.library import Library


@dataclass(frozen=True, slots=True)
class _Opened:
    library: Library
    loader: _LateLoader


class Session(QObject):
    """``opened`` carries the Library, ``failed`` the Profile and the error, ``progressed`` a text and a fraction."""

    opened = Signal(object)
    closed = Signal()
    failed = Signal(object, object)
    progressed = Signal(str, float)

    def __init__(self, work: Work, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._pictures = pictures
        self._open: _Opened | None = None

    @property
    def library(self) -> Library | None:
        return self._open.library if self._open else None

    def open(self, profile: Profile, password: str | None = None) -> None:
        """Open a library in place of the one that is open, once it was found to be good."""
        self._start(profile, lambda: _open(profile, password, self._pictures))

    def open_demo(self, *, reset: bool = False) -> None:
        """Open the demo library, which is made first where it is not there yet."""
        from charstudio.services.profiles import demo_profile

        profile = demo_profile()
        self._start(profile, lambda: _open_demo(profile, reset, self._pictures, self.progressed.emit))

    def close(self) -> None:
        """Leave the library: pictures first, then connections and server. May take as long as the server's stop."""
        opened, self._open = self._open, None
        self._pictures.use(None)
        if opened is not None:
            self.closed.emit()
            _close(opened)

    def _start(self, profile: Profile, work: Callable[[], _Opened]) -> None:
        self._work.read("library", work, self._done, lambda error: self._fail(profile, error), dropped=_close)

    def _done(self, opened: _Opened) -> None:
        before, self._open = self._open, opened
        self._pictures.use(opened.loader)
        self.opened.emit(opened.library)
        if before is not None:
            self._work.dispose(lambda: _close(before))

    def _fail(self, profile: Profile, error: ExpectedError) -> None:
        self.failed.emit(profile, error)


def _open(profile: Profile, password: str | None, pictures: Pictures) -> _Opened:
    from charstudio.services.library import open_library
    from charstudio.services.profiles import remembered_password

    if password is None:
        password = remembered_password(profile)
    return _with_loader(open_library(profile, password), pictures)


def _open_demo(profile: Profile, reset: bool, pictures: Pictures, progress: Callable[[str, float], None]) -> _Opened:
    from charstudio.demo.build import open_demo
    from charstudio.services.profiles import load

    if not reset:
        # Its name and colour may have been changed since it was made.
        profile = load().find(profile.id) or profile
    return _with_loader(open_demo(profile, reset=reset, progress=progress), pictures)


def _with_loader(library: Library, pictures: Pictures) -> _Opened:
    from charstudio.folders import cache_folder
    from charstudio.images.base import ImageBase

    try:
        base = ImageBase.parse(library.profile.image_base)
        return _Opened(library, _LateLoader(library, base, cache_folder() / "thumbnails", pictures))
    except BaseException:
        library.close()
        raise


class _LateLoader:
    """Makes the loader of a library's pictures when the first one is asked for: a table of rows needs none."""

    def __init__(self, library: Library, base: ImageBase, cache: Path, pictures: Pictures) -> None:
        self._library = library
        self._base = base
        self._cache = cache
        self._pictures = pictures
        self._made: Loader | None = None

    def __call__(self) -> Loader:
        if self._made is None:
            from charstudio.images.cache import ThumbnailCache
            from charstudio.images.loader import Loader

            cache, read = ThumbnailCache(self._cache), self._library.stored_image
            made = Loader(self._base, cache, read, lambda job, result: self._pictures.deliver(made, job, result))
            self._made = made
        return self._made

    def close(self) -> None:
        if self._made is not None:
            self._made.close()


def _close(opened: _Opened) -> None:
    opened.loader.close()
    opened.library.close()
