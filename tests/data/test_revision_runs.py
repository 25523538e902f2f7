"""Upgrades and adoptions on real servers: all or nothing, one at a time, and nothing in the platform's schema."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, LiteralString

import psycopg
import pytest
from sqlalchemy import Connection, Engine, event

from charstudio.data import migrate, revision
from charstudio.data.database import Database
from charstudio.data.embedded.binaries import find_binaries
from charstudio.data.script_directory import known_revisions, script_directory
from charstudio.domain import cancellation
from charstudio.domain.cancellation import Cancellation
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.database_state import DatabaseState, Standing
from charstudio.domain.errors import (
    BusyError,
    CancelledError,
    ExpectedError,
    MissingPartError,
    RefusedError,
    UnusableDatabaseError,
)
from tests.support.dump import schema_of
from tests.support.pooler import behind, pooler
from tests.support.postgres import PostgresServer
from tests.support.revisions import add_revision, later_migrations, make_prisma_database

KNOWN: Final = known_revisions(script_directory())
HEAD: Final = KNOWN[-1]
LATER: Final = ("9001", "9002")

MakeDatabase = Callable[[str], str]
Step = Callable[[Database, Path], tuple[str, ...]]


def run_upgrade(database: Database, migrations: Path) -> tuple[str, ...]:
    return migrate.upgrade(database, migrations=migrations)


def run_adoption(database: Database, migrations: Path) -> tuple[str, ...]:
    return migrate.adopt(database, migrations=migrations)


@pytest.fixture
def later(tmp_path: Path) -> Path:
    return later_migrations(tmp_path / "migrations")


@pytest.fixture
def empty(empty_settings: ConnectionSettings) -> Iterator[Database]:
    database = Database(empty_settings)
    yield database
    database.close()


@pytest.fixture
def prisma(empty: Database, postgres_server: PostgresServer) -> Database:
    """The platform's database, which CharStudio has never seen."""
    with postgres_server.connect(empty.settings.database) as connection:
        make_prisma_database(connection)
    return empty


def state_of(database: Database, migrations: Path | None = None) -> DatabaseState:
    with database.read() as connection:
        return revision.read(connection, database.settings, migrations)


def own_tables(database: Database) -> list[str]:
    with database.read() as connection:
        found = connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'charstudio' ORDER BY 1")
        return list(found.scalars())


def whole_dump(settings: ConnectionSettings, *options: str) -> str:
    """What pg_dump says about ``public``, owners and privileges and all."""
    try:
        program = find_binaries().path("pg_dump")
    except MissingPartError as error:
        pytest.skip(str(error))
    target = " ".join(f"{name}='{value}'" for name, value in settings.conninfo().items())
    dumped = subprocess.run(
        [program, *options, "-n", "public", target], capture_output=True, text=True, check=True, timeout=60
    )
    return "\n".join(line for line in dumped.stdout.splitlines() if not line.startswith(("\\restrict", "\\unrestrict")))


# --- upgrade


def test_an_empty_database_gets_everything(empty: Database, later: Path) -> None:
    told: list[str] = []
    assert migrate.upgrade(empty, told.append, later) == (*KNOWN, *LATER)
    assert told == [*KNOWN, *LATER]
    assert state_of(empty, later).standing is Standing.READY
    assert "note" in own_tables(empty)


def test_a_database_behind_gets_what_it_lacks_and_public_stays(database: Database, later: Path) -> None:
    before = whole_dump(database.settings)
    assert migrate.upgrade(database, migrations=later) == LATER
    assert state_of(database, later).standing is Standing.READY
    assert whole_dump(database.settings) == before


def test_a_second_upgrade_does_nothing(database: Database, later: Path) -> None:
    migrate.upgrade(database, migrations=later)
    before = schema_of(database.settings, "charstudio")
    assert migrate.prepare_upgrade(database, later).standing is Standing.READY
    assert migrate.upgrade(database, migrations=later) == ()
    assert schema_of(database.settings, "charstudio") == before


