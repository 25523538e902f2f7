"""CharStudio's indexes in a database: how they stand, building them, dropping them.

Nothing here keeps the web application from reading or writing: indexes are built and dropped CONCURRENTLY, which no
transaction may surround, and the storage parameter of ``users`` takes the same harmless lock.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from psycopg import errors
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from charstudio.data import index_plan
from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from charstudio.data.failures import read_only_refusal
from charstudio.data.index_plan import PREFIX, TRIGRAMS, PlannedIndex, quoted
from charstudio.data.tables import characters, users
from charstudio.domain.errors import CancelledError, ExpectedError, RefusedError
from charstudio.domain.indexes import HOT_FILLFACTOR, BuildProgress, BuildStep, IndexReport, IndexState, IndexStatus

_LOCK_TIMEOUT: Final = "10min"
"""A concurrent build waits for transactions that began before it, such as a backup, and blocks nobody meanwhile."""
_POLL_SECONDS: Final = 0.5
_TRIGRAM_OPS: Final = "gin_trgm_ops"
_DEFAULT_FILLFACTOR: Final = 100

_COLUMNS = text(
    """
    SELECT c.relname, a.attname
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE n.nspname = :schema AND c.relkind IN ('r', 'p')
    """
)

_REFERENCES = text(
    """
    SELECT c.relname, a.attname
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
    WHERE n.nspname = :schema AND k.contype = 'f' AND cardinality(k.conkey) = 1
    """
)

# A build that belongs to a role whose work may not be watched shows its database only: then every invalid index may be
# the one that it builds.
_INDEXES = text(
    """
    SELECT i.relname AS name, t.relname AS table, x.indisvalid AS valid, pg_relation_size(i.oid) AS size,
        EXISTS (
            SELECT FROM pg_catalog.pg_stat_progress_create_index p
            WHERE p.index_relid = i.oid OR (p.datname = current_database() AND p.relid IS NULL)
        ) AS building
    FROM pg_catalog.pg_index x
    JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
    JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace
    WHERE n.nspname = :schema AND starts_with(i.relname, :prefix)
    ORDER BY i.relname
    """
)

_OPCLASS = text(
    """
    SELECT n.nspname
    FROM pg_catalog.pg_opclass o JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace
    WHERE o.opcname = 'gin_trgm_ops'
    """
)

_OFFERED = text("SELECT EXISTS (SELECT FROM pg_catalog.pg_available_extensions WHERE name = :name)")

_FILLFACTOR = text(
    """
    SELECT o.option_value::int
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN LATERAL pg_catalog.pg_options_to_table(c.reloptions) o
    WHERE n.nspname = :schema AND c.relname = :table AND o.option_name = 'fillfactor'
    """
)

_PROGRESS = text(
    """
    SELECT p.phase, p.tuples_done, p.tuples_total, p.blocks_done, p.blocks_total
    FROM pg_catalog.pg_stat_progress_create_index p
    JOIN pg_catalog.pg_class i ON i.oid = p.index_relid
    JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace
    WHERE n.nspname = :schema AND i.relname = :name
    """
)


@dataclass(frozen=True, slots=True)
class Survey:
    """The indexes planned for a database, and those that it has."""

    schema: str
    planned: tuple[PlannedIndex, ...]
    report: IndexReport
    trigram_schema: str | None

    def missing(self) -> list[PlannedIndex]:
        """The planned indexes that are to be built, also in the place of a left-over."""
        wanted = {index.name for index in self.report.in_state(IndexState.MISSING, IndexState.INVALID)}
        return [index for index in self.planned if index.name in wanted]

    def build_statements(self, index: PlannedIndex) -> list[str]:
        """The SQL that builds a missing index, first dropping what an interrupted build left under its name."""
        opclass = quoted(self.trigram_schema or self.schema, _TRIGRAM_OPS)
        create = index_plan.create_statement(index, self.schema, opclass)
        if any(left.name == index.name for left in self.report.in_state(IndexState.INVALID)):
            return [index_plan.drop_statement(index.name, self.schema), create]
        return [create]


def survey(connection: Connection, schema: str) -> Survey:
    """Compare the plan with what the schema has. Privileges to read rows are not needed."""
    columns: dict[str, dict[str, bool]] = {}
    for table, column in connection.execute(_COLUMNS, {"schema": schema}):
        columns.setdefault(table, {})[column] = True
    referencing = frozenset((row[0], row[1]) for row in connection.execute(_REFERENCES, {"schema": schema}))
    catalogue = Catalogue("", columns)
    has_characters = catalogue.has_table(characters)
    planned = tuple(index_plan.plan(catalogue, referencing)) if has_characters else ()
    live = {row.name: row for row in connection.execute(_INDEXES, {"schema": schema, "prefix": PREFIX})}
    trigram_schema = connection.execute(_OPCLASS).scalar()
    offered = trigram_schema is not None or bool(connection.execute(_OFFERED, {"name": TRIGRAMS}).scalar_one())
    known = [_status(index, live.pop(index.name, None), catalogue, trigram_schema, offered) for index in planned]
    obsolete = [IndexStatus(row.name, row.table, "", IndexState.OBSOLETE, row.size) for row in live.values()]
    fillfactor = connection.execute(_FILLFACTOR, {"schema": schema, "table": users.name}).scalar()
    return Survey(schema, planned, IndexReport((*known, *obsolete), fillfactor or _DEFAULT_FILLFACTOR), trigram_schema)


def _status(
    index: PlannedIndex, row: Any, catalogue: Catalogue, trigram_schema: str | None, offered: bool
) -> IndexStatus:
    name, table, purpose = index.name, index.table.name, index.purpose
    if row is not None:
        state = IndexState.PRESENT
        if not row.valid:
            state = IndexState.BUILDING if row.building else IndexState.INVALID
        return IndexStatus(name, row.table, purpose, state, row.size)
    absent = [column.name for column in index.columns if not catalogue.has(column)]
    if absent:
        lack = f"no column {', '.join(absent)}" if table in catalogue.columns else f"no table {table}"
        return IndexStatus(name, table, purpose, IndexState.UNAVAILABLE, note=f"This database has {lack}.")
    if index.trigrams and not offered:
        note = f"The server does not offer the extension {TRIGRAMS}."
        return IndexStatus(name, table, purpose, IndexState.UNAVAILABLE, note=note)
    if index.trigrams and trigram_schema is None:
        return IndexStatus(name, table, purpose, IndexState.MISSING, note=f"It needs the extension {TRIGRAMS}.")
    return IndexStatus(name, table, purpose, IndexState.MISSING)


def extension_statement(schema: str) -> str:
    """The SQL that installs what the search index needs, into the platform's schema."""
    return f"CREATE EXTENSION IF NOT EXISTS {TRIGRAMS} WITH SCHEMA {quoted(schema)}"


