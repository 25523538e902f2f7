"""The variants panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from charstudio.domain.errors import ExpectedError
from charstudio.domain.images import ImageReference
from charstudio.domain.records import VariantRow
from charstudio.ui import text
from charstudio.ui.cards.view import CardView
from charstudio.ui.pictures import Pictures
from charstudio.ui.states import PanelStack, State, card_shapes, error_state
from charstudio.ui.theme import icons, tokens
from charstudio.ui.variants.delegate import METRICS, OWNER, VariantCard
from charstudio.ui.variants.model import VariantsModel

_EMPTY: Final = State("image", "No variants", "This theme holds no pictures yet.")
_COMPARED: Final = 2


class VariantsPanel(QFrame):
    """``opened`` carries the row to preview, ``compared`` two rows; ``current_changed`` the VariantRow or None."""

    opened = Signal(int)
    compared = Signal(int, int)
    current_changed = Signal(object)
    reload_wanted = Signal()

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "window")
        self._pictures = pictures
        self.model = VariantsModel()
        self.grid = CardView(METRICS)
        self.grid.setAccessibleName("Variants")
        self.grid.setItemDelegate(VariantCard(pictures, self.grid))
        self.grid.setModel(self.model)
        self._stack = PanelStack(self.grid, lambda size: card_shapes(size, METRICS.least_width))
        self._title = QLabel("Variants")
        self._title.setProperty("level", "title")
        self._count = QLabel()
        self._count.setProperty("level", "secondary")
        self._compare = QPushButton("Compare")
        self._compare.setIcon(icons.icon("columns"))
        self._compare.setIconSize(QSize(tokens.ICON, tokens.ICON))
        head = QHBoxLayout()
        head.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, 0)
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        head.addWidget(self._compare)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_4, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self._stack.acted.connect(self.reload_wanted)
        self._compare.clicked.connect(self.open_selected)
        self.grid.opened.connect(lambda index: self.open_selected())
        self.grid.viewport_changed.connect(self._drop_pictures_out_of_sight)
        selection = self.grid.selectionModel()
        selection.selectionChanged.connect(self._selection_changed)
        selection.currentChanged.connect(self._current_changed)
        pictures.arrived.connect(self._picture_arrived)
        self._selection_changed()

    def show_loading(self) -> None:
        self._stack.show_loading()

    def show_variants(self, variants: Sequence[VariantRow], theme: str | None) -> None:
        """Show the variants of one theme, or of all where ``theme`` is None; the current one stays where possible."""
        current = self.current()
        self.model.show(variants)
        number = text.number(len(variants))
        self._count.setText(f"{number} in {theme}" if theme else number)
        self._count.setToolTip(theme or "")
        if variants:
            self._stack.show_content()
        else:
            self._stack.show_state(_EMPTY)
        self._keep(current)

    def show_nothing(self) -> None:
        """There is no theme to choose; the panel above says why."""
        current = self.current()
        self.model.show(())
        self._count.clear()
        self._stack.show_content()
        self._keep(current)

    def _keep(self, current: VariantRow | None) -> None:
        # A model that is reset takes the current index away without a word.
        row = self.model.row_of(current.id) if current is not None else None
        if row is not None:
            self.grid.setCurrentIndex(self.model.index(row))
        elif current is not None:
            self.current_changed.emit(None)

    def show_error(self, error: ExpectedError) -> None:
        self._stack.show_state(error_state(error))

    def current(self) -> VariantRow | None:
        index = self.grid.currentIndex()
        return self.model.record(index.row()) if index.isValid() else None

    def selected_rows(self) -> list[int]:
        return sorted(index.row() for index in self.grid.selectionModel().selectedIndexes())

    def select_row(self, row: int) -> None:
        index = self.model.index(row)
        self.grid.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.grid.scrollTo(index)

    def open_selected(self) -> None:
        """Preview the current variant, or compare where two are selected."""
        rows = self.selected_rows()
        if len(rows) == _COMPARED:
            self.compared.emit(*rows)
        elif self.grid.currentIndex().isValid():
            self.opened.emit(self.grid.currentIndex().row())

    def _selection_changed(self) -> None:
        ready = len(self.selected_rows()) == _COMPARED
        self._compare.setEnabled(ready)
        self._compare.setToolTip(
            "Show the two selected variants side by side"
            if ready
            else "Select two variants (Ctrl+click) to compare them"
        )

    def _current_changed(self, index: QModelIndex) -> None:
        self.current_changed.emit(self.model.record(index.row()) if index.isValid() else None)

    def _drop_pictures_out_of_sight(self) -> None:
        rows = (self.model.record(number) for number in self.grid.visible_rows())
        self._pictures.keep_only({row.image for row in rows if row is not None and row.image is not None}, OWNER)

    def _picture_arrived(self, reference: ImageReference) -> None:
        def shows(number: int) -> bool:
            row = self.model.record(number)
            return row is not None and row.image == reference

        self.grid.update_rows(shows)