def test_a_newer_revision_is_refused(database: Database, later: Path) -> None:
    migrate.upgrade(database, migrations=later)
    for run in (migrate.prepare_upgrade, migrate.upgrade, migrate.adopt, migrate.prepare_adoption):
        with pytest.raises(UnusableDatabaseError, match="Update CharStudio"):
            run(database)
    assert state_of(database, later).standing is Standing.READY


def test_a_database_to_be_adopted_is_not_upgraded(prisma: Database) -> None:
    with pytest.raises(UnusableDatabaseError, match="charstudio db adopt"):
        migrate.upgrade(prisma)
    assert own_tables(prisma) == []


@pytest.mark.parametrize("run", [run_upgrade, run_adoption])
@pytest.mark.parametrize("made", ["CREATE TABLE orders (id int)", "CREATE TABLE scenes (id text)"])
def test_other_and_half_made_databases_are_left_alone(
    empty: Database, postgres_server: PostgresServer, later: Path, made: LiteralString, run: Step
) -> None:
    with postgres_server.connect(empty.settings.database) as connection:
        connection.execute(made)
    before = whole_dump(empty.settings)
    with pytest.raises(UnusableDatabaseError):
        run(empty, later)
    assert own_tables(empty) == []
    assert whole_dump(empty.settings) == before


def test_a_revision_that_fails_takes_the_ones_before_it_back(database: Database, later: Path) -> None:
    add_revision(later, "9003", "Wrong", "CREATE TABLE charstudio.half (id int)", "SELECT 1 / 0")
    with pytest.raises(Exception, match="division by zero"):
        migrate.upgrade(database, migrations=later)
    assert "note" not in own_tables(database)
    assert state_of(database, later).revision == HEAD


# --- adopt


def test_adopting_adds_a_schema_and_leaves_public_as_it_was(prisma: Database, later: Path) -> None:
    rows, tables = whole_dump(prisma.settings), whole_dump(prisma.settings, "-s")
    assert migrate.adopt(prisma, migrations=later) == (*KNOWN, *LATER)
    assert whole_dump(prisma.settings, "-s") == tables
    assert whole_dump(prisma.settings) == rows
    assert "note" in own_tables(prisma)
    assert state_of(prisma, later).standing is Standing.READY
    with pytest.raises(UnusableDatabaseError, match="nothing to do"):
        migrate.adopt(prisma, migrations=later)


def test_what_will_be_added_is_known_before(prisma: Database, later: Path) -> None:
    state, titles = migrate.prepare_adoption(prisma, later)
    assert state.standing is Standing.ADOPTABLE
    assert titles[-2:] == ("9001: Notes on characters", "9002: Colours of notes")
    assert own_tables(prisma) == []


def test_the_printed_sql_does_what_adopting_does(
    prisma: Database, make_database: MakeDatabase, postgres_server: PostgresServer, later: Path
) -> None:
    migrate.adopt(prisma, migrations=later)
    other = Database(postgres_server.to(make_database("")))
    with postgres_server.connect(other.settings.database) as connection:
        make_prisma_database(connection)
        connection.execute(migrate.adoption_script("public", later).encode())
    assert state_of(other, later).standing is Standing.READY
    assert schema_of(other.settings, "charstudio") == schema_of(prisma.settings, "charstudio")
    other.close()


def test_the_platforms_schema_may_have_any_name(
    empty_settings: ConnectionSettings, postgres_server: PostgresServer, later: Path
) -> None:
    database = Database(replace(empty_settings, schema='We"ird; --'))
    with postgres_server.connect(empty_settings.database) as connection:
        connection.execute('CREATE SCHEMA "We""ird; --"')
        connection.execute('SET search_path TO "We""ird; --"')
        make_prisma_database(connection)
    migrate.adopt(database, migrations=later)
    assert state_of(database, later).standing is Standing.READY
    assert "note" in own_tables(database)
    with database.read() as connection:
        public = revision.read(connection, empty_settings)
    assert public.standing is Standing.INCOMPLETE
    assert 'search_path TO "We""ird; --"' in migrate.adoption_script(database.settings.schema)
    database.close()


