from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from charstudio.domain.images import ImageReference
from charstudio.ui.pictures import FULL_SIDE
from charstudio.ui.preview.canvas import Canvas
from charstudio.ui.preview.geometry import FIT, Size, View
from charstudio.ui.theme.theme import Theme, colors
from tests.ui.preview.conftest import Shelf

# The offscreen platform says so of every window of a minimum size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

RED = QColor(Qt.GlobalColor.red)


@pytest.fixture
def canvas(qtbot: QtBot, shelf: Shelf, theme: Theme) -> Canvas:
    canvas = Canvas(shelf)
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.show()
    return canvas


def show(canvas: Canvas, name: str, keep_view: bool = False) -> None:
    canvas.show_picture(ImageReference(name), None, keep_view)


def pixel(canvas: Canvas, x: int, y: int) -> QColor:
    image = canvas.grab().toImage()
    density = image.devicePixelRatio()
    return image.pixelColor(round(x * density), round(y * density))


def wheel(canvas: Canvas, at: QPointF, notches: int) -> None:
    event = QWheelEvent(
        at,
        canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_the_fitting_picture_is_drawn_pixel_by_pixel(canvas: Canvas, shelf: Shelf) -> None:
    show(canvas, "a")
    shelf.deliver()
    density = canvas.devicePixelRatioF()
    assert pixel(canvas, 200, 150) == RED
    assert pixel(canvas, 5, 150) == QColor(colors().window)
    assert canvas.picture_size() is not None
    assert shelf.asked == [] or shelf.asked[0].height == round(300 * density)


def test_the_zoom_is_known_with_the_full_size(canvas: Canvas, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.sizes["a"] = (1600, 1200)
    show(canvas, "a")
    shelf.deliver()
    assert canvas.zoom() is None
    qtbot.waitUntil(lambda: bool(shelf.asked))
    shelf.deliver()
    assert canvas.zoom() == pytest.approx(canvas.devicePixelRatioF() / 4)
    assert canvas.view == FIT


def test_zooming_before_the_size_is_known_keeps_the_part_in_view(canvas: Canvas, shelf: Shelf) -> None:
    shelf.sizes["a"] = (1600, 1200)
    show(canvas, "a")
    shelf.deliver()
    wheel(canvas, QPointF(100, 100), 3)
    before = canvas._stage().target(canvas.view)  # type: ignore[union-attr]
    assert [key.width for key in shelf.asked] == [FULL_SIDE]
    shelf.deliver()
    assert canvas.natural == Size(1600, 1200)
    assert canvas._stage().target(canvas.view) == pytest.approx(before, abs=1)  # type: ignore[union-attr]


def test_the_wheel_zooms_at_the_pointer_and_says_so(canvas: Canvas, shelf: Shelf, qtbot: QtBot) -> None:
    show(canvas, "a")
    shelf.deliver()
    with qtbot.waitSignal(canvas.view_changed) as changed:
        wheel(canvas, QPointF(200, 0), 2)
    assert changed.args is not None
    view = changed.args[0]
    assert view.y < 0.5
    wheel(canvas, QPointF(200, 0), -5)
    assert canvas.view == FIT


def test_dragging_pans_and_the_cursor_shows_that_it_can(canvas: Canvas, shelf: Shelf) -> None:
    show(canvas, "a")
    shelf.deliver()
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor
    canvas.actual_size()
    shelf.deliver()
    assert canvas.cursor().shape() == Qt.CursorShape.OpenHandCursor
    before = canvas.view
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert canvas.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(200, 150),
        canvas.mapToGlobal(QPointF(200, 150)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(canvas, move)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert canvas.view.y == pytest.approx(before.y + 50 * canvas.devicePixelRatioF() / 1024)


def test_a_double_click_goes_to_actual_size_and_back(canvas: Canvas, shelf: Shelf) -> None:
    show(canvas, "a")
    shelf.deliver()
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    shelf.deliver()
    assert canvas.view.zoom is not None
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert canvas.view == FIT


def test_the_picture_before_stays_until_the_next_has_come_but_not_for_long(
    canvas: Canvas, shelf: Shelf, qtbot: QtBot
) -> None:
    show(canvas, "a")
    shelf.deliver()
    show(canvas, "b")
    assert pixel(canvas, 200, 150) == RED
    qtbot.waitUntil(lambda: pixel(canvas, 200, 150) == QColor(colors().skeleton))
    shelf.deliver()
    assert pixel(canvas, 200, 150) == RED


def test_nothing_flashes_before_the_skeleton(canvas: Canvas) -> None:
    show(canvas, "a")
    assert pixel(canvas, 200, 150) == QColor(colors().window)


def test_a_broken_picture_is_no_skeleton(canvas: Canvas, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.broken["a"] = "Not found"
    show(canvas, "a")
    shelf.deliver()
    qtbot.wait(200)
    assert canvas.broken == "Not found"
    assert pixel(canvas, 200, 250) == QColor(colors().window)


def test_the_view_is_kept_when_asked_for(canvas: Canvas, shelf: Shelf) -> None:
    show(canvas, "a")
    shelf.deliver()
    canvas.actual_size()
    shelf.deliver()
    canvas.pan(0, -1)
    view = canvas.view
    show(canvas, "b", keep_view=True)
    shelf.deliver()
    assert canvas.view == view
    show(canvas, "c")
    assert canvas.view == FIT


def test_following_another_canvas_is_no_turn_of_the_person(canvas: Canvas, shelf: Shelf, qtbot: QtBot) -> None:
    show(canvas, "a")
    shelf.deliver()
    canvas.actual_size()
    shelf.deliver()
    with qtbot.assertNotEmitted(canvas.view_changed):
        canvas.follow(View(1.0, 0.4, 0.4), Size(1536, 2048))
    assert canvas.view == View(2.0, 0.4, 0.4)


def test_actual_size_waits_for_the_size_of_the_picture(canvas: Canvas, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.sizes["a"] = (1600, 1200)
    show(canvas, "a")
    shelf.deliver()
    canvas.actual_size()
    assert canvas.view == FIT
    with qtbot.waitSignal(canvas.view_changed):
        shelf.deliver()
    assert canvas.zoom() == 1


def test_a_hidden_canvas_asks_when_it_is_shown(qtbot: QtBot, shelf: Shelf, theme: Theme) -> None:
    canvas = Canvas(shelf)
    qtbot.addWidget(canvas)
    show(canvas, "a")
    assert shelf.asked == []
    canvas.resize(500, 300)
    canvas.show()
    assert [key.width for key in shelf.asked] == [round(500 * canvas.devicePixelRatioF())]


def test_another_size_of_the_window_is_asked_for_once_it_rests(canvas: Canvas, shelf: Shelf, qtbot: QtBot) -> None:
    show(canvas, "a")
    shelf.deliver()
    for width in range(408, 490, 8):
        canvas.resize(width, 310)
    qtbot.waitUntil(lambda: bool(shelf.asked))
    assert [key.width for key in shelf.asked] == [round(488 * canvas.devicePixelRatioF())]


def test_focus_by_keyboard_is_seen_by_mouse_it_is_not(canvas: Canvas, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(button := QPushButton())
    layout.addWidget(canvas)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Tab)
    assert canvas.hasFocus()
    assert pixel(canvas, 0, 0) == QColor(colors().accent)
    button.setFocus()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton)
    assert canvas.hasFocus()
    assert pixel(canvas, 0, 0) == QColor(colors().window)
    canvas.setParent(None)  # the window goes with this function, the canvas with its fixture
