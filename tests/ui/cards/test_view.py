"""The grid of cards: keyboard, mouse, selection, scrolling, and a million rows."""

from __future__ import annotations

import time
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from charstudio.ui.cards.geometry import CardMetrics
from charstudio.ui.cards.view import CardView
from charstudio.ui.paging.model import AnyIndex

METRICS = CardMetrics(least_width=100, height_for_width=lambda width: 80, gap=10, margin=10, top=10)
MILLION = 1_000_000

Key = Qt.Key
Modifier = Qt.KeyboardModifier
Hint = QAbstractItemView.ScrollHint


class Rows(QAbstractListModel):
    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.asked = 0

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else self.count

    def data(self, index: AnyIndex, role: int = 0) -> Any:
        self.asked += 1
        return f"row {index.row()}" if index.isValid() and role == 0 else None

    def resize(self, count: int) -> None:
        self.beginResetModel()
        self.count = count
        self.endResetModel()

    def append(self, count: int) -> None:
        self.beginInsertRows(QModelIndex(), self.count, self.count + count - 1)
        self.count += count
        self.endInsertRows()


class Painter(QStyledItemDelegate):
    """Notes which rows are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: set[int] = set()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.rows.add(index.row())


class Grid:
    """A view on screen, four columns wide, with what is needed to use it."""

    def __init__(self, qtbot: QtBot, count: int) -> None:
        self.model = Rows(count)
        self.painter = Painter()
        self.view = CardView(METRICS)
        self.view.setItemDelegate(self.painter)
        self.view.setModel(self.model)
        qtbot.addWidget(self.view)
        # Four columns need 450 and five 560, apart from bar and frame, which depend on the style.
        self.view.resize(520, 300)
        with qtbot.waitExposed(self.view):
            self.view.show()
        assert self.view.grid().columns == 4
        self.opened: list[int] = []
        self.view.opened.connect(lambda index: self.opened.append(index.row()))

    def choose(self, row: int) -> None:
        self.view.setCurrentIndex(self.model.index(row))

    @property
    def current(self) -> int:
        return self.view.currentIndex().row()

    @property
    def selected(self) -> list[int]:
        return sorted(index.row() for index in self.view.selectionModel().selectedIndexes())

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.view, key, modifier)

    def centre(self, row: int) -> QPoint:
        return self.view.visualRect(self.model.index(row)).center()

    def click(self, row: int, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, modifier, self.centre(row))

    def drag(self, start: QPoint, end: QPoint) -> None:
        viewport, button = self.view.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(viewport, button, Modifier.NoModifier, start)
        QTest.mouseMove(viewport, (start + end) / 2)
        QTest.mouseMove(viewport, end)
        QTest.mouseRelease(viewport, button, Modifier.NoModifier, end)

    def in_view(self, row: int) -> bool:
        return self.view.viewport().rect().contains(self.view.visualRect(self.model.index(row)))


@pytest.fixture
def grid(qtbot: QtBot) -> Grid:
    """Eleven cards: the last row has three."""
    return Grid(qtbot, 11)


@pytest.fixture
def long_grid(qtbot: QtBot) -> Grid:
    return Grid(qtbot, 101)


# --- keyboard ---------------------------------------------------------------------------------------------------------


def test_the_first_card_is_where_the_keyboard_begins(grid: Grid) -> None:
    grid.view.setCurrentIndex(QModelIndex())
    grid.press(Key.Key_Right)
    assert (grid.current, grid.selected) == (0, [0])


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        (5, Key.Key_Left, 4),
        (5, Key.Key_Right, 6),
        (5, Key.Key_Up, 1),
        (5, Key.Key_Down, 9),
        (4, Key.Key_Left, 3),
        (3, Key.Key_Right, 4),
        (0, Key.Key_Left, 0),
        (10, Key.Key_Right, 10),
        (2, Key.Key_Up, 2),
        (9, Key.Key_Down, 9),
        (7, Key.Key_Down, 10),
        (5, Key.Key_Home, 0),
        (5, Key.Key_End, 10),
    ],
)
def test_keys_lead_to_the_card_beside(grid: Grid, start: int, key: Qt.Key, end: int) -> None:
    grid.choose(start)
    grid.press(key)
    assert grid.current == end
    assert grid.selected == [end]


def test_pages_keep_the_column_and_end_at_the_ends(long_grid: Grid) -> None:
    rows = long_grid.view.viewport().height() // 90
    long_grid.choose(1)
    long_grid.press(Key.Key_PageDown)
    assert long_grid.current == 1 + 4 * rows
    assert long_grid.in_view(long_grid.current)
    long_grid.press(*[Key.Key_PageDown] * 20)
    assert long_grid.current == 100
    long_grid.press(*[Key.Key_PageUp] * 20)
    assert long_grid.current == 0


def test_an_empty_grid_takes_keys_and_clicks(qtbot: QtBot) -> None:
    grid = Grid(qtbot, 0)
    grid.press(Key.Key_Down, Key.Key_End, Key.Key_PageUp, Key.Key_Space)
    QTest.mouseClick(grid.view.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, QPoint(50, 50))
    QTest.mouseDClick(grid.view.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, QPoint(50, 50))
    assert grid.current == -1
    assert grid.opened == []


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return, Key.Key_Enter])
def test_space_and_enter_open_the_current_card(grid: Grid, key: Qt.Key) -> None:
    grid.view.setCurrentIndex(QModelIndex())
    grid.press(key)
    assert grid.opened == []
    grid.choose(6)
    grid.press(key)
    assert grid.opened == [6]


def test_typing_a_letter_finds_the_card(grid: Grid) -> None:
    grid.choose(0)
    QTest.keyClicks(grid.view, "row 1")
    assert grid.current in (1, 10)


# --- mouse and selection ----------------------------------------------------------------------------------------------


def test_a_double_click_opens(grid: Grid) -> None:
    QTest.mouseDClick(grid.view.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, grid.centre(5))
    assert grid.opened == [5]


def test_a_double_click_in_a_gap_opens_nothing(grid: Grid) -> None:
    QTest.mouseDClick(grid.view.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, QPoint(2, 2))
    assert grid.opened == []


def test_a_click_chooses_and_a_click_beside_chooses_nothing(grid: Grid) -> None:
    grid.click(5)
    assert (grid.current, grid.selected) == (5, [5])
    QTest.mouseClick(grid.view.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, QPoint(3, 3))
    assert grid.selected == []


def test_control_clicks_add_and_take_away(grid: Grid) -> None:
    grid.click(1)
    grid.click(6, Modifier.ControlModifier)
    grid.click(9, Modifier.ControlModifier)
    assert grid.selected == [1, 6, 9]
    grid.click(6, Modifier.ControlModifier)
    assert grid.selected == [1, 9]


def test_control_a_selects_all(grid: Grid) -> None:
    grid.press(Key.Key_A, modifier=Modifier.ControlModifier)
    assert grid.selected == list(range(11))


def test_a_shift_click_selects_in_the_order_of_reading(grid: Grid) -> None:
    grid.click(2)
    grid.click(8, Modifier.ShiftModifier)
    assert grid.selected == [2, 3, 4, 5, 6, 7, 8]
    grid.click(1, Modifier.ShiftModifier)
    assert grid.selected == [1, 2]


def test_shift_and_keys_select_in_the_order_of_reading(grid: Grid) -> None:
    grid.click(2)
    grid.press(Key.Key_Down, modifier=Modifier.ShiftModifier)
    assert grid.selected == [2, 3, 4, 5, 6]
    grid.press(Key.Key_Left, Key.Key_Left, modifier=Modifier.ShiftModifier)
    assert grid.selected == [2, 3, 4]
    grid.press(Key.Key_Up, modifier=Modifier.ShiftModifier)
    assert grid.selected == [0, 1, 2]
    grid.press(Key.Key_End, modifier=Modifier.ShiftModifier)
    assert grid.selected == list(range(2, 11))


def test_a_rubber_band_selects_what_it_touches(grid: Grid) -> None:
    grid.drag(grid.centre(1), grid.centre(6))
    assert grid.selected == [1, 2, 5, 6]
    grid.drag(grid.centre(6), grid.centre(0))
    assert grid.selected == [0, 1, 2, 4, 5, 6]


def test_selected_cards_are_painted_anew(grid: Grid) -> None:
    selection = grid.view.selectionModel().selection()
    assert grid.view.visualRegionForSelection(selection).isEmpty()
    grid.press(Key.Key_A, modifier=Modifier.ControlModifier)
    region = grid.view.visualRegionForSelection(grid.view.selectionModel().selection())
    assert all(region.contains(grid.centre(row)) for row in grid.view.visible_rows())


# --- scrolling --------------------------------------------------------------------------------------------------------


def test_scrolling_to_a_card_brings_it_into_view_and_no_further(long_grid: Grid) -> None:
    bar = long_grid.view.verticalScrollBar()
    assert bar.value() == 0
    long_grid.view.scrollTo(long_grid.model.index(1))
    assert bar.value() == 0
    for row in (60, 20, 100, 0):
        long_grid.view.scrollTo(long_grid.model.index(row))
        assert long_grid.in_view(row)
    assert bar.value() == 0
    long_grid.view.scrollTo(QModelIndex())
    assert bar.value() == 0


@pytest.mark.parametrize("hint", [Hint.PositionAtTop, Hint.PositionAtCenter, Hint.PositionAtBottom])
def test_a_card_can_be_put_at_a_place(long_grid: Grid, hint: QAbstractItemView.ScrollHint) -> None:
    long_grid.view.scrollTo(long_grid.model.index(49), hint)
    rect = long_grid.view.visualRect(long_grid.model.index(49))
    above, below = rect.top(), long_grid.view.viewport().height() - rect.bottom()
    if hint == Hint.PositionAtTop:
        assert 0 <= above <= METRICS.margin
    elif hint == Hint.PositionAtBottom:
        assert 0 <= below <= METRICS.margin + 1
    else:
        assert abs(above - below) <= 1


def test_control_and_wheel_zoom_instead_of_scrolling(qtbot: QtBot, long_grid: Grid) -> None:
    zoomed: list[int] = []
    long_grid.view.zoomed.connect(zoomed.append)
    for delta in (120, -120):
        _wheel(long_grid.view, delta, Modifier.ControlModifier)
    assert zoomed == [1, -1]
    assert long_grid.view.verticalScrollBar().value() == 0
    _wheel(long_grid.view, -120, Modifier.NoModifier)
    assert zoomed == [1, -1]
    assert long_grid.view.verticalScrollBar().value() > 0


def _wheel(view: CardView, delta: int, modifier: Qt.KeyboardModifier) -> None:
    place = QPointF(50, 50)
    event = QWheelEvent(
        place,
        QPointF(view.viewport().mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_resizing_keeps_the_current_card_in_view(qtbot: QtBot, long_grid: Grid) -> None:
    long_grid.choose(97)
    assert long_grid.in_view(97)
    for width in (240, 900, 160, 481):
        long_grid.view.resize(width, 300)
        qtbot.waitUntil(lambda width=width: long_grid.view.width() == width)  # type: ignore[misc]
        assert long_grid.in_view(97)


def test_other_cards_keep_the_one_at_the_top(long_grid: Grid) -> None:
    long_grid.view.scrollTo(long_grid.model.index(48), Hint.PositionAtTop)
    long_grid.view.set_metrics(CardMetrics(200, lambda width: 160, 10, 10, 10))
    assert long_grid.view.grid().columns == 2
    assert 48 in long_grid.view.visible_rows()


def test_the_rows_in_view_are_told_when_they_change(qtbot: QtBot, long_grid: Grid) -> None:
    with qtbot.waitSignal(long_grid.view.viewport_changed):
        long_grid.view.verticalScrollBar().setValue(500)
    assert 0 not in long_grid.view.visible_rows()
    with qtbot.waitSignal(long_grid.view.viewport_changed):
        long_grid.model.resize(3)
    assert long_grid.view.visible_rows() == range(3)
    assert long_grid.view.verticalScrollBar().maximum() == 0


def test_rows_that_come_later_can_be_scrolled_to(long_grid: Grid) -> None:
    long_grid.model.append(1000)
    long_grid.view.scrollTo(long_grid.model.index(1100))
    assert long_grid.in_view(1100)


def test_without_a_model_there_is_nothing(qtbot: QtBot) -> None:
    view = CardView(METRICS)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.set_metrics(CardMetrics(50, lambda width: 50, 0, 0, 0))
    assert view.visible_rows() == range(0)
    view.grab()


# --- a million rows ---------------------------------------------------------------------------------------------------


def test_a_million_cards_cost_what_is_in_view(qtbot: QtBot) -> None:
    started = time.perf_counter()
    grid = Grid(qtbot, MILLION)
    grid.view.grab()
    assert len(grid.painter.rows) <= 24
    for share in range(1, 21):
        bar = grid.view.verticalScrollBar()
        bar.setValue(bar.maximum() * share // 20)
        grid.view.grab()
    assert MILLION - 1 in grid.painter.rows
    assert len(grid.painter.rows) < 21 * 30
    # Some 60 ms; QListView's icon mode takes seconds for the lay-out alone.
    assert time.perf_counter() - started < 2
    assert grid.model.asked < 1000


def test_a_million_cards_are_selected_as_one_range(qtbot: QtBot) -> None:
    grid = Grid(qtbot, MILLION)
    grid.choose(3)
    started = time.perf_counter()
    grid.press(Key.Key_End, modifier=Modifier.ShiftModifier)
    assert grid.current == MILLION - 1
    grid.press(Key.Key_A, modifier=Modifier.ControlModifier)
    grid.view.grab()
    assert time.perf_counter() - started < 1
    assert grid.view.selectionModel().selection().count() == 1
    grid.press(Key.Key_Home)
    assert grid.selected == [0]


def test_the_current_card_can_be_moved_without_being_selected(grid: Grid) -> None:
    grid.view.selectionModel().setCurrentIndex(grid.model.index(4), QItemSelectionModel.SelectionFlag.NoUpdate)
    assert (grid.current, grid.selected) == (4, [])
    assert not grid.view.grab().isNull()
