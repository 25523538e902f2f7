"""The status line: server and library at the left, the selection at the right."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from charstudio.domain.profile import Profile
from charstudio.ui import profile_look
from charstudio.ui.cards import painting
from charstudio.ui.theme import tokens
from charstudio.ui.theme.theme import colors


class StatusBar(QFrame):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setProperty("edge", "top")
        self.setFixedHeight(tokens.STATUS_HEIGHT)
        self._name = _LibraryName()
        self._place = _caption()
        self._backup = _caption()
        self._warning = _caption()
        self._warning.setProperty("level", "caption-warning")
        self._selection = _caption()
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_16, 0, tokens.SPACE_16, 0)
        row.setSpacing(tokens.SPACE_16)
        row.addWidget(self._name)
        row.addWidget(self._place)
        row.addWidget(self._backup)
        row.addWidget(self._warning)
        row.addStretch(1)
        row.addWidget(self._selection)

    def show_name(self, profile: Profile | None) -> None:
        """Name the library with its colour, where the top bar that does so is hidden; None names nothing."""
        self._name.show_profile(profile)

    def show_place(self, words: str) -> None:
        self._place.setText(words)

    def show_backup(self, words: str) -> None:
        """When the database was last backed up; nothing for nothing."""
        self._backup.setText(words)
        self._backup.setVisible(bool(words))

    def show_warning(self, words: str) -> None:
        self._warning.setText(words)

    def show_selection(self, words: str) -> None:
        self._selection.setText(words)


class _LibraryName(QWidget):
    """A dot in the library's colour, and its name."""

    def __init__(self) -> None:
        super().__init__()
        self._profile: Profile | None = None
        self.hide()

    def show_profile(self, profile: Profile | None) -> None:
        self._profile = profile
        self.setAccessibleName(f"Library: {profile.name}" if profile else "")
        self.setVisible(profile is not None)
        if profile is not None:
            width = QFontMetrics(painting.font(tokens.TYPE_CAPTION)).horizontalAdvance(profile.name)
            self.setFixedWidth(profile_look.DOT + tokens.SPACE_8 + width + 2)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._profile is None:
            return
        painter = QPainter(self)
        profile_look.paint_dot(painter, QPointF(profile_look.DOT / 2, self.height() / 2), self._profile.color)
        words = self.rect().adjusted(profile_look.DOT + tokens.SPACE_8, 0, 0, 0)
        painting.line(painter, words, self._profile.name, colors().text, painting.font(tokens.TYPE_CAPTION))
        painter.end()


def _caption() -> QLabel:
    label = QLabel()
    label.setProperty("level", "caption")
    return label
