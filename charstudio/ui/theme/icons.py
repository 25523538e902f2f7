"""Phosphor icons, drawn in the colours in force.

The font and its map of names come with QtAwesome. They are read from its package without importing it: that takes a
fifth of a second, as long as the whole window.
"""

from __future__ import annotations

import functools
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from charstudio.domain.errors import MissingPartError
from charstudio.ui.theme.theme import color, colors

_CENTRED: Final = int(Qt.AlignmentFlag.AlignCenter)


@functools.cache
def _letters() -> dict[str, str]:
    return {
        name: chr(int(code, 16)) for name, code in json.loads(_asset("phosphor-charmap-*.json").read_text()).items()
    }


@functools.cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(_asset("phosphor-[0-9]*.ttf")))
    return QFontDatabase.applicationFontFamilies(number)[0]


@functools.cache
def _font(size: int) -> QFont:
    font = QFont(_family())
    font.setPixelSize(size)
    return font


def _asset(pattern: str) -> Path:
    spec = find_spec("qtawesome")
    for place in spec.submodule_search_locations or () if spec else ():
        for file in sorted((Path(place) / "fonts").glob(pattern)):
            return file
    raise MissingPartError(
        "The icon font of QtAwesome is not installed.",
        "Install CharStudio again: pip install --force-reinstall charstudio",
    )


def paint(painter: QPainter, rect: QRect | QRectF, name: str, ink: str, size: int | None = None) -> None:
    """Draw an icon such as ``heart-fill`` centred in ``rect``, in the colour ``ink`` (a token's value).

    Raises KeyError for a name that Phosphor does not have.
    """
    side = size if size is not None else round(min(rect.width(), rect.height()))
    painter.save()
    painter.setFont(_font(side))
    painter.setPen(color(ink))
    painter.drawText(QRectF(rect), _CENTRED, _letters()[name])
    painter.restore()


class _Engine(QIconEngine):
    """Draws one Phosphor glyph; the colour follows scheme, mode and state at the time of painting."""

    def __init__(self, name: str, ink: str | None) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._ink)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        current = colors()
        if mode == QIcon.Mode.Disabled:
            ink = current.disabled
        elif state == QIcon.State.On:
            ink = current.accent
        else:
            ink = getattr(current, self._ink or "secondary")
        paint(painter, rect, self._name, ink)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap


def icon(name: str, ink: str | None = None) -> QIcon:
    """An icon for an action or a button; ``ink`` names a field of Colors (``secondary`` when left out)."""
    return QIcon(_Engine(name, ink))


def names() -> frozenset[str]:
    """Every icon there is."""
    return frozenset(_letters())
