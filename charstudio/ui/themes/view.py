"""The themes panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from charstudio.domain.errors import ExpectedError
from charstudio.domain.records import ThemeRow
from charstudio.ui import text
from charstudio.ui.rows import EntryList
from charstudio.ui.states import PanelStack, State, error_state
from charstudio.ui.theme import tokens
from charstudio.ui.themes.delegate import ThemeDelegate
from charstudio.ui.themes.model import ThemeEntry, ThemesModel

_EMPTY: Final = State("folder-simple", "No themes", "This character has no themes yet.")
_NO_CHARACTER: Final = State("folder-simple", "No character chosen", "Choose a character to see its themes.")


class ThemesPanel(QFrame):
    """``chosen`` carries the ThemeEntry that is current; ``reload_wanted`` asks to read the themes again."""

    chosen = Signal(object)
    reload_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "window")
        self.model = ThemesModel()
        self.list = EntryList("Themes")
        self.list.setModel(self.model)
        self.list.setItemDelegate(ThemeDelegate(self.list))
        self._stack = PanelStack(self.list)
        self._stack.acted.connect(self.reload_wanted)
        self._wanted: str | None = None
        title = QLabel("Themes")
        title.setProperty("level", "title")
        self._count = QLabel()
        self._count.setProperty("level", "secondary")
        head = QHBoxLayout()
        head.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_4)
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(title)
        head.addWidget(self._count)
        head.addStretch(1)
        title.setMinimumHeight(tokens.CONTROL_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_4, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.list.selectionModel().currentChanged.connect(self._current_changed)

    def show_loading(self) -> None:
        self._stack.show_loading()

    def show_themes(self, themes: Sequence[ThemeRow], keep: str | None = None) -> None:
        """Show a character's themes; the theme ``keep`` is current where it is among them, else all themes."""
        self.model.show(themes)
        self._count.setText(text.number(len(themes)))
        if not themes:
            self._stack.show_state(_EMPTY)
            self.chosen.emit(None)
            return
        self._stack.show_content()
        row = self.model.row_of(keep)
        self.list.setCurrentIndex(self.model.index(row or 0))

    def show_nothing(self) -> None:
        """No character is chosen."""
        self.model.show(())
        self._count.clear()
        self._stack.show_state(_NO_CHARACTER)

    def show_error(self, error: ExpectedError) -> None:
        self._stack.show_state(error_state(error))

    def current(self) -> ThemeEntry | None:
        index = self.list.currentIndex()
        return self.model.entry(index.row()) if index.isValid() else None

    def _current_changed(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.model.entry(index.row()))
