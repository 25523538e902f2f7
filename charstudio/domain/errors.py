"""The errors a person can meet in ordinary use. Anything else that is raised is a bug.

Each carries a sentence that says what happened and one that says what to do next, so that the window and
the command line show the same words.
"""

from __future__ import annotations


class ExpectedError(Exception):
    """Something outside CharStudio's control went wrong, in a way that is understood.

    ``what`` is a full sentence about what happened, ``remedy`` a full sentence about what to do next. Neither may
    hold a secret: both are shown, copied and logged.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".strip()


class BadInputError(ExpectedError):
    """What a person typed or configured cannot be used as it is."""


class OfflineError(ExpectedError):
    """A server or the network does not answer."""


class BusyError(ExpectedError):
    """The server answers, but not in time: a query took too long, a row is locked, all connections are in use."""


class RefusedError(ExpectedError):
    """The server, the database or the file system says no: a wrong password, a missing privilege, a full disk."""


class UnusableDatabaseError(ExpectedError):
    """The database answers, but CharStudio cannot work on it: too old, or without the platform's tables."""


class MissingPartError(ExpectedError):
    """An optional part of CharStudio, of Qt or of the machine is not there."""


class CancelledError(ExpectedError):
    """The work was cancelled on request; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("The work was cancelled.", "Nothing was changed.")
