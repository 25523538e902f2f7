"""The characters panel: a head with count, layout and order; below, the gallery or the table of one list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from charstudio.domain.errors import ExpectedError
from charstudio.domain.images import ImageReference
from charstudio.domain.listing import CharacterFilter, CharacterSort, Order
from charstudio.domain.records import CharacterRow
from charstudio.ui import text
from charstudio.ui.cards.view import CardView
from charstudio.ui.characters.delegate import CARD_SIZES, OWNER, CharacterCard
from charstudio.ui.characters.model import CharacterList, CharactersModel
from charstudio.ui.characters.table import CharactersTable
from charstudio.ui.pictures import Pictures
from charstudio.ui.segments import Segments
from charstudio.ui.states import PanelStack, State, card_shapes, error_state
from charstudio.ui.theme import icons, tokens
from charstudio.ui.work import Work

ORDERS: Final[dict[str, tuple[str, Order]]] = {
    "newest": ("Newest first", Order(CharacterSort.CREATED, descending=True)),
    "oldest": ("Oldest first", Order(CharacterSort.CREATED, descending=False)),
    "changed": ("Last changed", Order(CharacterSort.UPDATED, descending=True)),
    "name": ("Name", Order(CharacterSort.NAME, descending=False)),
    "style": ("Style", Order(CharacterSort.STYLE, descending=False)),
    "status": ("Status", Order(CharacterSort.STATUS, descending=False)),
    "owner": ("Owner", Order(CharacterSort.OWNER, descending=False)),
}
_SETTLED_MS: Final = 60
_COMPACT_WIDTH: Final = 520


class CharactersPanel(QFrame):
    """Gallery and table share one model and one selection.

    ``current_changed`` carries the CharacterRow that is current, or None; ``opened`` the row number to preview;
    ``filter_dropped`` asks to show all characters again; ``order_changed`` tells that the list was ordered anew.
    """

    current_changed = Signal(object)
    selection_changed = Signal(int)
    opened = Signal(int)
    filter_dropped = Signal()
    order_changed = Signal(object)
    reload_wanted = Signal()

    def __init__(self, work: Work, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "window")
        self._pictures = pictures
        self._where = CharacterFilter()
        self._order = Order()
        self._list: Callable[[CharacterFilter, Order], CharacterList] | None = None
        self._work = work
        self._source: CharacterList | None = None
        self._wanted_id: str | None = None
        self._row_to_come: int | None = None
        self._known: tuple[int, str] | None = None
        self._card_size = "medium"
        self.model = CharactersModel(work, self)
        self.gallery = CardView(CARD_SIZES["medium"])
        self.gallery.setItemDelegate(CharacterCard(pictures, self.gallery))
        self.gallery.setAccessibleName("Characters, gallery")
        self.table = CharactersTable()
        for view in (self.gallery, self.table):
            view.setModel(self.model)
        self.table.size_columns()
        self.selection = QItemSelectionModel(self.model, self)
        for view in (self.gallery, self.table):
            view.setSelectionModel(self.selection)
        self._layouts = QStackedWidget()
        self._layouts.addWidget(self.gallery)
        self._layouts.addWidget(self.table)
        self._stack = PanelStack(self._layouts, card_shapes)
        self._title = QLabel("Characters")
        self._title.setProperty("level", "title")
        self._count = QLabel()
        self._count.setProperty("level", "secondary")
        self._segments = Segments((("gallery", "Gallery", "squares-four"), ("table", "Table", "rows")))
        self._sort_button = QPushButton()
        self._sort_button.setToolTip("Order of the list")
        self._order_actions = self._build_order_menu()
        self._lay_out()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._connect()
        self._show_order()

    # --- what is shown ----------------------------------------------------------------------------------------------

    def use(self, make_list: Callable[[CharacterFilter, Order], CharacterList] | None) -> None:
        """Show the characters of a library from now on, or nothing."""
        self._list = make_list
        self._wanted_id = self._known = None
        self.model.clear()
        self._stack.show_loading()

    def show_characters(self, where: CharacterFilter, keep: str | None = None) -> None:
        """Show the list that ``where`` describes; the character ``keep`` stays current where it is in sight."""
        self._where = where
        self._wanted_id = keep or self.remembered_id()
        if self._list is not None:
            self._stack.show_loading()
            self._row_to_come = None
            self._work.cancel((self, "position"))
            self._source = self._list(where, self._order)
            self.model.show(self._source)

    def reload(self) -> None:
        """Read the list anew; the current character stays current."""
        self.show_characters(self._where)

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_order(self, order: Order) -> None:
        if order != self._order:
            self._order = order
            self._show_order()
            self.order_changed.emit(order)
            self.reload()

    @property
    def order(self) -> Order:
        return self._order

    @property
    def layout_name(self) -> str:
        return self._segments.current

    def set_layout_name(self, name: str) -> None:
        """``gallery`` or ``table``."""
        self._segments.choose(name)

    @property
    def card_size(self) -> str:
        return self._card_size

    def set_card_size(self, name: str) -> None:
        """``small``, ``medium`` or ``large``; another name changes nothing."""
        if name in CARD_SIZES:
            self._card_size = name
            self.gallery.set_metrics(CARD_SIZES[name])

    def step_card_size(self, step: int) -> None:
        """Make the cards one step larger (1) or smaller (-1), where there is one."""
        sizes = list(CARD_SIZES)
        position = sizes.index(self._card_size) + step
        self.set_card_size(sizes[min(max(position, 0), len(sizes) - 1)])

    def view(self) -> QAbstractItemView:
        """The view on top."""
        return self.table if self.layout_name == "table" else self.gallery

    # --- the current character --------------------------------------------------------------------------------------

    def current(self) -> CharacterRow | None:
        index = self.selection.currentIndex()
        return self.model.record(index.row()) if index.isValid() else None

    def current_id(self) -> str | None:
        number, row = self.selection.currentIndex().row(), self.current()
        if row is not None:
            self._known = number, row.id
        # The page of a row far out of sight may have been let go.
        return self._known[1] if self._known is not None and self._known[0] == number else None

    def remembered_id(self) -> str | None:
        """The character that is current, or is to be once the list has arrived."""
        return self._wanted_id or self.current_id()

    def select_row(self, row: int) -> None:
        """Make one row current and bring it into view."""
        self._wanted_id = None
        index = self.model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.view().scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._segments.set_compact(event.size().width() < _COMPACT_WIDTH)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _build_order_menu(self) -> dict[str, QAction]:
        menu = QMenu(self)
        group = QActionGroup(self)
        actions = {}
        for name, (label, order) in ORDERS.items():
            action = QAction(label, group)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, order=order: self.set_order(order))
            menu.addAction(action)
            actions[name] = action
        self._sort_button.setMenu(menu)
        return actions

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_4)
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._segments)
        head.addWidget(self._sort_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_4, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.model.arrived.connect(self._list_arrived)
        self.model.total_changed.connect(self._show_count)
        self.model.total_changed.connect(self._counted)
        self.model.failed.connect(self._show_error)
        self.model.dataChanged.connect(self._page_arrived)
        self.selection.currentRowChanged.connect(self._current_changed)
        self.selection.selectionChanged.connect(self._tell_selection)
        self._segments.chosen.connect(self._show_layout)
        self._stack.acted.connect(self._state_acted)
        self.gallery.opened.connect(lambda index: self.opened.emit(index.row()))
        self.table.opened.connect(lambda index: self.opened.emit(index.row()))
        self.table.sort_chosen.connect(self.set_order)
        self.gallery.zoomed.connect(self.step_card_size)
        self.gallery.viewport_changed.connect(self._settled.start)
        self._settled.timeout.connect(self._drop_pictures_out_of_sight)
        self._pictures.arrived.connect(self._picture_arrived)

    def _tell_selection(self) -> None:
        ranges = self.selection.selection().toList()
        self.selection_changed.emit(sum(part.height() for part in ranges))

    def _show_layout(self, name: str) -> None:
        self._layouts.setCurrentWidget(self.table if name == "table" else self.gallery)
        index = self.selection.currentIndex()
        if index.isValid():
            self.view().scrollTo(index)
        self.setFocusProxy(self.view())

    def _show_order(self) -> None:
        for name, (label, order) in ORDERS.items():
            self._order_actions[name].setChecked(order == self._order)
            if order == self._order:
                self._sort_button.setText(f"{label} ")
                self._sort_button.setIcon(icons.icon("caret-down"))
        self._sort_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.table.show_order(self._order)

    def _show_count(self, total: int) -> None:
        self._count.setText(text.number(total) if self.model.counted else "")

    def _list_arrived(self) -> None:
        self._known = None
        if not self.model.is_loaded:
            return
        if self.model.total == 0:
            self._stack.show_state(_EMPTY if self._where.is_empty else _NOTHING_FOUND)
            self.current_changed.emit(None)
            return
        self._stack.show_content()
        wanted = self._wanted_id
        row = self.model.find(lambda row: row.id == wanted) if wanted else 0
        if row is not None:
            self.select_row(row)
        elif self._source is not None and wanted is not None:
            source = self._source
            self._work.read(
                (self, "position"), lambda: source.position(wanted), self._position_found, lambda _: self.select_row(0)
            )

    def _position_found(self, row: int | None) -> None:
        """Lead to a row far down; before the rows are counted, as soon as they are."""
        if row is None:
            self.select_row(0)
        elif row < self.model.total:
            self.select_row(row)
        else:
            self._row_to_come = row

    def _counted(self, total: int) -> None:
        row, self._row_to_come = self._row_to_come, None
        if row is not None:
            self.select_row(min(row, total - 1))

    def _page_arrived(self, first: QModelIndex, last: QModelIndex) -> None:
        current = self.selection.currentIndex().row()
        if first.row() <= current <= last.row():
            self._tell_current()

    def _current_changed(self, index: QModelIndex) -> None:
        if index.isValid():
            self._tell_current()

    def _tell_current(self) -> None:
        self.current_id()
        self.current_changed.emit(self.current())

    def _show_error(self, error: ExpectedError) -> None:
        self._stack.show_state(error_state(error))

    def _state_acted(self) -> None:
        if self.model.is_loaded and self.model.total == 0 and not self._where.is_empty:
            self.filter_dropped.emit()
        else:
            self.reload_wanted.emit()

    def _visible_references(self) -> set[ImageReference]:
        rows = (self.model.record(number) for number in self.gallery.visible_rows())
        return {row.image for row in rows if row is not None and row.image is not None}

    def _drop_pictures_out_of_sight(self) -> None:
        self._pictures.keep_only(self._visible_references(), OWNER)

    def _picture_arrived(self, reference: ImageReference) -> None:
        def shows(number: int) -> bool:
            row = self.model.record(number)
            return row is not None and row.image == reference

        if self.gallery.isVisible():
            self.gallery.update_rows(shows)


_EMPTY: Final = State("users-three", "No characters yet", "Characters that the platform creates appear here.", "Reload")
_NOTHING_FOUND: Final = State(
    "magnifying-glass",
    "Nothing found",
    "No character matches the search and the chosen entry of the side bar.",
    "Show all",
)
