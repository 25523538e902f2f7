"""Pictures for painters: asked for by reference and size, drawn once they have arrived.

The loading itself happens in ``charstudio.images``; this turns its results into pixmaps in the GUI thread and keeps the
ones last used.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QPixmap

from charstudio.domain.images import ImageReference

if TYPE_CHECKING:
    from charstudio.images.loader import Loader

_KEPT_BYTES: Final = 256 * 1024 * 1024
"""Pixmaps that are kept, as decoded pixels: some 1,200 cards at a scale of 1."""


FULL_SIDE: Final = 32_767
"""A box of this side asks for the full picture, in its own size."""


class PictureKey(NamedTuple):
    """What was asked for: a reference and the box, in device pixels, that the picture is to cover or to fit in."""

    reference: ImageReference
    width: int
    height: int
    cover: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as far as it is known: loading while both are None."""

    pixmap: QPixmap | None = None
    broken: str | None = None


_LOADING: Final = Picture()


class PictureProvider(Protocol):
    """What painters need. ``arrived`` carries the ImageReference whose state changed."""

    @property
    def arrived(self) -> SignalInstance: ...

    def picture(self, key: PictureKey, owner: str = "") -> Picture:
        """The state of a picture; asks for it when it is not there. Returns at once. ``owner`` names the view."""
        ...


class Pictures(QObject):
    """The provider for one library. Without a loader (no library yet) every picture is loading."""

    arrived = Signal(object)
    idle = Signal()
    _delivered = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_loader: Callable[[], Loader] | None = None
        self._loader: Loader | None = None
        self._known: OrderedDict[PictureKey, Picture] = OrderedDict()
        self._bytes = 0
        self._waiting: dict[PictureKey, str] = {}
        self._delivered.connect(self._take)

    @property
    def is_idle(self) -> bool:
        return not self._waiting

    def use(self, make_loader: Callable[[], Loader] | None) -> None:
        """Load from now on with what ``make_loader`` gives, which is asked when the first picture is.

        What was known of another library's pictures is forgotten.
        """
        self._make_loader = make_loader
        self._loader = None
        self.forget()

    def forget(self) -> None:
        """Forget every picture, so that each is loaded anew when it is drawn next."""
        self._known.clear()
        self._waiting.clear()
        self._bytes = 0

    def picture(self, key: PictureKey, owner: str = "") -> Picture:
        if key.width == FULL_SIDE:
            # A whole picture is neither cut nor fitted, and the loader knows but one of it.
            key = key._replace(cover=True)
        known = self._known.get(key)
        if known is not None:
            self._known.move_to_end(key)
            return known
        if self._make_loader is not None and key not in self._waiting:
            self._loader = self._loader or self._make_loader()
            self._waiting[key] = owner
            job = _job(key)
            self._loader.request(job.reference, job.size, job.cover)
        return _LOADING

    def keep_only(self, references: Collection[ImageReference], owner: str) -> None:
        """Drop what ``owner`` still waits for and no longer shows. Drawing it again asks again."""
        gone = [key for key, asking in self._waiting.items() if asking == owner and key.reference not in references]
        if gone and self._loader is not None:
            self._loader.forget([_job(key) for key in gone])
            for key in gone:
                del self._waiting[key]

    def deliver(self, loader: Loader, job: Any, result: Any) -> None:
        """Take a result from a thread of ``loader``. What nobody waits for any more is dropped."""
        self._delivered.emit(loader, job, result)

    def _take(self, loader: Loader, job: Any, result: Any) -> None:
        width, height = job.size or (FULL_SIDE, FULL_SIDE)
        key = PictureKey(job.reference, width, height, job.cover)
        # Another library may have a picture of the same name.
        if loader is not self._loader or self._waiting.pop(key, None) is None:
            return
        image = getattr(result, "image", None)
        if image is None:
            self._keep(key, Picture(broken=result.reason))
        else:
            self._keep(key, Picture(pixmap=QPixmap.fromImage(image)))
        self.arrived.emit(key.reference)
        if self.is_idle:
            self.idle.emit()

    def _keep(self, key: PictureKey, picture: Picture) -> None:
        self._known[key] = picture
        self._bytes += _size(picture)
        while self._bytes > _KEPT_BYTES and len(self._known) > 1:
            _, oldest = self._known.popitem(last=False)
            self._bytes -= _size(oldest)


def _size(picture: Picture) -> int:
    pixmap = picture.pixmap
    return 0 if pixmap is None else pixmap.width() * pixmap.height() * 4


def _job(key: PictureKey) -> Any:
    from charstudio.images.jobs import PictureKey as Job

    size = None if key.width == FULL_SIDE else (key.width, key.height)
    return Job(key.reference, size, key.cover)
