"""How a profile looks wherever it is shown: its colour and its safety level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from charstudio.domain.profile import ProfileColor, Safety
from charstudio.ui.theme.theme import color, colors

DOT: Final = 8
LOCK: Final = "lock-simple-fill"
_ICON: Final = 32
"""Pixels of the icon's side: twice its size on the screen, so that it is sharp on a fine one."""


@dataclass(frozen=True, slots=True)
class SafetyLook:
    """``icon`` is a Phosphor name."""

    label: str
    explanation: str
    icon: str


SAFETY: Final = {
    Safety.OPEN: SafetyLook("Open", "Changes are written at once.", "lock-simple-open"),
    Safety.CONFIRM: SafetyLook("Confirm writes", "Asks before each change.", "shield-check"),
    Safety.READ_ONLY: SafetyLook("Read only", "The database refuses changes.", "lock-simple"),
}
COLOR_NAMES: Final = {
    ProfileColor.GREEN: "Green",
    ProfileColor.BLUE: "Blue",
    ProfileColor.AMBER: "Amber",
    ProfileColor.RED: "Red",
}


def ink(name: ProfileColor) -> str:
    """A profile's colour in the scheme in force, as ``#RRGGBB``."""
    now = colors()
    return {
        ProfileColor.GREEN: now.good,
        ProfileColor.BLUE: now.blue,
        ProfileColor.AMBER: now.warning,
        ProfileColor.RED: now.bad,
    }[name]


def paint_dot(painter: QPainter, centre: QPointF, name: ProfileColor, diameter: float = DOT) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(ink(name)))
    painter.drawEllipse(centre, diameter / 2, diameter / 2)
    painter.restore()


def dot_icon(name: ProfileColor) -> QIcon:
    """The dot as an icon of 16 pixels, in the scheme in force."""
    pixmap = QPixmap(_ICON, _ICON)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_dot(painter, QPointF(_ICON / 2, _ICON / 2), name, 2 * DOT)
    painter.end()
    return QIcon(pixmap)
