"""One database: its engine, its sessions' settings, and its errors put into words."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

from charstudio import __version__
from charstudio.data.failures import explain
from charstudio.data.tables import PLATFORM_SCHEMA
from charstudio.domain import cancellation
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import BusyError, CancelledError

STATEMENT_TIMEOUT_MS: Final = 60_000
"""The longest that one interactive query may take, unless the connection string says otherwise."""
LOCK_TIMEOUT_MS: Final = 5_000
_SIGNS_OF_LIFE: Final = {
    "keepalives_idle": "3",
    "keepalives_interval": "1",
    "keepalives_count": "2",
    "tcp_user_timeout": "3000",
}
"""libpq's parameters by which a server that vanished from the network is noticed within seconds, not hours."""


class Database:
    """A pool of connections to one database. Safe to use from any thread.

    Sessions are in UTC, with time-outs on statements and locks. Directly connected, that is said once, when a
    connection starts. Behind a transaction-mode pooler, where start-up options are lost and SET leaks to other clients,
    it is said with SET LOCAL at the start of each transaction. ``read_only`` is said the same way, so that the server
    refuses every write.
    """

    def __init__(self, settings: ConnectionSettings, *, read_only: bool = False) -> None:
        self.settings = settings
        self._behind_pooler = settings.transaction_pooler
        self._session = {
            "TimeZone": "UTC",
            "statement_timeout": str(settings.statement_timeout_ms or STATEMENT_TIMEOUT_MS),
            "lock_timeout": str(LOCK_TIMEOUT_MS),
        }
        if read_only:
            # The default counts for transactions that begin later, which behind a pooler are somebody else's.
            self._session["transaction_read_only" if self._behind_pooler else "default_transaction_read_only"] = "on"
        self._engine = self._create_engine()

    def _create_engine(self) -> Engine:
        engine = create_engine(
            URL.create("postgresql+psycopg"),
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=self.settings.pool_size,
            max_overflow=0,
            pool_timeout=self.settings.pool_timeout,
            # Values of rows must not get into logs or tracebacks through a statement's parameters.
            hide_parameters=True,
        )
        if self.settings.schema != PLATFORM_SCHEMA:
            engine = engine.execution_options(schema_translate_map={PLATFORM_SCHEMA: self.settings.schema})
        event.listen(engine, "begin", self._begin)
        event.listen(engine, "before_cursor_execute", _check_cancellation)
        return engine

    def _connect(self) -> psycopg.Connection[Any]:
        conninfo: dict[str, Any] = {
            **({} if self.settings.is_local else _SIGNS_OF_LIFE),
            **self.settings.conninfo(),
            "application_name": f"charstudio {__version__}",
        }
        if not self._behind_pooler:
            ours = " ".join(f"-c {name}={value}" for name, value in self._session.items())
            conninfo["options"] = f"{ours} {conninfo.get('options', '')}".strip()
        # Prepared statements get generic plans after five runs, and such a plan has not seen the search pattern.
        return psycopg.connect(**conninfo, prepare_threshold=None)

    def _begin(self, connection: Connection) -> None:
        if self._behind_pooler:
            settings = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in self._session.items())
            connection.exec_driver_sql(f"SELECT {settings}")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading. Several statements in it may see different states of the database.

        Raises OfflineError, BusyError, RefusedError or CancelledError, each with its sentence.
        """
        with self._connection() as connection:
            if not self._behind_pooler:
                # Saves the round trips of BEGIN and ROLLBACK.
                connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in one transaction, committed at the end of the block and rolled back on any error.

        Raises OfflineError, BusyError, RefusedError or CancelledError, each with its sentence.
        """
        with self._connection() as connection, connection.begin():
            yield connection

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        work = cancellation.current.get()
        try:
            with self._engine.connect() as connection:
                if work is None:
                    yield connection
                    return
                with work.calling(functools.partial(_cancel_query, connection.connection.driver_connection)):
                    yield connection
        except PoolTimeoutError as error:
            raise BusyError(
                "All connections to the database are busy.", "Wait for the work that is under way, then try again."
            ) from error
        except (DBAPIError, psycopg.Error) as error:
            if work is not None and work.requested:
                raise CancelledError from error
            driver_error = error.orig if isinstance(error, DBAPIError) else error
            known = explain(driver_error, self.settings)
            if known is None:
                raise
            raise known from error

    def ping(self) -> None:
        """Ask the server for a sign of life. Raises OfflineError."""
        with self.read() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """Close all idle connections; those in use close when their work ends."""
        self._engine.dispose()


def _check_cancellation(*_: Any) -> None:
    # A request that came between two queries had nothing to cancel on the server.
    work = cancellation.current.get()
    if work is not None:
        work.check()


def _cancel_query(connection: Any) -> None:
    try:
        connection.cancel_safe(timeout=2.0)
    except psycopg.Error:
        # The query may have ended by itself or the server be gone: either way there is nothing left to cancel.
        return
