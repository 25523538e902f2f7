"""The top bar: which library is open, the search, and the menu."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from charstudio.domain.profile import Profile
from charstudio.ui.library_chip import LibraryChip
from charstudio.ui.theme import icons, tokens
from charstudio.ui.theme.theme import color, colors, font

_TYPING_MS: Final = 200
_SEARCH_WIDTH: Final = 620
_SEARCH_ICON: Final = 22


class TopBar(QFrame):
    """``searched`` carries the words as they stand a moment after the last key."""

    searched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setProperty("edge", "bottom")
        self.setFixedHeight(tokens.TOP_BAR_HEIGHT)
        self.chip = LibraryChip()
        self.search = SearchField()
        self.menu_button = QToolButton()
        self.menu_button.setProperty("kind", "quiet")
        self.menu_button.setIcon(icons.icon("list", "text"))
        self.menu_button.setIconSize(QSize(18, 18))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setToolTip("Menu")
        self.menu_button.setAccessibleName("Menu")
        self._toggles: list[QToolButton] = []
        self._places = QHBoxLayout()
        self._places.setSpacing(tokens.SPACE_4)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_16, 0, tokens.SPACE_12, 0)
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self.chip)
        row.addStretch(1)
        row.addWidget(self.search, 4)
        row.addStretch(1)
        row.addLayout(self._places)
        row.addWidget(self.menu_button)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.search.textChanged.connect(lambda: self._typing.start())

    def set_menus(self, menu: QMenu, libraries: QMenu) -> None:
        self.menu_button.setMenu(menu)
        self.chip.setMenu(libraries)

    def add_toggle(self, action: QAction) -> None:
        """A quiet button for an action that folds a panel."""
        button = QToolButton()
        button.setProperty("kind", "quiet")
        button.setDefaultAction(action)
        button.setIconSize(QSize(18, 18))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._places.addWidget(button)
        self._toggles.append(button)

    def show_profile(self, profile: Profile | None) -> None:
        self.chip.show_profile(profile)

    def set_searchable(self, searchable: bool) -> None:
        """Show the search and the panels' toggles, which need an open library, or hide them."""
        self.search.setVisible(searchable)
        for button in self._toggles:
            button.setVisible(searchable)


class SearchField(QLineEdit):
    """A line with a magnifying glass, and the shortcut that leads to it while it is empty. Esc empties it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Search name, description and prompt")
        self.setAccessibleName("Search characters")
        self.setMaximumWidth(_SEARCH_WIDTH)
        self.setTextMargins(_SEARCH_ICON, 0, _SEARCH_ICON, 0)
        self._shortcut = QKeySequence(QKeySequence.StandardKey.Find).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"Search ({self._shortcut} or /)")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        now = colors()
        painter = QPainter(self)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, right = QRect(0, 0, 34, self.height()), QRect(self.width() - 62, 0, 52, self.height())
        if right_to_left:
            left, right = QRect(self.width() - 34, 0, 34, self.height()), QRect(10, 0, 52, self.height())
        icons.paint(painter, left, "magnifying-glass", now.secondary, tokens.ICON)
        if not self.text() and not self.hasFocus():
            painter.setFont(font(tokens.TYPE_CAPTION))
            painter.setPen(color(now.secondary))
            end = Qt.AlignmentFlag.AlignLeft if right_to_left else Qt.AlignmentFlag.AlignRight
            painter.drawText(right, int(end | Qt.AlignmentFlag.AlignVCenter), self._shortcut)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
