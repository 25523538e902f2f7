"""A request to stop work, passed to whatever the current thread is doing.

The one who starts the work holds the ``Cancellation``; the layer that can stop (a query, a download) registers a
callback while it is busy. It travels in a context variable, so the functions in between need no parameter for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from charstudio.domain.errors import CancelledError


class Cancellation:
    """Asked for once, for good; safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[], None]] = []
        self._requested = threading.Event()

    @property
    def requested(self) -> bool:
        return self._requested.is_set()

    def request(self) -> None:
        """Ask the work to stop. Callbacks run in the calling thread, each once, and may take as long as a round trip.

        The work does not leave its block while a callback runs: a connection must not go to somebody else while the
        order to cancel its query is under way.
        """
        self._requested.set()
        with self._lock:
            for callback in self._callbacks:
                callback()
            self._callbacks.clear()

    def check(self) -> None:
        """Raise CancelledError when a stop was asked for."""
        if self.requested:
            raise CancelledError

    @contextmanager
    def calling(self, callback: Callable[[], None]) -> Iterator[None]:
        """While the block runs, a request calls ``callback``. Raises CancelledError at once if it came before."""
        with self._lock:
            if self._requested.is_set():
                raise CancelledError
            self._callbacks.append(callback)
        try:
            yield
        finally:
            with self._lock:
                if callback in self._callbacks:
                    self._callbacks.remove(callback)


current: ContextVar[Cancellation | None] = ContextVar("charstudio_cancellation", default=None)
"""The cancellation of the work that runs in this thread, if it can be cancelled at all."""
