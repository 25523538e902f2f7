"""The side bar."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from charstudio.domain.facets import Facets
from charstudio.domain.listing import CharacterFilter
from charstudio.ui.rows import EntryList
from charstudio.ui.sidebar.delegate import SideBarDelegate
from charstudio.ui.sidebar.model import Entry, SideBarModel
from charstudio.ui.theme import tokens


class SideBar(QFrame):
    """``chosen`` carries the Entry whose characters are to be shown."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "side")
        self.model = SideBarModel()
        self.list = EntryList("Library")
        self.list.setModel(self.model)
        self.list.setItemDelegate(SideBarDelegate(self.list))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_4, 0, tokens.SPACE_8)
        column.addWidget(self.list)
        self._where = CharacterFilter()
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self.list.clicked.connect(self._clicked)
        self.list.pressed_key.connect(self._clicked)
        self._mark()

    def show_facets(self, facets: Facets | None) -> None:
        """Show the numbers; the chosen entry stays chosen, also one that leads to nothing any more."""
        self.model.show(facets)
        self.model.reveal(self._where)
        self._mark()

    def choose(self, where: CharacterFilter) -> None:
        """Choose the entry with this filter; one that is not there yet is marked when the numbers have come."""
        self.model.reveal(where)
        row = self.model.row_of(where)
        if row is not None:
            self.list.setCurrentIndex(self.model.index(row))
        elif where != self._where:
            self._where = where
            self.list.clearSelection()

    @property
    def where(self) -> CharacterFilter:
        return self._where

    @property
    def title(self) -> str:
        """The label of the chosen entry; empty while it is not known."""
        row = self.model.row_of(self._where)
        return "" if row is None else self.model.entry(row).label

    def _mark(self) -> None:
        row = self.model.row_of(self._where)
        if row is not None:
            selection = self.list.selectionModel()
            blocked = selection.blockSignals(True)
            self.list.setCurrentIndex(self.model.index(row))
            selection.blockSignals(blocked)

    def _current_changed(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry: Entry = self.model.entry(index.row())
        if entry.filter is not None and entry.filter != self._where:
            self._where = entry.filter
            self.chosen.emit(entry)

    def _clicked(self, index: QModelIndex) -> None:
        entry = self.model.entry(index.row())
        if entry.unfolds:
            self.model.unfold(entry.unfolds)
            self._mark()
