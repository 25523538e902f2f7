"""CharStudio's revisions of a database, through Alembic.

All revisions of one run are one transaction: it is at the revision it had, or at the newest, never in between. What
guards the run is local to that transaction (advisory lock, time-outs), so it holds behind a transaction-mode pooler.
A revision therefore makes no index CONCURRENTLY and adds no enum value that it uses.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from psycopg import sql
from sqlalchemy import Connection, func, select

from charstudio.data import migration_rights, revision
from charstudio.data.catalogue import has_own_schema
from charstudio.data.database import Database
from charstudio.data.script_directory import FIRST, script_directory
from charstudio.data.tables import OWN_SCHEMA
from charstudio.domain.database_state import DatabaseState, Standing
from charstudio.domain.errors import BusyError, UnusableDatabaseError

LOCK: Final = 0x43686172_53747564
"""The advisory lock that every run of revisions holds: "CharStud" in ASCII."""

TIMEOUTS: Final = {
    # What waits for a lock on a table lets all later queries of the web application wait behind it.
    "lock_timeout": "5s",
    "statement_timeout": "10min",
    # A client that froze, or vanished from the network, must not hold the tables' locks for hours.
    "idle_in_transaction_session_timeout": "1min",
}

_alembic = threading.Lock()
"""Alembic keeps what it works on in a global of its module: one run at a time in one process."""


def create(database: Database, migrations: Path | None = None) -> None:
    """Make the platform's tables and CharStudio's own on an empty database, in one transaction.

    Where another process is at it, this waits; where it has done so, nothing happens. Raises ExpectedError as
    ``Database.write`` does; then nothing was made.
    """
    with database.write() as connection:
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        if not has_own_schema(connection):
            _run(connection, _config(database.settings.schema, migrations), stamp=False)


def prepare_upgrade(database: Database, migrations: Path | None = None) -> DatabaseState:
    """Where the database stands, raising what ``upgrade`` would raise before its first revision."""
    with database.write() as connection:
        _guard(connection)
        state = revision.read(connection, database.settings, migrations)
        if state.standing is not Standing.READY:
            _check(connection, state, Standing.EMPTY, Standing.BEHIND)
        return state


def upgrade(
    database: Database, on_revision: Callable[[str], None] | None = None, migrations: Path | None = None
) -> tuple[str, ...]:
    """Run the revisions that the database lacks; returns them, oldest first, none where it was at the newest.

    ``on_revision`` is told each revision that was run, before all of them are committed. Raises BusyError where
    another upgrade is under way, RefusedError where the role may not, UnusableDatabaseError where the database cannot
    be upgraded (also when it is to be adopted first), ExpectedError as ``Database.write`` does. Whatever is raised,
    nothing was changed, except that the outcome of a commit whose answer was lost is not known.
    """
    done: list[str] = []
    with database.write() as connection:
        _guard(connection)
        state = revision.read(connection, database.settings, migrations)
        if state.standing is Standing.READY:
            return ()
        _check(connection, state, Standing.EMPTY, Standing.BEHIND)
        config = _config(database.settings.schema, migrations)
        config.attributes["on_revision"] = _told(done, on_revision)
        _run(connection, config, stamp=False)
    return tuple(done)


def prepare_adoption(database: Database, migrations: Path | None = None) -> tuple[DatabaseState, tuple[str, ...]]:
    """The database before it is adopted, and the titles of the revisions to run, raising what ``adopt`` would raise."""
    with database.write() as connection:
        _guard(connection)
        state = revision.read(connection, database.settings, migrations)
        _check(connection, state, Standing.ADOPTABLE)
    scripts = ScriptDirectory(str(migrations or script_directory()))
    pending = reversed(list(scripts.iterate_revisions("head", FIRST)))
    return state, tuple(f"{script.revision}: {script.doc}" for script in pending)


def adopt(
    database: Database, on_revision: Callable[[str], None] | None = None, migrations: Path | None = None
) -> tuple[str, ...]:
    """Add CharStudio's schema to a database that has the platform's tables, and nothing to any other schema.

    The first revision, which made those tables elsewhere, is marked as done; the later ones run. Returns the
    revisions that were marked or run. Raises as ``upgrade`` does.
    """
    done: list[str] = []
    with database.write() as connection:
        _guard(connection)
        _check(connection, revision.read(connection, database.settings, migrations), Standing.ADOPTABLE)
        config = _config(database.settings.schema, migrations)
        config.attributes["on_revision"] = _told(done, on_revision)
        _run(connection, config, stamp=True)
    return tuple(done)


def adoption_script(schema: str, migrations: Path | None = None) -> str:
    """The SQL of ``adopt``, for an administrator to read and to run with psql. ``schema`` is the platform's."""
    output = StringIO()
    config = _config(schema, migrations, output)
    scripts = ScriptDirectory.from_config(config)
    with _alembic:
        command.stamp(config, FIRST, sql=True)
        if scripts.get_current_head() != FIRST:
            command.upgrade(config, f"{FIRST}:head", sql=True)
    local = [f"SET LOCAL {name} = '{value}';" for name, value in TIMEOUTS.items()]
    statements = [
        "BEGIN;",
        *local,
        f"SET LOCAL search_path TO {sql.Identifier(schema).as_string()};",
        f"SELECT pg_advisory_xact_lock({LOCK});",
        f"CREATE SCHEMA IF NOT EXISTS {OWN_SCHEMA};",
        output.getvalue().strip(),
        "COMMIT;",
    ]
    return "\n\n".join(statements) + "\n"


def _guard(connection: Connection) -> None:
    """Set the time-outs and take the lock, until the transaction ends."""
    values = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in TIMEOUTS.items())
    connection.exec_driver_sql(f"SELECT {values}")
    if not connection.execute(select(func.pg_try_advisory_xact_lock(LOCK))).scalar_one():
        raise BusyError(
            "Somebody else is upgrading this database right now.",
            "Wait until that is done, then look at it with charstudio db status.",
        )


def _check(connection: Connection, state: DatabaseState, *wanted: Standing) -> None:
    if state.standing not in wanted:
        problem = state.problem or f'The database "{state.database}" is ready at revision {state.revision}.'
        raise UnusableDatabaseError(problem, state.remedy or "There is nothing to do.")
    migration_rights.check(connection, state)


def _told(done: list[str], on_revision: Callable[[str], None] | None) -> Callable[[str], None]:
    def tell(name: str) -> None:
        done.append(name)
        if on_revision is not None:
            on_revision(name)

    return tell


def _run(connection: Connection, config: Config, *, stamp: bool) -> None:
    config.attributes["connection"] = connection
    with _alembic:
        if stamp:
            command.stamp(config, FIRST)
        command.upgrade(config, "head")


def _config(schema: str, migrations: Path | None, output: StringIO | None = None) -> Config:
    config = Config(output_buffer=output)
    config.set_main_option("script_location", str(migrations or script_directory()).replace("%", "%%"))
    config.attributes["schema"] = schema
    return config
