"""A database session of its own for long work: outside the pool, without the time-outs of interactive queries."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from psycopg import IsolationLevel

from charstudio import __version__
from charstudio.data.failures import explain
from charstudio.domain import cancellation
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import CancelledError

_CANCEL_LIMIT: Final = 2.0
_LOCK_LIMIT: Final = "30s"


@contextmanager
def one_transaction(settings: ConnectionSettings, *, snapshot: bool = False) -> Iterator[psycopg.Connection[Any]]:
    """A connection in one transaction, committed at the end of the block and rolled back on any error.

    With ``snapshot`` it only reads, all of its queries see one state of the database, and it is rolled back in any
    case. What it sets, it sets for the transaction: a pooler gives the server's session to others afterwards. Raises
    ExpectedError.
    """
    work = cancellation.current.get()
    conninfo: dict[str, Any] = {**settings.conninfo(), "application_name": f"charstudio {__version__}"}
    try:
        with psycopg.connect(**conninfo, prepare_threshold=None) as connection:
            if snapshot:
                connection.isolation_level = IsolationLevel.REPEATABLE_READ
                connection.read_only = True
            with work.calling(lambda: _cancel(connection)) if work else contextlib.nullcontext():
                _prepare(connection)
                yield connection
                if work:
                    work.check()
                if snapshot:
                    # A commit would keep, in a session that a pooler gives to others, what was set for this work.
                    connection.rollback()
    except psycopg.Error as error:
        if work is not None and work.requested:
            raise CancelledError from error
        known = explain(error, settings)
        if known is None:
            raise
        raise known from error


def _prepare(connection: psycopg.Connection[Any]) -> None:
    connection.execute(
        "SELECT set_config(name, value, true) FROM (VALUES ('TimeZone', 'UTC'), ('statement_timeout', '0'), "
        "('idle_in_transaction_session_timeout', '0'), ('transaction_timeout', '0'), ('lock_timeout', %s)) "
        "AS wanted (name, value) WHERE current_setting(name, true) IS NOT NULL",
        [_LOCK_LIMIT],
    )


def _cancel(connection: psycopg.Connection[Any]) -> None:
    try:
        connection.cancel_safe(timeout=_CANCEL_LIMIT)
    except psycopg.Error:
        # The query may have ended by itself or the server be gone: either way there is nothing left to cancel.
        return
