"""Notices that the server has gone and that it is back, without the person doing anything."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from charstudio.domain.errors import ExpectedError
from charstudio.ui.work import Work

if TYPE_CHECKING:
    from charstudio.services.library import Library

_HEARTBEAT_MS: Final = 2_000
_FIRST_RETRY_MS: Final = 250
_LONGEST_RETRY_MS: Final = 900
"""Below a second, so that the window carries on within a second of the server's return."""


class ConnectionWatch(QObject):
    """Asks the server for a sign of life every two seconds, and at once when a read has failed.

    ``lost`` carries the error of a connection that was there before, ``retrying`` the milliseconds until the next try,
    ``restored`` tells that it is back: then what was shown is to be read again.
    """

    lost = Signal(object)
    retrying = Signal(int)
    restored = Signal()

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._library: Library | None = None
        self._failures = 0
        self._suspected = False
        self._asking = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        work.offline.connect(self.check_now)

    def watch(self, library: Library | None) -> None:
        """Watch this library's server from now on; None watches nothing."""
        self._library = library
        self._failures = 0
        self._suspected = self._asking = False
        self._work.cancel(self)
        self._timer.stop()
        if library is not None:
            self._timer.start(_HEARTBEAT_MS)

    def check_now(self) -> None:
        """A read has failed: see whether the server is there at all."""
        if self._library is not None and self._failures == 0:
            # Something on screen is an error now, even if the server is back before anybody noticed.
            self._suspected = True
            if not self._asking:
                self._ask()

    def _ask(self) -> None:
        library = self._library
        if library is not None:
            self._timer.stop()
            self._asking = True
            self._work.read(self, library.revive, lambda _: self._answered(), self._failed)

    def _answered(self) -> None:
        self._asking = False
        was_lost = self._failures > 0 or self._suspected
        self._failures, self._suspected = 0, False
        self._timer.start(_HEARTBEAT_MS)
        if was_lost:
            self.restored.emit()

    def _failed(self, error: ExpectedError) -> None:
        self._asking = False
        self._failures += 1
        if self._failures == 1:
            self.lost.emit(error)
        # Jitter: after an outage a whole team's windows must not come back in the same instant.
        wait = min(_FIRST_RETRY_MS * 2 ** (self._failures - 1), _LONGEST_RETRY_MS)
        wait = round(wait * random.uniform(0.7, 1.0))
        self._timer.start(wait)
        self.retrying.emit(wait)
