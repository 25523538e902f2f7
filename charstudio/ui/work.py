"""Background work: the one way off the GUI thread and back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal, Slot

from charstudio.domain import cancellation
from charstudio.domain.cancellation import Cancellation
from charstudio.domain.errors import CancelledError, ExpectedError, OfflineError

_READERS: Final = 4
_Result = TypeVar("_Result")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    key: Hashable
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[ExpectedError], None]
    dropped: Callable[[Any], None] | None
    cancellation: Cancellation


@dataclass(frozen=True, slots=True)
class _Outcome:
    task: _Task
    result: Any = None
    error: Exception | None = None


class Work(QObject):
    """Runs functions in threads and calls back in the GUI thread.

    Reads run in parallel. A newer read with the same key supersedes the older one: that one's query is cancelled on the
    server and its result is dropped. ``bug`` carries exceptions that nobody expects; the reader is told as well.
    ``offline`` tells that a read failed because a server did not answer.
    """

    bug = Signal(object)
    idle = Signal()
    offline = Signal()
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
        # Cancelling takes a round trip to the server, which neither the GUI nor a reader should wait for.
        self._canceller = ThreadPoolExecutor(1, thread_name_prefix="canceller")
        self._tasks: dict[Hashable, _Task] = {}
        self._closed = False
        self._finished.connect(self._deliver)

    @property
    def is_idle(self) -> bool:
        return not self._tasks

    def read(
        self,
        key: Hashable,
        work: Callable[[], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[ExpectedError], None],
        dropped: Callable[[_Result], None] | None = None,
    ) -> None:
        """Run ``work`` in a thread, then ``done(result)`` or ``failed(error)`` here, unless superseded or cancelled.

        ``dropped`` takes, in a thread, a result that came too late and holds something that must be closed. After
        ``close`` nothing is read and nobody called.
        """
        if self._closed:
            return
        self.cancel(key)
        task = _Task(key, work, done, failed, dropped, Cancellation())
        self._tasks[key] = task
        self._readers.submit(self._run, task)

    def cancel(self, key: Hashable) -> None:
        """Drop the read with this key, if there is one, and cancel its query."""
        task = self._tasks.pop(key, None)
        if task is not None:
            self._canceller.submit(task.cancellation.request)

    def cancel_all(self) -> None:
        """Drop every read."""
        for key in list(self._tasks):
            self.cancel(key)

    def dispose(self, close: Callable[[], object]) -> None:
        """Run in a thread what must be done and nobody waits for. It is not cancelled: ``close`` waits for it."""
        if self._closed:
            _dispose(close)
        else:
            self._readers.submit(_dispose, close)

    def close(self) -> None:
        """Cancel everything and wait for the threads to end, which takes no longer than a cancelled query."""
        self.cancel_all()
        self._closed = True
        self._canceller.shutdown()
        self._readers.shutdown()
        # The event loop may never get to the last results, and some of them must be closed.
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def _run(self, task: _Task) -> None:
        cancellation.current.set(task.cancellation)
        if task.cancellation.requested:
            return
        try:
            outcome = _Outcome(task, result=task.work())
        except CancelledError:
            return
        except Exception as error:  # noqa: BLE001 - a bug in the work is reported, whatever it is
            outcome = _Outcome(task, error=error)
        self._finished.emit(outcome)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        task = outcome.task
        if self._tasks.get(task.key) is not task:
            if task.dropped is not None and outcome.error is None:
                self.dispose(partial(task.dropped, outcome.result))
            return
        del self._tasks[task.key]
        if outcome.error is None:
            task.done(outcome.result)
        elif isinstance(outcome.error, ExpectedError):
            _log.info("Refused: %s", outcome.error)
            task.failed(outcome.error)
            if isinstance(outcome.error, OfflineError):
                self.offline.emit()
        else:
            _log.error("Unexpected error in background work", exc_info=outcome.error)
            self.bug.emit(outcome.error)
            task.failed(_unexpected(outcome.error))
        if self.is_idle:
            self.idle.emit()


def _dispose(close: Callable[[], object]) -> None:
    try:
        close()
    except Exception:  # noqa: BLE001 - nobody waits for it, so the log is the place to say so
        _log.exception("Something that was no longer needed could not be closed")


def _unexpected(error: Exception) -> ExpectedError:
    return ExpectedError(
        f"Something went wrong inside CharStudio ({type(error).__name__}).",
        "Nothing was changed. Copy the details from the log file (Help, About) and send them to the team.",
    )
