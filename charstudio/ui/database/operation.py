"""One piece of long work at a time, with its progress, its cancelling and its outcome in place."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from charstudio.domain.errors import ExpectedError
from charstudio.ui.database.parts import Outcome, button, leave_focus
from charstudio.ui.forms.notice import ProgressLine
from charstudio.ui.states import State, error_state
from charstudio.ui.theme import tokens
from charstudio.ui.work import Work

Report = Callable[[str, float], None]
"""Told what is being done and how much of it is done, from 0 to 1; in the thread that works."""

_TOLD_EVERY: Final = 0.1
"""Seconds. Work may report every picture; nobody reads faster than this, and the window has its drawing to do."""

_Result = TypeVar("_Result")


class Operation(QWidget):
    """Shows nothing until it runs. ``changed`` is sent when it begins and when it has come to its end in any way.

    A cancelled one has ended only when its thread is done with it: what it changed or left can be read then.
    """

    changed = Signal()
    _reported = Signal(int, str, float)
    _left = Signal(int)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._number = 0
        self._running = self._cancelling = False
        self._begun = 0
        self._cancelled = ""
        self._again: Callable[[], None] | None = None
        self._progress = ProgressLine()
        self.cancel_button = button("Cancel", "x")
        self.cancel_button.clicked.connect(self.cancel)
        self.outcome = Outcome()
        self.outcome.retried.connect(self._retry)
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_16)
        row.addWidget(self._progress, 1)
        row.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        column.addWidget(self.outcome)
        self._reported.connect(self._show_progress)
        self._left.connect(self._thread_left)
        self._row.hide()
        self.hide()

    @property
    def running(self) -> bool:
        return self._running

    def run(
        self,
        words: str,
        work: Callable[[Report], _Result],
        done: Callable[[_Result], None],
        cancelled: str = "Cancelled. Nothing was changed.",
        failed: Callable[[ExpectedError], bool] | None = None,
    ) -> None:
        """Run ``work`` in a thread, under ``words`` until it reports itself.

        ``failed`` may show an error itself, and says so by True. ``cancelled`` is said when it was cancelled.
        """
        self._number += 1
        number = self._number
        self._cancelled, self._cancelling = cancelled, False
        self._again = lambda: self.run(words, work, done, cancelled, failed)
        self._running = True
        self.outcome.hide()
        self.cancel_button.setEnabled(True)
        self._progress.show_progress(words, None)
        self._row.show()
        self.show()

        last = 0.0

        def tell(what: str, share: float) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= _TOLD_EVERY:
                last = now
                self._reported.emit(number, what, share)

        def runs() -> _Result:
            self._begun = number
            try:
                return work(tell)
            finally:
                self._left.emit(number)

        def finish(result: _Result) -> None:
            self._end()
            done(result)

        def fail(error: ExpectedError) -> None:
            self._end()
            if failed is None or not failed(error):
                self.say(error_state(error))

        leave_focus(self)
        self._work.read(self, runs, finish, fail)
        self.changed.emit()

    def say(self, state: State) -> None:
        """Show an outcome."""
        self.outcome.show_state(state)
        self.show()

    def succeed(self, words: str) -> None:
        self.say(State("check-circle-fill", "", words, tone="good"))

    def cancel(self) -> None:
        """Ask the work to stop; it ends when its thread has."""
        if self._running and not self._cancelling:
            self._cancelling = True
            self.cancel_button.setEnabled(False)
            self._progress.show_progress("Cancelling", None)
            self._work.cancel(self)
            if self._begun != self._number:
                # It was still waiting for a thread, and gets none any more.
                self._thread_left(self._number)

    def drop(self) -> None:
        """Stop the work and forget its outcome: the library it was for is left."""
        self._work.cancel(self)
        self._number += 1
        self._running = self._cancelling = False
        self.outcome.hide()
        self._row.hide()
        self.hide()

    def _retry(self) -> None:
        if self._again is not None:
            self._again()

    def _end(self) -> None:
        self._running = False
        self._row.hide()
        self.hide()
        self.changed.emit()

    @Slot(int, str, float)
    def _show_progress(self, number: int, what: str, share: float) -> None:
        if number == self._number and self._running and not self._cancelling:
            self._progress.show_progress(what, share if share >= 0 else None)

    @Slot(int)
    def _thread_left(self, number: int) -> None:
        if number == self._number and self._cancelling:
            self._end()
            self.say(State("stop-circle", "", self._cancelled))