def test_an_adopted_database_outlives_prismas_db_push(prisma: Database, postgres_server: PostgresServer) -> None:
    migrate.adopt(prisma)
    with postgres_server.connect(prisma.settings.database) as connection:
        connection.execute("CREATE INDEX plain ON characters (created_at)")
        connection.execute("CREATE TABLE unknown (id text)")
        before = schema_of(prisma.settings, "charstudio")
        # What db push does: it drops from the platform's schema what its schema file does not list.
        connection.execute("DROP INDEX plain; DROP TABLE unknown")
        # And what the platform's later schema does.
        connection.execute("DROP TABLE generations; ALTER TABLE characters DROP COLUMN tags")
    assert schema_of(prisma.settings, "charstudio") == before
    state = state_of(prisma)
    assert state.standing is Standing.READY
    assert {limitation.feature for limitation in state.limitations} == {"Generation history", "Tags"}
    assert migrate.upgrade(prisma) == ()


# --- privileges

_READER: Final = "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}"


@pytest.mark.parametrize("way", ["GRANT CREATE ON DATABASE", "CREATE SCHEMA charstudio AUTHORIZATION"])
def test_a_role_that_may_not_make_schemas_is_told_how_it_may(
    prisma: Database, postgres_server: PostgresServer, way: str
) -> None:
    name_of_database = prisma.settings.database
    with postgres_server.role(_READER, database=name_of_database) as (name, password):
        own = Database(postgres_server.as_role(name, password, name_of_database))
        with pytest.raises(RefusedError) as refused:
            migrate.adopt(own)
        assert f'The role "{name}" may not make the schema "charstudio"' in refused.value.what
        statement = next(part for part in refused.value.remedy.split(";") if way in part)
        with postgres_server.connect(name_of_database) as connection:
            connection.execute(statement[statement.index(way) :].encode())
        assert migrate.adopt(own) == KNOWN
        assert state_of(own).standing is Standing.READY
        own.close()


@pytest.mark.parametrize(
    ("grants", "sentence"),
    [
        ("GRANT SELECT ON ALL TABLES IN SCHEMA charstudio TO {role}", "may not make tables in the schema"),
        (
            "GRANT CREATE ON SCHEMA charstudio TO {role}; GRANT ALL ON ALL TABLES IN SCHEMA charstudio TO {role}",
            "belong to",
        ),
    ],
)
def test_a_role_that_may_not_change_our_tables_is_refused_before_anything(
    database: Database, postgres_server: PostgresServer, later: Path, grants: LiteralString, sentence: str
) -> None:
    name_of_database = database.settings.database
    both: LiteralString = f"{_READER}; GRANT USAGE ON SCHEMA charstudio TO {{role}}; {grants}"
    with postgres_server.role(both, database=name_of_database) as (name, password):
        own = Database(postgres_server.as_role(name, password, name_of_database))
        with pytest.raises(RefusedError, match=sentence):
            migrate.prepare_upgrade(own, later)
        own.close()


def test_an_empty_database_wants_the_right_to_make_tables(empty: Database, postgres_server: PostgresServer) -> None:
    grants: LiteralString = "GRANT USAGE ON SCHEMA public TO {role}"
    with postgres_server.role(grants, database=empty.settings.database) as (name, password):
        with postgres_server.connect(empty.settings.database) as connection:
            connection.execute(
                psycopg.sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(
                    psycopg.sql.Identifier(empty.settings.database), psycopg.sql.Identifier(name)
                )
            )
        own = Database(postgres_server.as_role(name, password, empty.settings.database))
        with pytest.raises(RefusedError, match='may not make tables in the schema "public"'):
            migrate.upgrade(own)
        own.close()


