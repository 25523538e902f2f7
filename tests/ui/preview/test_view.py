from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTextBrowser, QToolButton
from pytestqt.qtbot import QtBot

from charstudio.ui.preview.canvas import Canvas
from charstudio.ui.preview.heading import Heading
from charstudio.ui.preview.view import PreviewPage
from charstudio.ui.theme.theme import Scheme, Theme
from tests.ui.preview.conftest import Rows, Shelf, make_item

# The offscreen platform says so of every window of a minimum size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, shelf: Shelf, theme: Theme) -> PreviewPage:
    page = PreviewPage(shelf)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    return page


@pytest.fixture
def rows() -> Rows:
    return Rows(*(make_item(name) for name in ("ann", "ben", "cid", "dee")))


def press(page: PreviewPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, key, modifier)


def headings(page: PreviewPage) -> list[str]:
    return [heading.accessibleName() for heading in page.findChildren(Heading) if heading.isVisible()]


def canvases(page: PreviewPage) -> list[Canvas]:
    return [canvas for canvas in page.findChildren(Canvas) if canvas.isVisible()]


def text(page: PreviewPage) -> str:
    return page.findChildren(QTextBrowser)[0].toPlainText()


def test_a_row_is_shown_with_its_place_and_its_words(page: PreviewPage, rows: Rows, shelf: Shelf) -> None:
    rows.items[1] = make_item("ben", "walks in rain", Pose="walking")
    page.open(rows, 1)
    assert headings(page) == ["Ben, 2 of 4"]
    assert "walks in rain" in text(page)
    assert "walking" in text(page)
    assert canvases(page)[0].accessibleName() == "Picture of Ben"


def test_keys_walk_through_the_list(page: PreviewPage, rows: Rows, qtbot: QtBot) -> None:
    page.open(rows, 1)
    seen: list[int] = []
    page.row_changed.connect(seen.append)
    for key in (
        Qt.Key.Key_Right,
        Qt.Key.Key_Down,
        Qt.Key.Key_Right,
        Qt.Key.Key_Left,
        Qt.Key.Key_Home,
        Qt.Key.Key_Up,
        Qt.Key.Key_End,
    ):
        press(page, key)
    assert seen == [2, 3, 2, 0, 3]
    assert page.row == 3


def test_arrow_keys_are_mirrored_where_reading_is(page: PreviewPage, rows: Rows) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.open(rows, 1)
    press(page, Qt.Key.Key_Left)
    assert page.row == 2


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_escape_and_space_lead_back(page: PreviewPage, rows: Rows, key: Qt.Key, qtbot: QtBot) -> None:
    page.open(rows, 0)
    with qtbot.waitSignal(page.closed, timeout=500):
        press(page, key)


def test_nothing_is_asked_of_a_list_that_was_left(page: PreviewPage, rows: Rows, qtbot: QtBot) -> None:
    page.open(rows, 0)
    page.close_preview()
    rows.items.clear()
    with qtbot.assertNotEmitted(page.closed):
        rows.changed.emit()


def test_the_side_panel_folds_away(page: PreviewPage, rows: Rows) -> None:
    page.open(rows, 0)
    width = canvases(page)[0].width()
    press(page, Qt.Key.Key_I)
    QApplication.processEvents()
    assert not page.findChildren(QTextBrowser)[0].isVisible()
    assert canvases(page)[0].width() > width + 300


