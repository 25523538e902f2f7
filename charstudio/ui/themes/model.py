"""The themes of one character, after an entry for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex

from charstudio.domain.records import ThemeRow
from charstudio.ui.paging.model import ACCESSIBLE_ROLE, DISPLAY_ROLE, TOOLTIP_ROLE, AnyIndex
from charstudio.ui.text import counted


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """One line of the panel; ``theme_id`` None stands for all themes."""

    theme_id: str | None
    name: str
    variants: int
    description: str | None = None


class ThemesModel(QAbstractListModel):
    """A short list, held whole: a character has tens of themes, not thousands."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[ThemeEntry] = []

    def show(self, themes: Sequence[ThemeRow]) -> None:
        """Replace the list; without themes it is empty, without the entry for all."""
        self.beginResetModel()
        self._entries = [ThemeEntry(row.id, row.name, row.variants, row.description) for row in themes]
        if themes:
            self._entries.insert(0, ThemeEntry(None, "All themes", sum(row.variants for row in themes)))
        self.endResetModel()

    def entry(self, row: int) -> ThemeEntry:
        return self._entries[row]

    def row_of(self, theme_id: str | None) -> int | None:
        return next((row for row, entry in enumerate(self._entries) if entry.theme_id == theme_id), None)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: AnyIndex, role: int = DISPLAY_ROLE) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == DISPLAY_ROLE:
            return entry.name
        if role == TOOLTIP_ROLE:
            return entry.description or None
        if role == ACCESSIBLE_ROLE:
            return f"{entry.name}, {counted(entry.variants, 'variant', 'variants')}"
        return None
