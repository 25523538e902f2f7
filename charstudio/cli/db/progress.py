"""How far a long command is: one line on stderr that is written over, where stderr is a terminal."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType
from typing import Final, Self

_SECONDS_BETWEEN: Final = 0.1


class ProgressLine:
    """A context manager; the line is gone at its end. Tells nothing where stderr is a file or a pipe."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = 0.0

    def tell(self, what: str, done: float | None = None) -> None:
        """Say what is being done, and how much of it is done, from 0 to 1. May be called as often as one likes."""
        now = time.monotonic()
        if not self._shown or now - self._last < _SECONDS_BETWEEN:
            return
        self._last = now
        text = what if done is None else f"{what}: {done:.0%}"
        self._write(text[: shutil.get_terminal_size().columns - 1])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._write("")

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
