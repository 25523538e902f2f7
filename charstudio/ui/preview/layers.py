"""The same picture in several sizes, loaded coarse to fine without ever queueing what nobody waits for.

A thumbnail comes first, then the picture at the size of the viewport, then the neighbours in the list at that size,
then, once the person stays, the full size. A provider cannot be told to forget a request, so a fast walk asks for the
next picture only when the one asked for before has arrived, or when the walk pauses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QPixmap

from charstudio.domain.images import ImageReference
from charstudio.ui.pictures import FULL_SIDE, Picture, PictureKey, PictureProvider
from charstudio.ui.preview.geometry import Size, halvings

OWNER: Final = "preview"

THUMBNAIL_SIDE: Final = 320
PAUSE_MS: Final = 80
"""A walk through the list has paused when no other picture was chosen for this long (keys repeat every 30 ms)."""
DWELL_MS: Final = 250
"""Time on a picture after which its full size is worth loading unasked."""


class Layers(QObject):
    """What is there of one picture. ``changed`` is sent when more of it has arrived or it turned out to be broken."""

    changed = Signal()

    def __init__(self, provider: PictureProvider, parent: QObject) -> None:
        super().__init__(parent)
        self._provider = provider
        self._reference: ImageReference | None = None
        self._thumbnail: ImageReference | None = None
        self._box = QSize()
        self._neighbours: tuple[ImageReference, ...] = ()
        self._asked: dict[PictureKey, Picture] = {}
        self._waiting: set[PictureKey] = set()
        self._ready: set[PictureKey] = set()
        self._full_wanted = False
        self._fit_key: PictureKey | None = None
        self._pause = _timer(self, PAUSE_MS, self._ask_fit)
        self._dwell = _timer(self, DWELL_MS, self.want_full)
        provider.arrived.connect(self._on_arrived)

    # What is there

    @property
    def reference(self) -> ImageReference | None:
        return self._reference

    @property
    def broken(self) -> str | None:
        """Why the picture cannot be shown, if it cannot; a thumbnail may be there all the same."""
        mine = [picture for key, picture in self._asked.items() if key.reference == self._reference]
        if any(picture.pixmap is not None for picture in mine):
            return None
        return next((picture.broken for picture in mine if picture.broken is not None), None)

    @property
    def natural(self) -> Size | None:
        """The size of the picture itself, in its pixels, once that is known."""
        for key, picture in self._asked.items():
            if picture.pixmap is None or key.reference != self._reference:
                continue
            width, height = picture.pixmap.width(), picture.pixmap.height()
            # What fills neither side of the box was not reduced.
            if width < key.width - 1 and height < key.height - 1:
                return Size(width, height)
        return None

    def best(self, width: float) -> QPixmap | None:
        """The layer to draw at this width (device pixels): the smallest that is not enlarged, else the largest."""
        there = sorted(
            (picture.pixmap for picture in self._asked.values() if picture.pixmap is not None), key=QPixmap.width
        )
        return next((pixmap for pixmap in there if pixmap.width() >= width - 1), there[-1] if there else None)

    # What is wanted

    def show(self, reference: ImageReference | None, thumbnail: ImageReference | None, box: QSize) -> None:
        """Turn to another picture. ``box`` is the viewport in device pixels."""
        self._reference = reference or thumbnail
        self._thumbnail = thumbnail if reference is not None and thumbnail != reference else None
        self._box = box
        self._neighbours = ()
        self._asked = {}
        self._fit_key = None
        self._full_wanted = False
        self._dwell.stop()
        self._pause.stop()
        if self._reference is None or box.isEmpty():
            return
        if self._waiting and self._key(self._reference) not in self._waiting | self._ready:
            self._pause.start()
            self._ask_thumbnail()
        else:
            self._ask_fit()

    def resize(self, box: QSize) -> None:
        """Another viewport: the size that fits it is asked for; until it is there, the old one is drawn scaled."""
        self._box = box
        if self._reference is not None and not box.isEmpty():
            self._ask_fit()

    def prefetch(self, neighbours: Iterable[ImageReference | None]) -> None:
        """Pictures that may be shown next, the likeliest first; asked for when this one is there."""
        self._neighbours = tuple(reference for reference in neighbours if reference is not None)
        self._go_on()

    def want_full(self) -> None:
        """Load the picture in its own size now."""
        if self._reference is None or self._fit_key is None:
            return
        self._full_wanted = True
        if self.natural is None and not self.broken and self._ask(_full(self._reference)):
            self.changed.emit()

    def want_width(self, width: float) -> None:
        """Load what drawing at this width (device pixels) needs: half, a quarter … of a large picture, or all."""
        natural = self.natural
        if self._reference is None or self._fit_key is None:
            return
        if natural is None:
            self.want_full()
            return
        times = halvings(width / natural.width)
        side = 2**times
        key = PictureKey(self._reference, round(natural.width / side), round(natural.height / side), False)
        best = self.best(width)
        if best is not None and width - 1 <= best.width() <= 2 * width + 1:
            return
        if self._ask(key if times else _full(self._reference)):
            self.changed.emit()

    # Asking

    def _key(self, reference: ImageReference) -> PictureKey:
        return PictureKey(reference, self._box.width(), self._box.height(), False)

    def _ask(self, key: PictureKey) -> bool:
        """Ask once; whether there was something at once."""
        if key in self._asked:
            return False
        picture = self._provider.picture(key, OWNER)
        self._asked[key] = picture
        if _loading(picture):
            self._waiting.add(key)
        return not _loading(picture)

    def _ask_thumbnail(self) -> None:
        key = self._thumbnail_key()
        if key is None or any(_is_thumbnail(other) for other in self._waiting - {key}):
            return
        if self._ask(key):
            self.changed.emit()

    def _thumbnail_key(self) -> PictureKey | None:
        return PictureKey(self._thumbnail, THUMBNAIL_SIDE, THUMBNAIL_SIDE, False) if self._thumbnail else None

    def _ask_fit(self) -> None:
        assert self._reference is not None
        self._pause.stop()
        self._fit_key = self._key(self._reference)
        if self._ask(self._fit_key):
            self.changed.emit()
        if self.best(0) is None:
            self._ask_thumbnail()
        self._go_on()

    def _go_on(self) -> None:
        """After the size that fits: the neighbours, then the full size when the person stays."""
        if self._fit_key is None or _loading(self._asked[self._fit_key]):
            return
        if self._neighbours:
            wanted = [self._key(reference) for reference in self._neighbours]
            self._neighbours = ()
            coming = {key for key in wanted if _loading(self._provider.picture(key, OWNER))}
            self._waiting |= coming
            self._ready = set(wanted) - coming
        if self.natural is None and not self._full_wanted and not self.broken:
            self._dwell.start()

    def _on_arrived(self, reference: ImageReference) -> None:
        arrived = {key for key in self._waiting if key.reference == reference}
        self._waiting -= arrived
        self._ready |= arrived
        news = False
        for key, before in list(self._asked.items()):
            if key.reference == reference and _loading(before):
                self._asked[key] = self._provider.picture(key, OWNER)
                if _loading(self._asked[key]):
                    self._waiting.add(key)
                else:
                    news = True
        if self._pause.isActive():
            if self._waiting:
                self._ask_thumbnail()
            else:
                self._ask_fit()
        if news:
            self.changed.emit()
            self._go_on()


def _timer(parent: QObject, interval: int, slot: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(slot)
    return timer


def _full(reference: ImageReference) -> PictureKey:
    return PictureKey(reference, FULL_SIDE, FULL_SIDE, False)


def _is_thumbnail(key: PictureKey) -> bool:
    return key.width == THUMBNAIL_SIDE and key.height == THUMBNAIL_SIDE


def _loading(picture: Picture) -> bool:
    return picture.pixmap is None and picture.broken is None
