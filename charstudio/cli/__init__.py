"""The command line."""

from __future__ import annotations

import sys
from collections.abc import Callable

from charstudio.domain.errors import ExpectedError

USAGE_ERROR = 2


def main() -> int:
    """The program's entry point: the window, or a command. Returns the exit code."""
    if len(sys.argv) == 1:
        # The way that most starts take: the command line's own machinery is not worth the wait.
        from charstudio.cli.window import open_window

        return guarded(open_window)
    from charstudio.cli.commands import run

    return guarded(run)


def guarded(command: Callable[[], int]) -> int:
    """Run a command; an expected error becomes its sentence on stderr and exit code 2, without a traceback."""
    try:
        return command()
    except ExpectedError as error:
        sys.stderr.write(f"charstudio: {error}\n")
        return USAGE_ERROR
