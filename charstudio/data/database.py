"""One database: its connections, its sessions' settings, and its errors put into words."""

from __future__ import annotations

import contextlib
import functools
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import psycopg

from charstudio import __version__
from charstudio.data.failures import explain
from charstudio.domain import cancellation
from charstudio.domain.cancellation import Cancellation
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import BusyError, CancelledError, ExpectedError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

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
        self._idle: deque[psycopg.Connection[Any]] = deque()

    @cached_property
    def _engine(self) -> Engine:
        # SQLAlchemy takes longer to import than all else does up to the first rows: they go by ``driver``.
        from charstudio.data.engine import make_engine

        return make_engine(self.settings, self._connection_of_driver, self._begin)

    @property
    def has_pool(self) -> bool:
        """Whether SQLAlchemy is at work already, so that nothing is won by ``driver``."""
        return "_engine" in vars(self)

    def _connection_of_driver(self) -> psycopg.Connection[Any]:
        """One that ``driver`` has made and no longer needs, else a new one."""
        with contextlib.suppress(IndexError):
            return self._idle.pop()
        return self._connect()

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
            connection.exec_driver_sql(self._settings_query())

    def _settings_query(self) -> str:
        settings = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in self._session.items())
        return f"SELECT {settings}"

    @contextmanager
    def driver(self) -> Iterator[psycopg.Connection[Any]]:
        """The driver's own connection, in a transaction that only reads, for what cannot wait for SQLAlchemy's import.

        The pool takes the connection over when it is made. Raises the same errors as ``read``.
        """
        work = cancellation.current.get()
        try:
            connection = self._connection_of_driver()
            try:
                connection.read_only = True
                with _cancellable(connection, work), connection.transaction():
                    if self._behind_pooler:
                        connection.execute(self._settings_query().encode())
                    yield connection
                connection.read_only = None
            except BaseException:
                connection.close()
                raise
            if self.has_pool:
                # What the pool may hold is limited, and it knows nothing of this one.
                connection.close()
            else:
                self._idle.append(connection)
        except psycopg.Error as error:
            known = self._explained(error, work)
            if known is None:
                raise
            raise known from error

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
        from sqlalchemy.exc import DBAPIError
        from sqlalchemy.exc import TimeoutError as PoolTimeoutError

        work = cancellation.current.get()
        try:
            with self._engine.connect() as connection, _cancellable(connection.connection.driver_connection, work):
                yield connection
        except PoolTimeoutError as error:
            raise BusyError(
                "All connections to the database are busy.", "Wait for the work that is under way, then try again."
            ) from error
        except (DBAPIError, psycopg.Error) as error:
            known = self._explained(error.orig if isinstance(error, DBAPIError) else error, work)
            if known is None:
                raise
            raise known from error

    def _explained(self, error: BaseException | None, work: Cancellation | None) -> ExpectedError | None:
        return CancelledError() if work is not None and work.requested else explain(error, self.settings)

    def ping(self) -> None:
        """Ask the server for a sign of life. Raises OfflineError."""
        with self.read() as connection:
            connection.exec_driver_sql("SELECT 1")

    def close(self) -> None:
        """Close all idle connections; those in use close when their work ends."""
        while self._idle:
            self._idle.pop().close()
        if self.has_pool:
            self._engine.dispose()


def _cancellable(connection: Any, work: Cancellation | None) -> AbstractContextManager[None]:
    """While the block runs, a request to cancel ``work`` cancels the connection's query."""
    if work is None:
        return contextlib.nullcontext()
    return work.calling(functools.partial(_cancel_query, connection))


def _cancel_query(connection: Any) -> None:
    try:
        connection.cancel_safe(timeout=2.0)
    except psycopg.Error:
        # The query may have ended by itself or the server be gone: either way there is nothing left to cancel.
        return