def analyze_statement(schema: str, table: str) -> str:
    """The SQL that lets the planner know the values of indexed expressions; without it, it guesses wrong."""
    return f"ANALYZE {quoted(schema, table)}"


def fillfactor_statement(schema: str) -> str:
    """The SQL that leaves room in the pages of ``users``."""
    return f"ALTER TABLE {quoted(schema, users.name)} SET (fillfactor = {HOT_FILLFACTOR})"


def install_trigrams(database: Database) -> str:
    """Install the extension and return the schema that has it. Raises ExpectedError, with the way out in it."""
    schema = database.settings.schema
    remedy = f"Ask the database's owner to run: {extension_statement(schema)}"
    try:
        with database.write() as connection:
            _run(connection, extension_statement(schema))
            return str(connection.execute(_OPCLASS).scalar_one())
    except RefusedError as error:
        raise RefusedError(
            f"The search index needs the extension {TRIGRAMS}, which could not be installed: {error.what}", remedy
        ) from error


def build(database: Database, statements: Sequence[str], step: BuildStep, progress: BuildProgress) -> None:
    """Run the statements that build the index of ``step``. ``progress`` is told from a thread of its own.

    Raises ExpectedError; what is left of the index then, the next build drops.
    """
    try:
        with _watched(database, step, progress):
            execute(database, *statements)
    except CancelledError:
        raise
    except ExpectedError as error:
        raise type(error)(
            f"The index {step.name} was not finished. {error.what}",
            f"{error.remedy} Starting again drops what is left of it and goes on.".strip(),
        ) from error
    except DBAPIError as error:
        known = _explained(error, step.name)
        if known is None:
            raise
        raise known from error


def _explained(error: DBAPIError, name: str) -> ExpectedError | None:
    if isinstance(error.orig, errors.ProgramLimitExceeded):
        return RefusedError(
            f"The index {name} cannot be built: a row holds a value that is too long for an index.",
            "Build the others by their names, or shorten the value.",
        )
    if isinstance(error.orig, errors.DuplicateTable):
        return RefusedError(f"Somebody else has begun to build the index {name}.", "Wait until that has ended.")
    return None


def execute(database: Database, *statements: str) -> None:
    """Run statements that no transaction may surround, or that may take long. Raises ExpectedError."""
    with unhurried(database) as connection:
        for statement in statements:
            _run(connection, statement)


@contextmanager
def unhurried(database: Database) -> Iterator[Connection]:
    """A connection for statements that take minutes and that each commit by themselves.

    Behind a pooler the server's own time-outs stay, since what is set there would be set for others. Raises
    RefusedError where the session may only read.
    """
    # Said for one transaction at a time behind a pooler, it would not hold for these statements.
    with database.write() as connection:
        if connection.execute(text("SELECT current_setting('transaction_read_only')")).scalar_one() == "on":
            raise read_only_refusal()
    with database.read() as shared:
        connection = shared.execution_options(isolation_level="AUTOCOMMIT")
        if database.settings.transaction_pooler:
            yield connection
            return
        try:
            connection.execute(text("SET statement_timeout = 0"))
            connection.execute(text(f"SET lock_timeout = '{_LOCK_TIMEOUT}'"))
            yield connection
        finally:
            # Others must not get a connection without time-outs.
            connection.invalidate()


def _run(connection: Connection, statement: str) -> None:
    # Without parameters, or a % in the schema's name would be taken for one.
    connection.execution_options(no_parameters=True).exec_driver_sql(statement)


@contextmanager
def _watched(database: Database, step: BuildStep, progress: BuildProgress) -> Iterator[None]:
    """While the block runs, tell how far the server is with the index. Needs a second connection."""
    if database.settings.pool_size < 2:
        yield
        return
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(database, step, progress, done), name="index-progress", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _watch(database: Database, step: BuildStep, progress: BuildProgress, done: threading.Event) -> None:
    place = {"schema": database.settings.schema, "name": step.name}
    while not done.wait(_POLL_SECONDS):
        try:
            with database.read() as connection:
                row = connection.execute(_PROGRESS, place).one_or_none()
        except ExpectedError:
            # What keeps the server from saying how far it is will show in the build itself.
            return
        if row is not None and not done.is_set():
            progress(BuildStep(step.name, step.number, step.total, row.phase, _fraction(row)))


def _fraction(row: Any) -> float | None:
    for finished, whole in ((row.tuples_done, row.tuples_total), (row.blocks_done, row.blocks_total)):
        if whole:
            return min(1.0, float(finished / whole))
    return None
