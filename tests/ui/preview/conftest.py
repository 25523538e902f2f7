"""A provider whose pictures arrive when a test says so."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from charstudio.domain.images import ImageReference
from charstudio.ui.pictures import Picture, PictureKey
from charstudio.ui.preview.item import PreviewItem
from charstudio.ui.theme.theme import Scheme, Theme


class Shelf(QObject):
    """Pictures by name, reduced to the box as the loader does it. Nothing arrives before ``deliver``."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.sizes: dict[str, tuple[int, int]] = {}
        self.broken: dict[str, str] = {}
        self.asked: list[PictureKey] = []
        self._there: dict[PictureKey, Picture] = {}

    def picture(self, key: PictureKey, owner: str = "") -> Picture:
        if key not in self._there and key not in self.asked:
            self.asked.append(key)
        return self._there.get(key, Picture())

    def names(self) -> list[str]:
        """What is waited for, oldest first."""
        return [key.reference.text for key in self.asked]

    def deliver(self, name: str | None = None) -> None:
        """Answer what was asked for (of one name), and what is asked for in consequence."""
        while keys := [key for key in self.asked if name in (None, key.reference.text)]:
            for key in keys:
                self.asked.remove(key)
                self._there[key] = self._make(key)
                self.arrived.emit(key.reference)

    def _make(self, key: PictureKey) -> Picture:
        name = key.reference.text
        if name in self.broken:
            return Picture(broken=self.broken[name])
        width, height = self.sizes.get(name, (768, 1024))
        scale = min(1.0, key.width / width, key.height / height)
        pixmap = QPixmap(max(1, round(width * scale)), max(1, round(height * scale)))
        pixmap.fill(Qt.GlobalColor.red)
        return Picture(pixmap=pixmap)


class Rows(QObject):
    """A list of items; ``None`` stands for a row whose page is loading."""

    changed = Signal()

    def __init__(self, *items: PreviewItem | None) -> None:
        super().__init__()
        self.items = list(items)

    def count(self) -> int:
        return len(self.items)

    def item(self, row: int) -> PreviewItem | None:
        return self.items[row]


def make_item(name: str, prompt: str = "a prompt", **facts: str) -> PreviewItem:
    return PreviewItem(name.title(), "", ImageReference(name), None, prompt, tuple(facts.items()))


@pytest.fixture
def shelf(qtbot: QtBot) -> Shelf:
    return Shelf()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, Scheme.LIGHT)
    yield theme
    theme.choose(Scheme.LIGHT)
    theme.deleteLater()
