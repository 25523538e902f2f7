"""Sessions, transactions and cancelled queries, on a real server."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from sqlalchemy import insert, text

from charstudio import __version__
from charstudio.data import database as module
from charstudio.data.database import Database
from charstudio.data.tables import users
from charstudio.domain import cancellation
from charstudio.domain.cancellation import Cancellation
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import BusyError, CancelledError, OfflineError, RefusedError
from tests.support.builders import MOMENT
from tests.support.postgres import PostgresServer

SLOW = text("SELECT pg_sleep(20)")


@contextmanager
def opened(settings: ConnectionSettings) -> Iterator[Database]:
    database = Database(settings)
    try:
        yield database
    finally:
        database.close()


def setting(database: Database, name: str) -> str:
    with database.read() as connection:
        return str(connection.execute(text("SELECT current_setting(:name)"), {"name": name}).scalar_one())


def test_sessions_are_in_utc_and_have_a_name_and_limits(settings: ConnectionSettings) -> None:
    with opened(settings) as database:
        assert setting(database, "TimeZone") == "UTC"
        assert setting(database, "application_name") == f"charstudio {__version__}"
        assert setting(database, "statement_timeout") == "1min"
        assert setting(database, "lock_timeout") == "5s"


def test_the_connection_string_may_set_limits_and_options(settings: ConnectionSettings) -> None:
    chosen = replace(settings, statement_timeout_ms=1500, libpq={**settings.libpq, "options": "-c work_mem=7MB"})
    with opened(chosen) as database:
        assert setting(database, "statement_timeout") == "1500ms"
        assert setting(database, "work_mem") == "7MB"
        assert setting(database, "TimeZone") == "UTC"


def test_the_database_may_have_another_time_zone(settings: ConnectionSettings, postgres_server: PostgresServer) -> None:
    with postgres_server.connect() as connection:
        name = psycopg.sql.Identifier(settings.database)
        connection.execute(psycopg.sql.SQL("ALTER DATABASE {} SET TimeZone TO 'Asia/Tokyo'").format(name))
    with opened(settings) as database:
        with database.write() as connection:
            made = connection.execute(
                insert(users).values(id="u", email="e", updated_at=MOMENT).returning(users.c.created_at)
            ).scalar_one()
        assert abs((datetime.now(UTC).replace(tzinfo=None) - made).total_seconds()) < 60


def test_nothing_is_prepared(settings: ConnectionSettings) -> None:
    with opened(replace(settings, pool_size=1)) as database, database.read() as connection:
        for _ in range(20):
            connection.execute(text("SELECT :number + 1"), {"number": 1})
        assert connection.execute(text("SELECT count(*) FROM pg_prepared_statements")).scalar_one() == 0


def test_reading_opens_no_transaction(database: Database, sql: psycopg.Connection[Any]) -> None:
    with database.read() as connection:
        connection.execute(text("SELECT 1"))
        states = sql.execute(
            "SELECT state FROM pg_stat_activity WHERE datname = %s AND application_name LIKE 'charstudio%%'",
            [database.settings.database],
        ).fetchall()
    assert states == [("idle",)]


def test_before_there_is_a_pool_the_driver_reads_alone(settings: ConnectionSettings) -> None:
    with opened(settings) as database:
        with database.driver() as driver:
            backend = driver.info.backend_pid
            assert driver.execute("SHOW TimeZone").fetchone() == ("UTC",)
            assert driver.execute("SHOW transaction_read_only").fetchone() == ("on",)
        assert not database.has_pool
        with database.write() as connection:
            # The pool has taken the connection over, and may write with it.
            assert connection.execute(text("SELECT pg_backend_pid()")).scalar_one() == backend
            connection.execute(insert(users).values(id="u", email="e", updated_at=MOMENT))
        assert database.has_pool


def test_the_driver_leaves_no_connection_beside_the_pool(
    settings: ConnectionSettings, sql: psycopg.Connection[Any]
) -> None:
    with opened(settings) as database:
        database.ping()
        with database.driver() as driver:
            backend = driver.info.backend_pid
        deadline = time.monotonic() + 5
        while sql.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s", [backend]).fetchone():
            assert time.monotonic() < deadline
            time.sleep(0.01)


def test_behind_a_pooler_the_driver_sets_for_its_transaction_only(settings: ConnectionSettings) -> None:
    with opened(replace(settings, transaction_pooler=True, statement_timeout_ms=1234)) as database:
        with database.driver() as driver:
            assert driver.execute("SHOW statement_timeout").fetchone() == ("1234ms",)
        with database.write() as connection:
            assert connection.execute(text("SHOW transaction_read_only")).scalar_one() == "off"


def test_the_drivers_errors_are_said_like_those_of_a_read(settings: ConnectionSettings) -> None:
    with opened(replace(settings, statement_timeout_ms=20)) as database:
        with pytest.raises(BusyError), database.driver() as driver:
            driver.execute("SELECT pg_sleep(30)")
        with database.driver() as driver:
            assert driver.execute("SELECT 1").fetchone() == (1,)


def test_a_write_is_committed_at_its_end(database: Database, sql: psycopg.Connection[Any]) -> None:
    with database.write() as connection:
        connection.execute(insert(users).values(id="u", email="e", updated_at=MOMENT))
        assert sql.execute("SELECT count(*) FROM users").fetchone() == (0,)
    assert sql.execute("SELECT count(*) FROM users").fetchone() == (1,)


def test_a_write_is_rolled_back_on_any_error(database: Database, sql: psycopg.Connection[Any]) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as connection:
        connection.execute(insert(users).values(id="u", email="e", updated_at=MOMENT))
        _ = 1 / 0
    assert sql.execute("SELECT count(*) FROM users").fetchone() == (0,)
    # The connection is whole again.
    database.ping()


def test_values_are_not_in_errors(database: Database) -> None:
    with pytest.raises(Exception, match="users") as caught, database.write() as connection:
        connection.execute(insert(users).values(id="u", email=None, avatar="value-of-a-row", updated_at=MOMENT))
    assert "[SQL parameters hidden" in str(caught.value)


# --- cancelling ----------------------------------------------------------------------------------------------------


class Slow:
    """A query that takes 20 seconds, in a thread of its own."""

    def __init__(self, database: Database) -> None:
        self.cancellation = Cancellation()
        self.error: BaseException | None = None
        self.ended_at = 0.0
        self._database = database
        self.thread = threading.Thread(target=self._run, name="slow query")

    def _run(self) -> None:
        cancellation.current.set(self.cancellation)
        try:
            with self._database.read() as connection:
                connection.execute(SLOW)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            self.error = error
        self.ended_at = time.monotonic()

    def start(self, sql: psycopg.Connection[Any]) -> None:
        """Start, and wait until the server is at it."""
        self.thread.start()
        deadline = time.monotonic() + 10
        while not running(sql):
            assert time.monotonic() < deadline
            time.sleep(0.005)


def running(sql: psycopg.Connection[Any]) -> int:
    row = sql.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' "
        "AND query LIKE '%pg_sleep(20)%' AND pid <> pg_backend_pid()"
    ).fetchone()
    assert row is not None
    return int(row[0])


def test_a_cancelled_query_ends_on_the_server_and_frees_its_connection(
    settings: ConnectionSettings, sql: psycopg.Connection[Any]
) -> None:
    with opened(replace(settings, pool_size=1, pool_timeout=1)) as database:
        slow = Slow(database)
        slow.start(sql)
        asked_at = time.monotonic()
        slow.cancellation.request()
        slow.thread.join(5)
        assert isinstance(slow.error, CancelledError)
        # 6 ms on an idle machine; the bound is for a busy one.
        assert slow.ended_at - asked_at < 1.0
        assert running(sql) == 0
        database.ping()


def test_only_the_asked_for_query_is_cancelled(database: Database, sql: psycopg.Connection[Any]) -> None:
    first, second = Slow(database), Slow(database)
    first.start(sql)
    second.thread.start()
    while running(sql) < 2:
        time.sleep(0.005)
    first.cancellation.request()
    first.thread.join(5)
    assert running(sql) == 1
    assert second.thread.is_alive()
    second.cancellation.request()
    second.thread.join(5)


def test_work_that_was_cancelled_before_never_asks_the_server(database: Database) -> None:
    work = Cancellation()
    work.request()
    token = cancellation.current.set(work)
    try:
        with pytest.raises(CancelledError), database.read() as connection:
            connection.execute(SLOW)
    finally:
        cancellation.current.reset(token)


def test_a_request_between_two_queries_stops_the_second(database: Database) -> None:
    work = Cancellation()
    token = cancellation.current.set(work)
    try:
        with pytest.raises(CancelledError), database.read() as connection:
            connection.execute(text("SELECT 1"))
            work.request()
            connection.execute(SLOW)
    finally:
        cancellation.current.reset(token)
    database.ping()


def test_a_cancelled_write_is_rolled_back(database: Database, sql: psycopg.Connection[Any]) -> None:
    work = Cancellation()
    token = cancellation.current.set(work)
    canceller = threading.Timer(0.2, work.request)
    try:
        with pytest.raises(CancelledError), database.write() as connection:
            connection.execute(insert(users).values(id="u", email="e", updated_at=MOMENT))
            canceller.start()
            connection.execute(SLOW)
    finally:
        cancellation.current.reset(token)
        canceller.join()
    assert sql.execute("SELECT count(*) FROM users").fetchone() == (0,)


# --- limits and losses ---------------------------------------------------------------------------------------------


def test_a_query_that_takes_too_long_is_stopped(settings: ConnectionSettings) -> None:
    with opened(replace(settings, statement_timeout_ms=50)) as database:
        with pytest.raises(BusyError, match="took too long"), database.read() as connection:
            connection.execute(SLOW)
        database.ping()


def test_a_lock_that_somebody_holds_is_not_waited_for_without_end(
    settings: ConnectionSettings, sql: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOCK_TIMEOUT_MS", 50)
    with opened(settings) as database, sql.transaction():
        sql.execute("LOCK TABLE users")
        with pytest.raises(BusyError, match="holds a lock"), database.read() as connection:
            connection.execute(text("SELECT * FROM users"))


def test_busy_connections_are_said_to_be_busy(settings: ConnectionSettings) -> None:
    with (
        opened(replace(settings, pool_size=1, pool_timeout=0)) as database,
        database.read(),
        pytest.raises(BusyError, match="busy"),
        database.read(),
    ):
        pass


def test_a_lost_connection_is_replaced(database: Database, sql: psycopg.Connection[Any]) -> None:
    database.ping()
    sql.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with pytest.raises(OfflineError, match="was lost"):
        database.ping()
    database.ping()


def test_a_table_that_went_away_asks_for_a_reload(database: Database, sql: psycopg.Connection[Any]) -> None:
    sql.execute("DROP TABLE generations")
    with pytest.raises(Exception, match="F5"), database.read() as connection:
        connection.execute(text("SELECT * FROM generations"))


def test_a_missing_privilege_is_named(postgres_server: PostgresServer, settings: ConnectionSettings) -> None:
    with (
        postgres_server.role("GRANT SELECT ON users TO {role}", database=settings.database) as (name, password),
        opened(postgres_server.as_role(name, password, settings.database)) as database,
        pytest.raises(RefusedError, match="permission denied for table users") as caught,
        database.write() as connection,
    ):
        connection.execute(insert(users).values(id="u", email="e", updated_at=MOMENT))
    assert name in caught.value.what


def test_a_bug_stays_a_bug(database: Database) -> None:
    with pytest.raises(Exception, match="syntax error") as caught, database.read() as connection:
        connection.execute(text("SELEC"))
    assert type(caught.value).__module__.startswith("sqlalchemy")


def test_a_closed_database_leaves_no_connection(settings: ConnectionSettings, sql: psycopg.Connection[Any]) -> None:
    with opened(settings) as database:
        database.ping()
    deadline = time.monotonic() + 5
    while sql.execute(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'charstudio%'"
    ).fetchone():
        assert time.monotonic() < deadline
        time.sleep(0.01)
