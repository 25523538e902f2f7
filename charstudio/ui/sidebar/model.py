"""The entries of the side bar: sections, and filters with the number of characters that each lets through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from charstudio.domain.facets import Facet, Facets
from charstudio.domain.listing import CharacterFilter
from charstudio.domain.vocabulary import readable
from charstudio.ui.paging.model import ACCESSIBLE_ROLE, DISPLAY_ROLE, TOOLTIP_ROLE, AnyIndex
from charstudio.ui.text import counted

_SHOWN: Final = 8
"""Tags and owners that a section shows until it is unfolded."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the side bar. Without a filter it is the head of a section, or the line that unfolds one."""

    label: str
    icon: str = ""
    filter: CharacterFilter | None = None
    count: int | None = None
    unfolds: str = ""

    @property
    def is_head(self) -> bool:
        return self.filter is None and not self.unfolds


_LIBRARY: Final = (
    Entry("Library"),
    Entry("All characters", "squares-four", CharacterFilter()),
    Entry("Favourites", "heart", CharacterFilter(favorite=True)),
    Entry("In library", "books", CharacterFilter(in_library=True)),
    Entry("Public", "globe-simple", CharacterFilter(public=True)),
    Entry("Needs attention", "warning-circle", CharacterFilter(attention=True)),
)


class SideBarModel(QAbstractListModel):
    """The library's own entries from the start; styles, tags and owners once they were counted."""

    def __init__(self) -> None:
        super().__init__()
        self._facets: Facets | None = None
        self._unfolded: set[str] = set()
        self._folded: dict[str, list[Entry]] = {}
        self._entries: list[Entry] = list(_LIBRARY)

    def show(self, facets: Facets | None) -> None:
        """Show the numbers of a library; None takes them away."""
        self._facets = facets
        self._rebuild()

    def unfold(self, section: str) -> None:
        """Show all entries of a section, or again only the first."""
        self._unfolded ^= {section}
        self._rebuild()

    def reveal(self, where: CharacterFilter) -> None:
        """Unfold the section that holds the entry with this filter, where it does not show it."""
        for section, hidden in self._folded.items():
            if any(entry.filter == where for entry in hidden):
                self.unfold(section)
                return

    def entry(self, row: int) -> Entry:
        return self._entries[row]

    def row_of(self, where: CharacterFilter) -> int | None:
        """The row of the entry with this filter."""
        return next((row for row, entry in enumerate(self._entries) if entry.filter == where), None)

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._entries = self._compose()
        self.endResetModel()

    def _compose(self) -> list[Entry]:
        self._folded = {}
        facets = self._facets
        if facets is None:
            return list(_LIBRARY)
        totals = (None, facets.total, facets.favorites, facets.in_library, facets.public, facets.attention)
        entries = [replace(entry, count=total) for entry, total in zip(_LIBRARY, totals, strict=True)]
        styles = [
            Entry(readable(facet.label), "paint-brush", CharacterFilter(style=facet.value), facet.characters)
            for facet in facets.styles
        ]
        tags = [Entry(facet.label, "hash", CharacterFilter(tag=facet.value), facet.characters) for facet in facets.tags]
        owners = [_owner(facet) for facet in facets.owners]
        for title, section in (("Styles", styles), ("Tags", tags), ("Owners", owners)):
            entries += self._section(title, section)
        return entries

    def _section(self, title: str, entries: list[Entry]) -> list[Entry]:
        if not entries:
            return []
        if len(entries) <= _SHOWN + 1:
            return [Entry(title), *entries]
        if title in self._unfolded:
            return [Entry(title), *entries, Entry("Show fewer", "caret-up", unfolds=title)]
        self._folded[title] = entries[_SHOWN:]
        more = Entry(f"{len(entries) - _SHOWN} more", "caret-down", unfolds=title)
        return [Entry(title), *entries[:_SHOWN], more]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: AnyIndex, role: int = DISPLAY_ROLE) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role in (DISPLAY_ROLE, TOOLTIP_ROLE):
            return entry.label
        if role == ACCESSIBLE_ROLE:
            if entry.count is None:
                return entry.label
            return f"{entry.label}, {counted(entry.count, 'character', 'characters')}"
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or self._entries[index.row()].is_head:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def _owner(facet: Facet) -> Entry:
    return Entry(facet.label, "user", CharacterFilter(owner_id=facet.value), facet.characters)
