"""Through a real PgBouncer in transaction mode, where sessions are nobody's own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import insert, text

from charstudio.data import catalogue as catalogues
from charstudio.data import characters
from charstudio.data.database import Database
from charstudio.data.tables import users
from charstudio.domain import cancellation
from charstudio.domain.cancellation import Cancellation
from charstudio.domain.connection import ConnectionSettings, Secret
from charstudio.domain.errors import CancelledError, RefusedError
from charstudio.domain.listing import CharacterFilter, Order, Place
from tests.support.builders import MOMENT, make_character, make_user, save
from tests.support.pooler import behind, pooler
from tests.support.postgres import PostgresServer


@pytest.fixture
def pooled(postgres_server: PostgresServer, settings: ConnectionSettings) -> Iterator[ConnectionSettings]:
    """The test's own database through a pooler that has two connections to it."""
    if postgres_server.loopback is None:
        pytest.skip("A pooler is put before the embedded server only.")
    grants = "GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}"
    with postgres_server.role(grants, database=settings.database) as (name, password):
        direct = postgres_server.as_role(name, password, settings.database)
        with pooler(postgres_server.loopback, name, password, pool_size=2) as place:
            yield behind(direct, place)


@pytest.fixture
def through(pooled: ConnectionSettings) -> Iterator[Database]:
    database = Database(pooled)
    yield database
    database.close()


def test_lists_and_writes_work(through: Database) -> None:
    user = make_user(id="u")
    save(through, user, *(make_character(user) for _ in range(3)))
    for _ in range(20):
        with through.read() as connection:
            catalogue = catalogues.read(connection, through.settings)
            found = characters.page(connection, catalogue, CharacterFilter(words=("a",)), Order(), Place(), 10)
        assert len(found) == 3


def test_every_transaction_has_its_time_zone_and_limits(through: Database) -> None:
    for block in (through.read, through.write):
        with block() as connection:
            found = connection.execute(
                text(
                    "SELECT current_setting('TimeZone'), current_setting('statement_timeout'), "
                    "current_setting('lock_timeout')"
                )
            ).one()
            assert tuple(found) == ("UTC", "1min", "5s")
            assert connection.execute(text("SELECT count(*) FROM pg_prepared_statements")).scalar_one() == 0


def test_limits_do_not_leak_to_the_poolers_other_clients(through: Database, pooled: ConnectionSettings) -> None:
    for _ in range(5):
        through.ping()
    conninfo = pooled.conninfo()
    with psycopg.connect(**conninfo, prepare_threshold=None, autocommit=True) as other:  # type: ignore[arg-type]
        for _ in range(5):
            assert other.execute("SHOW statement_timeout").fetchone() == ("0",)


def test_many_threads_share_few_connections(pooled: ConnectionSettings) -> None:
    database = Database(replace(pooled, pool_size=8))
    failures: list[Exception] = []

    def work(number: int) -> None:
        try:
            for turn in range(15):
                with database.write() as connection:
                    identity = f"{number}-{turn}"
                    connection.execute(insert(users).values(id=identity, email=identity, updated_at=MOMENT))
                with database.read() as connection:
                    connection.execute(text("SELECT id FROM users WHERE id = :id"), {"id": identity}).one()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.close()
    assert failures == []


def test_a_query_is_cancelled_through_the_pooler(through: Database) -> None:
    work = Cancellation()
    token = cancellation.current.set(work)
    canceller = threading.Timer(0.2, work.request)
    started = time.monotonic()
    try:
        with pytest.raises(CancelledError), through.read() as connection:
            canceller.start()
            connection.execute(text("SELECT pg_sleep(20)"))
    finally:
        cancellation.current.reset(token)
        canceller.join()
    assert time.monotonic() - started < 5
    through.ping()


def test_a_wrong_password_is_a_sentence_here_too(pooled: ConnectionSettings) -> None:
    database = Database(replace(pooled, password=Secret("wrong")))
    with pytest.raises(RefusedError, match="refused the sign-in"):
        database.ping()
    database.close()
