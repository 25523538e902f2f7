"""The button at the upper left that names the library that is open: its colour, its name, and a lock."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from charstudio.domain.profile import Profile, Safety
from charstudio.ui import profile_look
from charstudio.ui.cards import painting
from charstudio.ui.theme import icons, tokens
from charstudio.ui.theme.theme import colors

_NAMELESS: Final = "CharStudio"
_WIDEST: Final = 260
_LOCK: Final = 12


class LibraryChip(QPushButton):
    """Painted here, and without a text of its own: an ampersand in a name is no shortcut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile: Profile | None = None
        self.show_profile(None)

    @property
    def name(self) -> str:
        return self._profile.name if self._profile else _NAMELESS

    @property
    def is_locked(self) -> bool:
        """Whether the lock of a read-only library is shown."""
        return self._profile is not None and self._profile.safety is Safety.READ_ONLY

    def show_profile(self, profile: Profile | None) -> None:
        self._profile = profile
        self.setAccessibleName(f"Library: {self.name}{', read only' if self.is_locked else ''}")
        tip = f"{self.name} is open{', read only' if self.is_locked else ''}. Choose another library."
        self.setToolTip(tip if profile else "Choose a library")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = tokens.SPACE_12 + QFontMetrics(_typeface()).horizontalAdvance(self.name) + tokens.SPACE_12 + 2
        if self._profile is not None:
            width += profile_look.DOT + tokens.SPACE_8
        if self.is_locked:
            width += _LOCK + tokens.SPACE_8
        return QSize(min(width, _WIDEST), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = colors()
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        inner = self.rect().adjusted(tokens.SPACE_12, 0, -tokens.SPACE_12, 0)
        if self._profile is not None:
            centre = QPointF(inner.left() + profile_look.DOT / 2, self.height() / 2)
            profile_look.paint_dot(painter, centre, self._profile.color)
            inner.setLeft(inner.left() + profile_look.DOT + tokens.SPACE_8)
        if self.is_locked:
            lock = QRect(inner.right() - _LOCK + 1, inner.top(), _LOCK, inner.height())
            icons.paint(painter, lock, profile_look.LOCK, now.secondary, _LOCK)
            inner.setRight(lock.left() - tokens.SPACE_8)
        painting.line(painter, inner, self.name, now.text, _typeface())
        painter.end()


def _typeface() -> QFont:
    return painting.font(tokens.TYPE_BODY, tokens.WEIGHT_STRONG)
