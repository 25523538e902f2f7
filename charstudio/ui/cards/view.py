"""The grid of cards as an item view: selection, keyboard and scrolling over the model that a table shows as well."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from charstudio.ui.cards.geometry import CardGrid, CardMetrics
from charstudio.ui.paging.model import AnyIndex

_Action = QAbstractItemView.CursorAction


class CardView(QAbstractItemView):
    """Lays the rows of a model out as equal cards, filling the width.

    ``QListView`` in icon mode lays out every row beforehand, seconds for a million; here all geometry is computed.
    ``opened`` is sent for Space, Enter and a double click, ``viewport_changed`` when other rows came into view,
    ``zoomed`` for Ctrl+wheel, with 1 for larger or -1 for smaller cards.
    """

    opened = Signal(QModelIndex)
    viewport_changed = Signal()
    zoomed = Signal(int)

    def __init__(self, metrics: CardMetrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._metrics = metrics
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: a bar that comes and goes would change the width and lay the cards out anew.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self.viewport_changed)

    # --- geometry ---------------------------------------------------------------------------------------------------

    def grid(self) -> CardGrid:
        """The geometry at this moment."""
        model = self.model()
        return CardGrid(self._metrics, self.viewport().width(), model.rowCount() if model else 0)

    def set_metrics(self, metrics: CardMetrics) -> None:
        """Change the size of the cards; what is at the top stays in view."""
        top = self.visible_rows().start
        self._metrics = metrics
        self.updateGeometries()
        if self.model() is not None and top < self.model().rowCount():
            self.scrollTo(self.model().index(top, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        self.viewport().update()

    def visible_rows(self) -> range:
        """The rows that are in view, fully or in part."""
        top = self.verticalOffset()
        return self.grid().between(top, top + self.viewport().height())

    def visualRect(self, index: AnyIndex) -> QRect:
        if not index.isValid():
            return QRect()
        return QRect(*self.grid().rect(index.row())).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        number = self.grid().at(point.x(), point.y() + self.verticalOffset())
        return QModelIndex() if number is None else self.model().index(number, 0, self.rootIndex())

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: AnyIndex) -> bool:
        return False

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        _, y, _, height = self.grid().rect(index.row())
        margin = self._metrics.margin
        bar, view = self.verticalScrollBar(), self.viewport().height()
        top, bottom = bar.value(), bar.value() + view
        hints = QAbstractItemView.ScrollHint
        if y <= self._metrics.top:
            margin = y
        if hint == hints.PositionAtCenter:
            bar.setValue(y - (view - height) // 2)
        elif hint == hints.PositionAtTop or y - margin < top:
            bar.setValue(y - margin)
        elif hint == hints.PositionAtBottom or y + height + margin > bottom:
            bar.setValue(y + height + margin - view)

    def updateGeometries(self) -> None:
        grid, view = self.grid(), self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setPageStep(view)
        bar.setSingleStep(max(20, grid.row_step // 4))
        bar.setRange(0, max(0, grid.height - view))
        # Its place stays; the style sheet draws no handle on a bar that is off.
        bar.setEnabled(grid.height > view)
        super().updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        current = self.currentIndex()
        if current.isValid() and event.oldSize().width() != event.size().width():
            self.scrollTo(current)
        self.viewport_changed.emit()

    # --- model ------------------------------------------------------------------------------------------------------

    def reset(self) -> None:
        super().reset()
        self.updateGeometries()
        self.viewport_changed.emit()

    def rowsInserted(self, parent: AnyIndex, start: int, end: int) -> None:
        super().rowsInserted(parent, start, end)
        self.updateGeometries()
        self.viewport().update()

    def dataChanged(self, top_left: AnyIndex, bottom_right: AnyIndex, roles: Any = ()) -> None:
        visible = self.visible_rows()
        if top_left.row() < visible.stop and bottom_right.row() >= visible.start:
            self.viewport().update()

    def update_rows(self, matches: Any) -> None:
        """Repaint the visible cards whose row number satisfies ``matches``."""
        for number in self.visible_rows():
            if matches(number):
                self.viewport().update(self.visualRect(self.model().index(number, 0)))

    # --- selection --------------------------------------------------------------------------------------------------

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        grid, offset = self.grid(), self.verticalOffset()
        if self.state() != QAbstractItemView.State.DragSelectingState:
            # From the card where the selection began to the one that was clicked or reached: in the order of reading.
            ends = [grid.at(point.x(), point.y() + offset) for point in (rect.topLeft(), rect.bottomRight())]
            rows = sorted(number for number in ends if number is not None)
            if rows:
                first, last = (self.model().index(number, 0) for number in (rows[0], rows[-1]))
                self.selectionModel().select(QItemSelection(first, last), command)
            return
        area = rect.normalized()
        selection = QItemSelection()
        for number in grid.between(area.top() + offset, area.bottom() + offset):
            if QRect(*grid.rect(number)).translated(0, -offset).intersects(area):
                index = self.model().index(number, 0)
                selection.select(index, index)
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        visible = self.visible_rows()
        for part in selection.toList():
            for number in range(max(part.top(), visible.start), min(part.bottom() + 1, visible.stop)):
                region += QRegion(self.visualRect(self.model().index(number, 0)))
        return region

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count = self.model().rowCount() if self.model() else 0
        if not count:
            return QModelIndex()
        current = self.currentIndex()
        if not current.isValid():
            return self.model().index(0, 0)
        grid = self.grid()
        page = max(1, self.viewport().height() // grid.row_step) * grid.columns
        step = {
            _Action.MoveLeft: -1,
            _Action.MovePrevious: -1,
            _Action.MoveRight: 1,
            _Action.MoveNext: 1,
            _Action.MoveUp: -grid.columns,
            _Action.MoveDown: grid.columns,
            _Action.MovePageUp: -page,
            _Action.MovePageDown: page,
            _Action.MoveHome: -count,
            _Action.MoveEnd: count,
        }[action]
        target = current.row() + step
        if action in (_Action.MoveUp, _Action.MoveDown) and not 0 <= target < count:
            # The last row may be short: down from above its end leads to the last card.
            leads_on = action == _Action.MoveDown and current.row() // grid.columns < grid.rows - 1
            target = count - 1 if leads_on else current.row()
        return self.model().index(min(max(target, 0), count - 1), 0)

    # --- events -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        grid, offset, model = self.grid(), self.verticalOffset(), self.model()
        selection = self.selectionModel()
        current, hovered = (
            self.currentIndex().row(),
            self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())).row(),
        )
        base = option.state
        area = event.rect()
        for number in grid.between(area.top() + offset, area.bottom() + offset):
            index = model.index(number, 0)
            option.rect = QRect(*grid.rect(number)).translated(0, -offset)
            option.state = base & ~QStyle.StateFlag.State_HasFocus
            if selection.isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if number == current and self.hasFocus():
                option.state |= QStyle.StateFlag.State_HasFocus
            if number == hovered:
                option.state |= QStyle.StateFlag.State_MouseOver
            self.itemDelegate().paint(painter, option, index)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverLeave):
            self.viewport().update()
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index)

    def sizeHint(self) -> QSize:
        return QSize(self._metrics.least_width * 3, 400)