def test_a_session_that_may_only_read_is_refused(settings: ConnectionSettings, later: Path) -> None:
    database = Database(settings, read_only=True)
    with pytest.raises(RefusedError, match="only read"):
        migrate.upgrade(database, migrations=later)
    database.close()


# --- one at a time


def test_a_second_upgrade_at_the_same_time_is_refused(database: Database, later: Path) -> None:
    inside, go_on = threading.Event(), threading.Event()
    done: list[tuple[str, ...]] = []

    def wait(_: str) -> None:
        inside.set()
        assert go_on.wait(30)

    first = threading.Thread(target=lambda: done.append(migrate.upgrade(database, wait, later)))
    first.start()
    assert inside.wait(30)
    other = Database(database.settings)
    for run in (run_upgrade, lambda both, folder: migrate.prepare_upgrade(both, folder) and ()):
        with pytest.raises(BusyError, match="Somebody else"):
            run(other, later)
    go_on.set()
    first.join(30)
    assert done == [LATER]
    assert migrate.upgrade(other, migrations=later) == ()
    other.close()


def test_of_many_at_once_one_upgrades(empty: Database, later: Path) -> None:
    ready, outcomes = threading.Barrier(4), list[object]()

    def run() -> None:
        database = Database(empty.settings)
        ready.wait(30)
        try:
            outcomes.append(migrate.upgrade(database, migrations=later))
        except BusyError as error:
            outcomes.append(error.what)
        finally:
            database.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert outcomes.count((*KNOWN, *LATER)) == 1
    others = [outcome for outcome in outcomes if outcome != (*KNOWN, *LATER)]
    assert set(others) <= {(), "Somebody else is upgrading this database right now."}
    assert len(others) == 3
    assert state_of(empty, later).standing is Standing.READY


