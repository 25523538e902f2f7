"""Long work in place: progress, cancelling, outcome."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from charstudio.domain import cancellation
from charstudio.domain.errors import RefusedError
from charstudio.ui.database.operation import Operation, Report
from charstudio.ui.work import Work


def make(qtbot: QtBot, work: Work) -> Operation:
    operation = Operation(work)
    qtbot.addWidget(operation)
    return operation


def test_it_shows_nothing_until_it_runs_and_then_the_outcome(qtbot: QtBot, work: Work) -> None:
    operation = make(qtbot, work)
    assert operation.isHidden()
    results: list[int] = []
    with qtbot.waitSignals([operation.changed, operation.changed]):
        operation.run("Counting", lambda _: 42, results.append)
        assert operation.running
        assert not operation.isHidden()
    assert results == [42]
    assert operation.isHidden()
    operation.succeed("42 were counted.")
    assert operation.outcome.words == "42 were counted."


def test_progress_comes_from_the_thread(qtbot: QtBot, work: Work) -> None:
    operation = make(qtbot, work)
    go_on = threading.Event()

    def half(report: Report) -> None:
        report("Half of it", 0.5)
        go_on.wait(10)

    operation.run("Beginning", half, lambda _: None)
    bar = operation._progress.bar
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == bar.maximum() // 2
    assert bar.accessibleName() == "Half of it"
    go_on.set()
    qtbot.waitUntil(lambda: not operation.running)


def test_a_cancelled_one_ends_when_its_thread_has(qtbot: QtBot, work: Work) -> None:
    operation = make(qtbot, work)
    begun, go_on = threading.Event(), threading.Event()

    def stubborn(_: Report) -> None:
        begun.set()
        go_on.wait(10)
        current = cancellation.current.get()
        assert current is not None
        current.check()

    operation.run("Working", stubborn, lambda _: None, "Cancelled. Nothing is left.")
    assert begun.wait(10)
    operation.cancel_button.click()
    qtbot.wait(50)
    assert operation.running
    go_on.set()
    qtbot.waitUntil(lambda: not operation.running)
    assert operation.outcome.words == "Cancelled. Nothing is left."


def test_one_that_waits_for_a_thread_is_cancelled_at_once(qtbot: QtBot, work: Work) -> None:
    go_on = threading.Event()
    for number in range(4):
        work.read(number, lambda: go_on.wait(10), lambda _: None, lambda _: None)
    operation = make(qtbot, work)
    operation.run("Working", lambda _: None, lambda _: None)
    operation.cancel_button.click()
    assert not operation.running
    go_on.set()
    qtbot.waitUntil(lambda: work.is_idle)


def test_an_error_is_shown_in_place_and_can_be_tried_again(qtbot: QtBot, work: Work) -> None:
    operation = make(qtbot, work)
    tries: list[int] = []

    def second_time(_: Report) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise RefusedError("The disk is full.", "Free some space.")
        return "done"

    results: list[str] = []
    operation.run("Working", second_time, results.append)
    qtbot.waitUntil(lambda: not operation.running)
    assert operation.outcome.words == "The disk is full. Free some space."
    operation.outcome.retried.emit()
    qtbot.waitUntil(lambda: results == ["done"])
    assert operation.outcome.isHidden()


def test_dropped_work_says_nothing(qtbot: QtBot, work: Work) -> None:
    operation = make(qtbot, work)
    results: list[int] = []
    operation.run("Working", lambda _: 1, results.append)
    operation.drop()
    qtbot.wait(50)
    assert results == []
    assert operation.isHidden()
