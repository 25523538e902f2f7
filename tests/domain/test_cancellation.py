from __future__ import annotations

import threading
from contextvars import copy_context

import pytest

from charstudio.domain.cancellation import Cancellation, current
from charstudio.domain.errors import CancelledError


def test_work_that_nobody_cancels_goes_on() -> None:
    work = Cancellation()
    calls: list[int] = []
    work.check()
    with work.calling(lambda: calls.append(1)):
        pass
    assert not work.requested
    assert calls == []


def test_a_request_calls_everybody_once() -> None:
    work = Cancellation()
    calls: list[str] = []
    with work.calling(lambda: calls.append("outer")), work.calling(lambda: calls.append("inner")):
        work.request()
        work.request()
    assert calls == ["outer", "inner"]
    with pytest.raises(CancelledError):
        work.check()


def test_after_its_block_a_callback_is_forgotten() -> None:
    work = Cancellation()
    calls: list[int] = []
    with work.calling(lambda: calls.append(1)):
        pass
    work.request()
    assert calls == []


def test_a_block_that_begins_too_late_does_not_begin() -> None:
    work = Cancellation()
    work.request()
    with pytest.raises(CancelledError), work.calling(lambda: None):
        pytest.fail("the block ran")


def test_a_failing_block_forgets_its_callback_too() -> None:
    work = Cancellation()
    calls: list[int] = []
    with pytest.raises(ZeroDivisionError), work.calling(lambda: calls.append(1)):
        _ = 1 / 0
    work.request()
    assert calls == []


def test_the_block_does_not_end_while_its_callback_runs() -> None:
    """The connection must not go to somebody else while the order to cancel its query is under way."""
    work = Cancellation()
    begun, may_end = threading.Event(), threading.Event()
    order: list[str] = []

    def callback() -> None:
        begun.set()
        may_end.wait(5)
        order.append("callback")

    requester = threading.Thread(target=work.request)
    with work.calling(callback):
        requester.start()
        assert begun.wait(5)
        release = threading.Timer(0.05, may_end.set)
        release.start()
    order.append("block")
    requester.join()
    release.join()
    assert order == ["callback", "block"]


def test_each_context_has_its_own() -> None:
    work = Cancellation()
    context = copy_context()
    context.run(current.set, work)
    assert context.run(current.get) is work
    assert current.get() is None
