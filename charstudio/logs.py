"""The log: a rotating file in the user's log folder, without secrets.

CharStudio's own loggers write at the chosen level, all others from WARNING on. Uncaught exceptions of every thread
end up in it. Where the file cannot be written, the log goes to stderr instead; logging never stops the program.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import time
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

from charstudio import folders
from charstudio.domain.errors import ExpectedError

FILE_NAME: Final = "charstudio.log"
FILE_BYTES: Final = 1_000_000
OLDER_FILES: Final = 4
"""Five files in all, with the one being written."""

_FORMAT: Final = "%(asctime)s.%(msecs)03dZ %(levelname)-8s [%(threadName)s] %(name)s: %(message)s"
_TIME_FORMAT: Final = "%Y-%m-%dT%H:%M:%S"

_HIDDEN: Final = "***"
_SECRETS: Final = (
    # scheme://user:password@host. Up to the last @ of the word: people paste passwords with unescaped @ and /.
    (re.compile(r"(://[^\s:/?#@]*:)\S*(?=@)"), rf"\1{_HIDDEN}"),
    (re.compile(r"""(?i)(authorization\\*["']?[ \t]*[=:][ \t]*["']?)(?:\w+[ \t]+)?\S+"""), rf"\1{_HIDDEN}"),
    (re.compile(r"(?i)\b(bearer[ \t]+)\S+"), rf"\1{_HIDDEN}"),
    (
        re.compile(
            r"""(?ix) ( (?: password | passwd | pwd | passphrase | secret | token | api[_-]?key ) [\w-]{0,24}
            \\*["']? [ \t]* [=:] [ \t]* ) (?: "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' | \S+ )"""
        ),
        rf"\1{_HIDDEN}",
    ),
    # A JSON Web Token, wherever it stands.
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*"), _HIDDEN),
)

_log = logging.getLogger(__name__)


def redact(text: str) -> str:
    """``text`` without the passwords in addresses, values of ``password=`` and the like, and bearer tokens."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


class RedactingFormatter(logging.Formatter):
    """One line with the time in UTC, level, thread and logger; then the traceback. Redacted as a whole.

    Working on the finished text, and not on the record, it sees the arguments where they ended up and changes
    nothing for other handlers.
    """

    def __init__(self) -> None:
        super().__init__(_FORMAT, _TIME_FORMAT)
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class _LogFile(RotatingFileHandler):
    """A rotating file that takes its own failures calmly."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=FILE_BYTES, backupCount=OLDER_FILES, encoding="utf-8")
        self._complained = False

    def doRollover(self) -> None:  # noqa: N802 (the base class's name)
        try:
            super().doRollover()
        except OSError:
            # On Windows a file that a second CharStudio has open cannot be renamed. Trying again with each record
            # would push the older files out one by one, so this process goes on in the file it has.
            self.maxBytes = 0
            if self.stream is None:
                self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (the base class's name)
        # The inherited method prints the record's arguments as they are, secrets and all, for each record anew.
        if not self._complained:
            self._complained = True
            _say(f"CharStudio cannot write its log {self.baseFilename}: {sys.exc_info()[1]}")


_handler: logging.Handler | None = None


def start(level: int = logging.INFO) -> Path | None:
    """Log to the file from now on and return its path; None when it cannot be written and stderr takes its place.

    ``level`` is for CharStudio's own loggers. Starting again replaces what was started before. Raises nothing.
    """
    global _handler
    stop()
    handler: logging.Handler
    path: Path | None = None
    failure: Exception | None = None
    try:
        path = folders.log_folder() / FILE_NAME
        handler = _LogFile(path)
    except (ExpectedError, OSError) as error:
        path, failure = None, error
        # A Windows program without a console has no stderr at all.
        handler = logging.NullHandler() if sys.stderr is None else logging.StreamHandler()
    handler.setFormatter(RedactingFormatter())
    logging.getLogger().addHandler(handler)
    logging.getLogger("charstudio").setLevel(level)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    _handler = handler
    if failure is not None:
        _log.warning("The log is not kept in a file. %s", failure)
    return path


def stop() -> None:
    """Close the log and give Python its own exception hooks back. Does nothing when it was not started."""
    global _handler
    if _handler is None:
        return
    logging.getLogger().removeHandler(_handler)
    logging.getLogger("charstudio").setLevel(logging.NOTSET)
    # Closing writes what is left; a disk that is full was complained about when it filled up.
    with suppress(OSError, ValueError):
        _handler.close()
    _handler = None
    sys.excepthook = sys.__excepthook__
    threading.excepthook = threading.__excepthook__


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _log.critical("Uncaught exception", exc_info=(kind, error, trace))
    _show(error, trace)


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if issubclass(args.exc_type, SystemExit):
        return
    error = args.exc_value if args.exc_value is not None else args.exc_type()
    name = args.thread.name if args.thread is not None else "a thread that is gone"
    _log.critical("Uncaught exception in %s", name, exc_info=(args.exc_type, error, args.exc_traceback))
    _show(error, args.exc_traceback)


def _show(error: BaseException, trace: TracebackType | None) -> None:
    """On stderr too, where a developer looks first; not twice when the log itself goes there."""
    if isinstance(_handler, _LogFile):
        _say("".join(traceback.format_exception(type(error), error, trace)).rstrip())


def _say(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"{redact(text)}\n")