def test_zoom_keys_and_their_buttons(page: PreviewPage, rows: Rows, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.sizes["ann"] = (3000, 4000)
    page.open(rows, 0)
    shelf.deliver()
    qtbot.waitUntil(lambda: "ann" in shelf.names())
    shelf.deliver()
    canvas = canvases(page)[0]
    buttons = {button.accessibleName(): button for button in page.findChildren(QToolButton)}
    assert buttons["Fit"].isChecked()
    press(page, Qt.Key.Key_1)
    assert canvas.zoom() == 1
    assert buttons["1:1"].isChecked()
    assert not buttons["Fit"].isChecked()
    press(page, Qt.Key.Key_Plus)
    assert canvas.zoom() == 1.5
    press(page, Qt.Key.Key_Minus)
    assert canvas.zoom() == 1
    x = canvas.view.x
    press(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.view.x > x
    buttons["Fit"].click()
    assert canvas.view.zoom is None
    buttons["Fit"].click()
    assert buttons["Fit"].isChecked()


def test_walking_keeps_the_zoom_and_opening_does_not(page: PreviewPage, rows: Rows, shelf: Shelf) -> None:
    page.open(rows, 0)
    shelf.deliver()
    press(page, Qt.Key.Key_1)
    shelf.deliver()
    press(page, Qt.Key.Key_Right)
    shelf.deliver()
    assert canvases(page)[0].zoom() == 1
    page.open(rows, 2)
    assert canvases(page)[0].view.zoom is None


def test_there_is_nothing_to_zoom_where_there_is_no_picture(page: PreviewPage, rows: Rows, shelf: Shelf) -> None:
    shelf.broken["ben"] = "Not found"
    page.open(rows, 0)
    shelf.deliver()
    zoom = next(button for button in page.findChildren(QToolButton) if button.accessibleName() == "Zoom in")
    assert zoom.isEnabled()
    press(page, Qt.Key.Key_Right)
    shelf.deliver()
    assert not zoom.isEnabled()


def test_neighbours_are_fetched_the_way_of_the_walk_first(page: PreviewPage, rows: Rows, shelf: Shelf) -> None:
    page.open(rows, 2)
    shelf.deliver("cid")
    assert shelf.names() == ["dee", "ben"]
    shelf.deliver()
    press(page, Qt.Key.Key_Left)
    assert shelf.names() == ["ann"]


def test_a_row_whose_page_is_loading_is_shown_when_it_comes(page: PreviewPage, rows: Rows, shelf: Shelf) -> None:
    item, rows.items[1] = rows.items[1], None
    page.open(rows, 1)
    assert headings(page) == ["Loading…, 2 of 4"]
    assert text(page) == ""
    rows.items[1] = item
    rows.changed.emit()
    assert headings(page) == ["Ben, 2 of 4"]
    assert "ben" in shelf.names()


def test_a_change_elsewhere_leaves_the_picture_alone(page: PreviewPage, rows: Rows, shelf: Shelf) -> None:
    page.open(rows, 1)
    shelf.deliver()
    press(page, Qt.Key.Key_1)
    shelf.deliver()
    rows.items.append(make_item("eva"))
    rows.changed.emit()
    assert headings(page) == ["Ben, 2 of 5"]
    assert canvases(page)[0].zoom() == 1


def test_rows_that_go_move_the_preview_or_close_it(page: PreviewPage, rows: Rows, qtbot: QtBot) -> None:
    page.open(rows, 3)
    del rows.items[2:]
    with qtbot.waitSignal(page.row_changed) as moved:
        rows.changed.emit()
    assert moved.args == [1]
    rows.items.clear()
    with qtbot.waitSignal(page.closed):
        rows.changed.emit()


def test_the_prompt_is_copied_as_it_is(page: PreviewPage, rows: Rows) -> None:
    rows.items[0] = make_item("ann", "a <b>  & \n c")
    page.open(rows, 0)
    button = next(button for button in page.findChildren(QPushButton) if button.isVisible())
    button.click()
    assert QGuiApplication.clipboard().text() == "a <b>  & \n c"
    assert button.text() == "Copied"


def test_two_items_are_linked_until_unlinked(page: PreviewPage, shelf: Shelf) -> None:
    shelf.sizes |= {"ann": (768, 1024), "ben": (1536, 2048)}
    page.compare(make_item("ann", "in rain"), make_item("ben", "in snow"))
    left, right = canvases(page)
    shelf.deliver()
    assert headings(page) == ["Compare, Ann · Ben", "Ann", "Ben"]
    press(page, Qt.Key.Key_1)
    shelf.deliver()
    left.pan(0, -1)
    assert (left.zoom(), right.zoom()) == (1, 0.5)
    assert (left.view.x, left.view.y) == (right.view.x, right.view.y)
    right.pan(0, 1)
    assert left.view.y == right.view.y
    press(page, Qt.Key.Key_L)
    right.fit()
    assert (left.zoom(), right.view.zoom) == (1, None)
    press(page, Qt.Key.Key_L)
    assert left.view.zoom is None


def test_comparing_ends_when_a_list_is_opened(page: PreviewPage, rows: Rows) -> None:
    page.compare(make_item("ann"), make_item("ben"))
    press(page, Qt.Key.Key_Right)
    page.open(rows, 0)
    assert len(canvases(page)) == 1
    assert headings(page) == ["Ann, 1 of 4"]


def test_every_button_has_a_name_and_a_tooltip_with_its_key(page: PreviewPage, rows: Rows) -> None:
    page.open(rows, 0)
    for button in page.findChildren(QToolButton):
        assert button.accessibleName()
        assert button.toolTip().startswith(button.accessibleName())
        assert button.toolTip().endswith(")")


def test_the_keyboard_reaches_every_button(page: PreviewPage, rows: Rows, shelf: Shelf) -> None:
    page.open(rows, 1)
    shelf.deliver()
    reached: set[QObject | None] = set()
    for _ in range(20):
        press(page, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    buttons = {button for button in page.findChildren(QToolButton) if button.isVisible()}
    assert buttons <= reached
    assert set(canvases(page)) <= reached


def test_the_words_follow_the_scheme(page: PreviewPage, rows: Rows, theme: Theme) -> None:
    page.open(rows, 0)
    light = page.findChildren(QTextBrowser)[0].toHtml()
    theme.choose(Scheme.DARK)
    assert page.findChildren(QTextBrowser)[0].toHtml() != light
