"""The states that panels show in place of their content."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from charstudio.domain.errors import (
    CancelledError,
    ExpectedError,
    MissingPartError,
    OfflineError,
    RefusedError,
    UnusableDatabaseError,
)
from charstudio.ui.states import (
    RETRY,
    PanelStack,
    Skeleton,
    State,
    StatePanel,
    card_shapes,
    error_state,
    paint_skeleton,
    row_shapes,
)
from charstudio.ui.theme import tokens

EMPTY = State("users-three", "No characters yet", "Make the first one.", "New character")


def buttons(widget: QWidget) -> list[str]:
    return [button.text() for button in widget.findChildren(QPushButton) if button.isVisibleTo(widget)]


def test_a_state_has_title_sentence_and_one_action(qtbot: QtBot) -> None:
    panel = StatePanel(EMPTY)
    qtbot.addWidget(panel)
    assert [label.text() for label in panel.findChildren(QLabel)] == [EMPTY.title, EMPTY.text]
    assert buttons(panel) == ["New character"]
    assert panel.accessibleName() == EMPTY.title
    with qtbot.waitSignal(panel.acted):
        QTest.mouseClick(panel.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)


def test_without_an_action_there_is_no_button(qtbot: QtBot) -> None:
    panel = StatePanel(State("funnel-simple", "Nothing found", "Try without “dragon”."))
    qtbot.addWidget(panel)
    assert buttons(panel) == []


def test_an_expected_error_speaks_for_itself() -> None:
    state = error_state(OfflineError("The server does not answer.", "Check your network."))
    assert state.title == "No connection"
    assert state.text == "The server does not answer. Check your network."
    assert state.action == RETRY


def test_the_kinds_of_error_look_different_and_can_be_drawn(qtbot: QtBot) -> None:
    errors: list[Exception] = [
        kind("What.", "Remedy.")
        for kind in (ExpectedError, OfflineError, RefusedError, UnusableDatabaseError, MissingPartError)
    ]
    states = [error_state(error) for error in [*errors, CancelledError(), ValueError()]]
    assert len({state.icon for state in states}) == len(states)
    panel = StatePanel()
    qtbot.addWidget(panel)
    for state in states:
        panel.set_state(state)
        assert not panel.grab().isNull()


def test_a_fault_shows_no_traceback_but_copies_one_without_secrets(qtbot: QtBot) -> None:
    try:
        raise ValueError("postgresql://app:s3cret@db")
    except ValueError as error:
        state = error_state(error, retry=False)
    assert "Traceback" not in state.text
    panel = StatePanel(state)
    qtbot.addWidget(panel)
    assert buttons(panel) == ["Copy details"]
    copy = next(button for button in panel.findChildren(QPushButton) if button.text() == "Copy details")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "Traceback" in copied
    assert "ValueError" in copied
    assert "s3cret" not in copied
    assert copy.text() == "Copied"


@pytest.fixture
def stack(qtbot: QtBot) -> PanelStack:
    stack = PanelStack(QLabel("content"))
    qtbot.addWidget(stack)
    return stack


def test_a_quick_answer_shows_no_skeleton(stack: PanelStack, qtbot: QtBot) -> None:
    stack.show_loading()
    assert stack.currentWidget() is stack.content
    stack.show_content()
    qtbot.wait(tokens.SKELETON_AFTER_MS + 60)
    assert stack.currentWidget() is stack.content


def test_a_slow_answer_shows_the_skeleton_then_the_content(stack: PanelStack, qtbot: QtBot) -> None:
    stack.show_loading()
    qtbot.waitUntil(lambda: isinstance(stack.currentWidget(), Skeleton))
    stack.show_content()
    assert stack.currentWidget() is stack.content


def test_asking_again_does_not_put_the_skeleton_off(stack: PanelStack, qtbot: QtBot) -> None:
    for _ in range(5):
        stack.show_loading()
        qtbot.wait(tokens.SKELETON_AFTER_MS // 3)
    assert isinstance(stack.currentWidget(), Skeleton)


def test_the_action_of_a_state_comes_through(stack: PanelStack, qtbot: QtBot) -> None:
    stack.show_state(EMPTY)
    panel = stack.currentWidget()
    assert isinstance(panel, StatePanel)
    with qtbot.waitSignal(stack.acted):
        panel.acted.emit()


def test_a_long_state_asks_for_no_more_room_than_the_content(stack: PanelStack) -> None:
    before = stack.minimumSizeHint()
    stack.show_state(State("bug", "A title " * 20, "A sentence of some length. " * 40, RETRY))
    assert stack.minimumSizeHint() == before


@pytest.mark.parametrize("shapes", [row_shapes, card_shapes])
def test_skeletons_fill_the_place_and_do_not_leave_it_sideways(shapes: object) -> None:
    for size in (QSize(340, 600), QSize(560, 900)):
        rects = [rect for rect, _ in shapes(size)]  # type: ignore[operator]
        assert rects
        assert max(rect.right() for rect in rects) <= size.width()
        assert max(rect.bottom() for rect in rects) > size.height() * 0.9


def test_a_skeleton_shape_is_painted_in_the_token(qtbot: QtBot) -> None:
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_skeleton(painter, QRectF(0, 0, 20, 20), 4)
    painter.end()
    assert image.pixelColor(10, 10).name().upper() in (tokens.LIGHT.skeleton, tokens.DARK.skeleton)
    assert image.pixelColor(0, 0).alpha() < 128
