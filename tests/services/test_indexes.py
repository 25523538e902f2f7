"""Building and dropping indexes, also when that is interrupted or refused."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from charstudio.data.database import Database
from charstudio.domain import cancellation
from charstudio.domain.cancellation import Cancellation
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import BadInputError, CancelledError, RefusedError
from charstudio.domain.indexes import HOT_FILLFACTOR, BuildStep, IndexState
from charstudio.services.indexes import Indexes
from tests.support.postgres import PostgresServer

CREATED = "charstudio_characters_created"
SEARCH = "charstudio_characters_search"


def ignore(step: BuildStep) -> None:
    """Nobody watches."""


@contextmanager
def writing(settings: ConnectionSettings) -> Iterator[None]:
    """Somebody writes, which a concurrent build waits for."""
    with psycopg.connect(**settings.conninfo(), application_name="test") as writer:  # type: ignore[arg-type]
        writer.execute("INSERT INTO users (id, email, updated_at) VALUES ('w', 'w', now())")
        writer.execute("INSERT INTO characters (id, user_id, prompt, updated_at) VALUES ('w', 'w', 'p', now())")
        yield
        writer.rollback()


def test_everything_is_built_then_dropped(database: Database) -> None:
    own = Indexes(database)
    missing = [index.name for index in own.report().in_state(IndexState.MISSING)]
    steps: list[BuildStep] = []
    built = own.create(steps.append)
    assert sorted(built) == sorted(missing)
    assert built[-1] == SEARCH
    assert own.create(ignore) == []
    assert own.statements_to_create() == []
    assert {step.total for step in steps if step.phase == "starting"} == {len(missing)}
    assert sorted(own.drop()) == sorted(missing)
    assert len(own.report().in_state(IndexState.MISSING)) == len(missing)


def test_only_what_is_named(database: Database) -> None:
    own = Indexes(database)
    assert own.create(ignore, [CREATED]) == [CREATED]
    assert [index.name for index in own.report().in_state(IndexState.PRESENT)] == [CREATED]
    assert own.statements_to_drop([CREATED]) == [f'DROP INDEX CONCURRENTLY IF EXISTS "public"."{CREATED}"']
    assert own.drop([CREATED]) == [CREATED]
    with pytest.raises(BadInputError, match="no index nonsense"):
        own.create(ignore, ["nonsense"])


def test_the_printed_statements_do_the_same(database: Database, sql: psycopg.Connection[Any]) -> None:
    own = Indexes(database)
    for statement in own.statements_to_create():
        sql.execute(statement)
    assert {index.state for index in own.report().indexes} == {IndexState.PRESENT}


def test_a_cancelled_build_is_done_again(database: Database) -> None:
    own, work = Indexes(database), Cancellation()
    steps: list[BuildStep] = []
    raised: list[CancelledError] = []

    def build() -> None:
        token = cancellation.current.set(work)
        try:
            own.create(steps.append, [CREATED])
        except CancelledError as error:
            raised.append(error)
        finally:
            cancellation.current.reset(token)

    with writing(database.settings):
        builder = threading.Thread(target=build)
        builder.start()
        deadline = time.monotonic() + 20
        while not any("waiting" in step.phase for step in steps) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert [index.name for index in own.report().in_state(IndexState.BUILDING)] == [CREATED]
        work.request()
        builder.join(20)
    assert raised
    assert [index.name for index in own.report().in_state(IndexState.INVALID)] == [CREATED]
    assert own.statements_to_create([CREATED])[0].startswith("DROP INDEX CONCURRENTLY")
    assert own.create(ignore, [CREATED]) == [CREATED]
    assert own.report().in_state(IndexState.INVALID) == ()


def test_time_outs_of_interactive_queries_come_back(database: Database) -> None:
    Indexes(database).create(ignore, [CREATED])
    with database.read() as connection:
        shown = connection.exec_driver_sql("SHOW statement_timeout").scalar_one()
    assert shown == "1min"


def test_behind_a_pooler(settings: ConnectionSettings) -> None:
    database = Database(replace(settings, transaction_pooler=True, pool_size=1))
    try:
        assert CREATED in Indexes(database).create(ignore)
    finally:
        database.close()


def test_a_role_that_does_not_own_the_tables(postgres_server: PostgresServer, settings: ConnectionSettings) -> None:
    with postgres_server.role("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}", database=settings.database) as (
        name,
        password,
    ):
        database = Database(postgres_server.as_role(name, password, settings.database))
        try:
            assert Indexes(database).report().in_state(IndexState.MISSING)
            with pytest.raises(RefusedError, match=r"was not finished.*must be owner"):
                Indexes(database).create(ignore)
            with pytest.raises(RefusedError, match="must be owner"):
                Indexes(database).set_fillfactor()
        finally:
            database.close()


def test_without_the_right_to_install_the_extension_the_others_are_built(
    postgres_server: PostgresServer, settings: ConnectionSettings
) -> None:
    with postgres_server.role("GRANT ALL ON SCHEMA public TO {role}", database=settings.database) as (name, password):
        with postgres_server.connect(settings.database) as connection:
            for (table,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
                connection.execute(f'ALTER TABLE "{table}" OWNER TO "{name}"')
        database = Database(postgres_server.as_role(name, password, settings.database))
        try:
            with pytest.raises(RefusedError, match=r"pg_trgm.*CREATE EXTENSION"):
                Indexes(database).create(ignore)
            left = [index.name for index in Indexes(database).report().in_state(IndexState.MISSING)]
        finally:
            database.close()
    assert left == [SEARCH]


def test_room_in_the_pages_of_users(database: Database) -> None:
    own = Indexes(database)
    assert own.report().fillfactor == 100
    assert own.statements_for_fillfactor() == ['ALTER TABLE "public"."users" SET (fillfactor = 50)']
    assert own.set_fillfactor()
    assert own.report().fillfactor == HOT_FILLFACTOR
    assert not own.set_fillfactor()


@pytest.mark.parametrize("pooler", [False, True])
def test_a_read_only_library_stays_as_it_is(settings: ConnectionSettings, pooler: bool) -> None:
    database = Database(replace(settings, transaction_pooler=pooler), read_only=True)
    try:
        own = Indexes(database)
        assert own.statements_to_create()
        for change in (lambda: own.create(ignore), own.set_fillfactor, own.drop):
            with pytest.raises(RefusedError, match="reading only"):
                change()
        assert not own.report().in_state(IndexState.PRESENT)
    finally:
        database.close()
