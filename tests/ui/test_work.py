"""Background work: what comes back, what is dropped, and where it runs."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from pytestqt.qtbot import QtBot

from charstudio.domain import cancellation
from charstudio.domain.cancellation import Cancellation
from charstudio.domain.errors import CancelledError, ExpectedError, OfflineError
from charstudio.ui.work import Work

LIMIT = 10.0


class Gate:
    """Work that waits inside its thread until the test lets it go on, as a slow query does."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self._open = threading.Event()
        self.cancelled = False

    def work(self) -> str:
        self.entered.set()
        current = cancellation.current.get()
        assert current is not None
        with current.calling(self._cancel):
            assert self._open.wait(LIMIT)
        if self.cancelled:
            raise CancelledError
        return "slow"

    def stubborn(self) -> str:
        """Like work that cannot be cancelled."""
        self.entered.set()
        assert self._open.wait(LIMIT)
        return "slow"

    def let_go(self) -> None:
        self._open.set()

    def _cancel(self) -> None:
        self.cancelled = True
        self._open.set()


class Answers:
    """Collects what comes back, with the thread in which it came."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[ExpectedError] = []
        self.dropped: list[object] = []
        self.threads: set[threading.Thread] = set()

    def done(self, result: object) -> None:
        self.threads.add(threading.current_thread())
        self.results.append(result)

    def failed(self, error: ExpectedError) -> None:
        self.threads.add(threading.current_thread())
        self.errors.append(error)

    def drop(self, result: object) -> None:
        self.dropped.append(result)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.let_go()


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=int(LIMIT * 1000))


def test_a_result_comes_back_in_the_gui_thread_from_another(qtbot: QtBot, work: Work, answers: Answers) -> None:
    work.read("a", threading.current_thread, answers.done, answers.failed)
    assert not work.is_idle
    wait(qtbot, lambda: work.is_idle)
    assert answers.results != [threading.main_thread()]
    assert answers.threads == {threading.main_thread()}


def test_an_expected_error_goes_to_the_reader(qtbot: QtBot, work: Work, answers: Answers) -> None:
    error = OfflineError("The server does not answer.", "Try again.")

    def read() -> None:
        raise error

    work.bug.connect(lambda _: pytest.fail("an expected error is no bug"))
    work.read("a", read, answers.done, answers.failed)
    wait(qtbot, lambda: bool(answers.errors))
    assert answers.errors == [error]
    assert answers.threads == {threading.main_thread()}


def test_a_bug_is_reported_as_such_and_told_to_the_reader_as_a_sentence(
    qtbot: QtBot, work: Work, answers: Answers, caplog: pytest.LogCaptureFixture
) -> None:
    bugs: list[Exception] = []
    work.bug.connect(bugs.append)

    def read() -> None:
        raise ZeroDivisionError("17 / 0")

    with caplog.at_level(logging.ERROR, "charstudio.ui.work"):
        work.read("a", read, answers.done, answers.failed)
        wait(qtbot, lambda: bool(answers.errors))
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]
    assert "ZeroDivisionError" in answers.errors[0].what
    assert "17" not in str(answers.errors[0])
    assert caplog.records[0].exc_info is not None


def test_a_newer_read_supersedes_and_cancels_the_older_one(
    qtbot: QtBot, work: Work, answers: Answers, gate: Gate
) -> None:
    work.read("a", gate.work, answers.done, answers.failed)
    assert gate.entered.wait(LIMIT)
    work.read("a", lambda: "new", answers.done, answers.failed)
    wait(qtbot, lambda: work.is_idle and gate.cancelled)
    assert answers.results == ["new"]
    assert answers.errors == []


def test_a_superseded_read_that_cannot_be_cancelled_is_not_heard(
    qtbot: QtBot, work: Work, answers: Answers, gate: Gate
) -> None:
    work.read("a", gate.stubborn, answers.done, answers.failed)
    assert gate.entered.wait(LIMIT)
    work.read("a", lambda: "new", answers.done, answers.failed)
    wait(qtbot, lambda: work.is_idle)
    gate.let_go()
    work.close()
    qtbot.wait(0)
    assert answers.results == ["new"]


def test_reads_with_different_keys_run_side_by_side(qtbot: QtBot, work: Work, answers: Answers) -> None:
    barrier = threading.Barrier(3)
    for key in ("a", "b", "c"):
        work.read(key, lambda: barrier.wait(LIMIT), answers.done, answers.failed)
    wait(qtbot, lambda: work.is_idle)
    assert sorted(answers.results) == [0, 1, 2]  # type: ignore[type-var]


def test_fifty_reads_in_a_row_give_one_answer(qtbot: QtBot, work: Work, answers: Answers) -> None:
    for number in range(50):
        work.read("a", lambda number=number: number, answers.done, answers.failed)  # type: ignore[misc]
    wait(qtbot, lambda: work.is_idle)
    assert answers.results == [49]


def test_cancelled_work_calls_nobody(qtbot: QtBot, work: Work, answers: Answers, gate: Gate) -> None:
    work.read("a", gate.work, answers.done, answers.failed)
    assert gate.entered.wait(LIMIT)
    work.cancel("a")
    work.cancel("unknown")
    assert work.is_idle
    wait(qtbot, lambda: gate.cancelled)
    work.close()
    qtbot.wait(0)
    assert answers.results == answers.errors == []


def test_idle_is_sent_when_the_last_read_has_come_back(qtbot: QtBot, work: Work, answers: Answers, gate: Gate) -> None:
    work.read("slow", gate.stubborn, answers.done, answers.failed)
    with qtbot.assertNotEmitted(work.idle):
        work.read("quick", lambda: "quick", answers.done, answers.failed)
        wait(qtbot, lambda: answers.results == ["quick"])
    with qtbot.waitSignal(work.idle):
        gate.let_go()
    assert work.is_idle


def test_a_result_that_comes_too_late_is_handed_to_be_closed(
    qtbot: QtBot, work: Work, answers: Answers, gate: Gate
) -> None:
    work.read("a", gate.stubborn, answers.done, answers.failed, dropped=answers.drop)
    assert gate.entered.wait(LIMIT)
    work.cancel("a")
    gate.let_go()
    wait(qtbot, lambda: bool(answers.dropped))
    assert answers.dropped == ["slow"]
    assert answers.results == []


def test_a_result_on_its_way_to_the_gui_is_closed_as_well(qtbot: QtBot, work: Work, answers: Answers) -> None:
    made = threading.Event()
    work.read("a", lambda: made.set() or "opened", answers.done, answers.failed, dropped=answers.drop)  # type: ignore[func-returns-value]
    assert made.wait(LIMIT)
    # The thread is done or about to be; the event loop has not delivered anything.
    work.read("a", lambda: "newer", answers.done, answers.failed, dropped=answers.drop)
    wait(qtbot, lambda: work.is_idle and bool(answers.dropped))
    assert answers.dropped == ["opened"]
    assert answers.results == ["newer"]


def test_closing_hands_over_what_nobody_will_take(qtbot: QtBot, work: Work, answers: Answers) -> None:
    made = threading.Event()
    work.read("a", lambda: made.set() or "opened", answers.done, answers.failed, dropped=answers.drop)  # type: ignore[func-returns-value]
    assert made.wait(LIMIT)
    work.close()
    assert answers.dropped == ["opened"]
    qtbot.wait(0)
    assert answers.results == []


def test_closing_cancels_waits_and_leaves_no_thread(qtbot: QtBot, answers: Answers, gate: Gate) -> None:
    before = set(threading.enumerate())
    work = Work()
    work.read("a", gate.work, answers.done, answers.failed)
    assert gate.entered.wait(LIMIT)
    work.close()
    assert gate.cancelled
    assert work.is_idle
    assert [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()] == []
    work.close()


def test_after_closing_nothing_is_read_any_more(qtbot: QtBot, answers: Answers) -> None:
    work = Work()
    work.close()
    work.read("a", lambda: "late", answers.done, answers.failed)
    work.cancel("a")
    qtbot.wait(0)
    assert work.is_idle
    assert answers.results == []


def test_work_that_waits_for_a_thread_is_not_begun_once_cancelled(qtbot: QtBot, work: Work, answers: Answers) -> None:
    begun: list[str] = []
    with _busy(work):
        work.read("waiting", lambda: begun.append("waiting"), answers.done, answers.failed)
        task = work._tasks["waiting"]
        work.cancel("waiting")
        wait(qtbot, lambda: task.cancellation.requested)
    work.close()
    assert begun == []


@contextmanager
def _busy(work: Work) -> Iterator[None]:
    """All of the readers at work."""
    gates = [Gate() for _ in range(4)]
    for number, gate in enumerate(gates):
        work.read(("busy", number), gate.stubborn, lambda _: None, lambda _: None)
    for gate in gates:
        assert gate.entered.wait(LIMIT)
    try:
        yield
    finally:
        for gate in gates:
            gate.let_go()


def test_work_knows_its_cancellation(qtbot: QtBot, work: Work, answers: Answers) -> None:
    work.read("a", cancellation.current.get, answers.done, answers.failed)
    wait(qtbot, lambda: work.is_idle)
    assert isinstance(answers.results[0], Cancellation)


def test_what_must_be_closed_is_closed_before_the_threads_end(qtbot: QtBot, answers: Answers) -> None:
    work = Work()
    threads: list[threading.Thread] = []
    with _busy(work):
        work.dispose(lambda: threads.append(threading.current_thread()))
    work.close()
    assert threads != [threading.main_thread()]
    work.dispose(lambda: threads.append(threading.current_thread()))
    assert len(threads) == 2


def test_a_fault_in_closing_is_logged(qtbot: QtBot, work: Work, caplog: pytest.LogCaptureFixture) -> None:
    def close() -> None:
        raise OSError("no such socket")

    work.dispose(close)
    work.close()
    assert "could not be closed" in caplog.text
