"""The table of characters."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from charstudio.domain.listing import CharacterSort, Order
from charstudio.ui.characters.columns import COLUMNS
from charstudio.ui.theme import tokens


class CharactersTable(QTableView):
    """Rows of one height. A click on a head orders the list; the head's context menu chooses the columns.

    ``opened`` is sent for Space, Enter and a double click.
    """

    opened = Signal(QModelIndex)
    sort_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Characters, table")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(tokens.ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(tokens.ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setSortIndicatorShown(True)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(48)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.sectionClicked.connect(self._head_clicked)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._choose_columns)
        self._order = Order()

    def size_columns(self) -> None:
        """Give each column its first width. Needs the model."""
        for number, column in enumerate(COLUMNS):
            self.setColumnWidth(number, column.width)

    def show_order(self, order: Order) -> None:
        """Point the head's arrow at the column that the list is ordered by."""
        self._order = order
        direction = Qt.SortOrder.DescendingOrder if order.descending else Qt.SortOrder.AscendingOrder
        section = next((number for number, column in enumerate(COLUMNS) if column.sort == order.sort), -1)
        self.horizontalHeader().setSortIndicator(section, direction)

    def save_columns(self) -> QByteArray:
        return self.horizontalHeader().saveState()

    def restore_columns(self, state: QByteArray) -> None:
        """Bring back which columns are shown, where, and how wide."""
        self.horizontalHeader().restoreState(state)
        self.show_order(self._order)

    def _head_clicked(self, section: int) -> None:
        sort = COLUMNS[section].sort
        if sort is None:
            self.show_order(self._order)
            return
        again = sort == self._order.sort
        first_down = sort in (CharacterSort.CREATED, CharacterSort.UPDATED)
        self.sort_chosen.emit(Order(CharacterSort(sort), not self._order.descending if again else first_down))

    def _choose_columns(self, point: QPoint) -> None:
        menu = QMenu(self)
        head = self.horizontalHeader()
        for number, column in enumerate(COLUMNS):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not head.isSectionHidden(number))
            # The name stays: a table without columns could not be found again.
            action.setEnabled(number > 0)
            action.toggled.connect(lambda shown, number=number: head.setSectionHidden(number, not shown))
        menu.exec(head.mapToGlobal(point))
        menu.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index)