def test_a_lock_that_somebody_holds_is_not_waited_for_long(
    database: Database, sql: psycopg.Connection[Any], later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(migrate.TIMEOUTS, "lock_timeout", "100ms")
    with sql.transaction():
        sql.execute("LOCK TABLE charstudio.alembic_version IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(BusyError, match="lock"):
            migrate.upgrade(database, migrations=later)
    assert migrate.upgrade(database, migrations=later) == LATER


def test_a_revision_that_takes_too_long_is_stopped(
    database: Database, later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(migrate.TIMEOUTS, "statement_timeout", "200ms")
    add_revision(later, "9003", "Slow", "SELECT pg_sleep(20)")
    with pytest.raises(BusyError, match="too long"):
        migrate.upgrade(database, migrations=later)
    assert "note" not in own_tables(database)


def test_a_cancelled_upgrade_has_changed_nothing(database: Database, later: Path) -> None:
    add_revision(later, "9003", "Slow", "SELECT pg_sleep(20)")
    work = Cancellation()
    timers: list[threading.Timer] = []

    def cancel_soon(name: str) -> None:
        if name == "9002":
            timers.append(threading.Timer(0.2, work.request))
            timers[0].start()

    token = cancellation.current.set(work)
    try:
        with pytest.raises(CancelledError):
            migrate.upgrade(database, cancel_soon, later)
    finally:
        cancellation.current.reset(token)
    timers[0].join(10)
    assert "note" not in own_tables(database)
    assert migrate.prepare_upgrade(database, later).standing is Standing.BEHIND


# --- killed


@contextmanager
def killed_before(server: PostgresServer, number: int) -> Iterator[list[int]]:
    """The server ends the session before its ``number``-th statement (commits count as well); counts them."""
    seen = [0]

    def strike(connection: Connection) -> None:
        seen[0] += 1
        if seen[0] == number:
            driver: Any = connection.connection.driver_connection
            with server.connect() as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", [driver.info.backend_pid])

    def before_statement(connection: Connection, *_: Any) -> None:
        strike(connection)

    event.listen(Engine, "before_cursor_execute", before_statement)
    event.listen(Engine, "commit", strike)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", before_statement)
        event.remove(Engine, "commit", strike)


@pytest.mark.parametrize(
    ("fixture", "run", "standing", "at_least"),
    [
        ("empty", run_upgrade, Standing.EMPTY, 50),
        ("database", run_upgrade, Standing.BEHIND, 15),
        ("prisma", run_adoption, Standing.ADOPTABLE, 20),
    ],
)
def test_killed_at_every_step_and_run_again(
    request: pytest.FixtureRequest,
    postgres_server: PostgresServer,
    later: Path,
    fixture: str,
    run: Step,
    standing: Standing,
    at_least: int,
) -> None:
    database: Database = request.getfixturevalue(fixture)
    tables_before, number = own_tables(database), 0
    while True:
        number += 1
        with killed_before(postgres_server, number) as seen:
            try:
                run(database, later)
            except ExpectedError:
                assert seen[0] == number
            else:
                break
        assert state_of(database, later).standing is standing
        assert own_tables(database) == tables_before
    assert number > at_least
    assert state_of(database, later).standing is Standing.READY
    assert "note" in own_tables(database)


# A process that dies without a word before its n-th statement, or after the commit.
_MORTAL: Final = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from charstudio.data import migrate
from charstudio.data.database import Database
from charstudio.domain.connection import parse

url, folder, moment = sys.argv[1:]
def die(*_):
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
def before_statement(connection, cursor, statement, *_):
    if statement.startswith(moment):
        die()
event.listen(Engine, "before_cursor_execute", before_statement)
if moment == "COMMIT":
    event.listen(Engine, "commit", die)
migrate.upgrade(Database(parse(url)), migrations=Path(folder))
die()
"""


@pytest.mark.parametrize(
    ("moment", "survives"),
    [("INSERT INTO charstudio.note", False), ("COMMIT", False), ("never", True)],
)
def test_a_process_killed_in_the_middle(database: Database, later: Path, moment: str, survives: bool) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _MORTAL, database.settings.without_password(), str(later), moment],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert abs(ended.returncode) in (getattr(signal, "SIGKILL", signal.SIGTERM), signal.SIGTERM), ended.stderr
    expected = () if survives else LATER
    assert migrate.upgrade(database, migrations=later) == expected
    assert "note" in own_tables(database)


# --- behind a pooler


def test_through_a_pooler_in_transaction_mode(prisma: Database, postgres_server: PostgresServer, later: Path) -> None:
    if postgres_server.loopback is None:
        pytest.skip("A pooler is put before the embedded server only.")
    name_of_database = prisma.settings.database
    with postgres_server.role(_READER, database=name_of_database) as (name, password):
        with postgres_server.connect(name_of_database) as connection:
            connection.execute(
                psycopg.sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(
                    psycopg.sql.Identifier(name_of_database), psycopg.sql.Identifier(name)
                )
            )
        direct = postgres_server.as_role(name, password, name_of_database)
        with pooler(postgres_server.loopback, name, password, pool_size=1) as place:
            pooled = Database(behind(direct, place))
            try:
                assert migrate.adopt(pooled) == KNOWN
                assert migrate.upgrade(pooled, migrations=later) == LATER
                assert state_of(pooled, later).standing is Standing.READY
                # Nothing of the run is left in the one session that all clients of the pooler share.
                with psycopg.connect(**psycopg_arguments(pooled.settings), autocommit=True) as client:
                    assert client.execute("SHOW lock_timeout").fetchone() == ("0",)
                    assert client.execute("SHOW search_path").fetchone() == ('"$user", public',)
                    held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                    assert client.execute(held).fetchone() == (0,)
            finally:
                pooled.close()


def psycopg_arguments(settings: ConnectionSettings) -> dict[str, Any]:
    return {**settings.conninfo(), "prepare_threshold": None}
