"""A dump put into a database that is empty, in one transaction."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

import psycopg
from psycopg import sql

from charstudio.data.archive import Archive, CopyRows, CopyStart, Piece, Statements
from charstudio.data.pgtools import Tools, find_tools
from charstudio.data.session import one_transaction
from charstudio.data.tables import OWN_SCHEMA
from charstudio.domain.backup import TableRows
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import BadInputError, RefusedError

Report: TypeAlias = Callable[[str, float], None]

# Schemas are made here, as "public" is there already; comments on what may belong to others are not needed.
_LEFT_OUT: Final = re.compile(rb"^\d+; \d+ \d+ (?:SCHEMA - |COMMENT - SCHEMA |COMMENT - EXTENSION )")
_EXTENSION_SCHEMA: Final = re.compile(
    rb'^CREATE EXTENSION IF NOT EXISTS .* WITH SCHEMA ("(?:[^"]|"")*"|[^\s";]+);$', re.MULTILINE
)
# psql's own commands, and a setting that servers before 17 do not know.
_OPENING: Final = re.compile(rb"\A((?:--[^\n]*\n|\n)*)\\restrict \S+\n")
_CLOSING: Final = re.compile(rb"^\\unrestrict \S+\s*\Z", re.MULTILINE)
_NEW_SETTING: Final = re.compile(rb"^SET transaction_timeout = 0;\n", re.MULTILINE)

_OBJECTS = """
    SELECT n.nspname, c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY(%(schemas)s) AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  UNION ALL
    SELECT n.nspname, t.typname FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    WHERE n.nspname = ANY(%(schemas)s) AND t.typtype IN ('e', 'd', 'r') AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
  UNION ALL
    SELECT n.nspname, p.proname FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = ANY(%(schemas)s) AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  LIMIT 3
"""


def load(settings: ConnectionSettings, archive: Archive, tables: Sequence[TableRows], report: Report) -> None:
    """Put the archive, which holds ``tables``, into the database that ``settings`` lead to; all of it or nothing.

    Its platform's schema gets the name that ``settings`` give it. Raises RefusedError where anything is in the schemas
    that it needs, where the database is read-only or the role may not make tables; BadInputError for a damaged file;
    CancelledError. Nothing was changed then.
    """
    tools = find_tools()
    entries = archive.listing(tools)
    chosen = b"".join(line for line in entries.splitlines(keepends=True) if not _LEFT_OUT.match(line))
    schemas = list(dict.fromkeys(table.schema for table in tables))
    platform = _platform_schema(schemas, settings)
    with one_transaction(settings) as connection:
        try:
            _require_writable(connection, settings)
            _require_empty(connection, settings, [*schemas, settings.schema])
            _make_schemas(connection, schemas, platform, settings.schema)
            _run_sections(connection, archive, tools, chosen, tables, report)
            if platform != settings.schema:
                new, old = sql.Identifier(settings.schema), sql.Identifier(platform)
                connection.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(old, new))
            # The script's settings are the session's, which a pooler gives to others.
            connection.execute("RESET ALL")
        except (psycopg.errors.SyntaxErrorOrAccessRuleViolation, psycopg.DataError, psycopg.IntegrityError) as error:
            raise _refused(error, settings) from error


def _platform_schema(schemas: Sequence[str], settings: ConnectionSettings) -> str:
    others = [schema for schema in schemas if schema != OWN_SCHEMA]
    if len(others) == 1:
        return others[0]
    if settings.schema in others or not others:
        return settings.schema
    raise BadInputError(
        f"The backup holds several schemas ({', '.join(others)}), none of them named {settings.schema}.",
        "Name the platform's schema with ?schema= in the connection string.",
    )


def _require_writable(connection: psycopg.Connection[Any], settings: ConnectionSettings) -> None:
    row = connection.execute("SELECT current_setting('transaction_read_only')").fetchone()
    if row is not None and row[0] == "on":
        raise RefusedError(
            f'The database "{settings.database}" takes no changes: it is read-only, or a standby.',
            "Restore into a database that may be written to; nothing was changed.",
        )


def _require_empty(connection: psycopg.Connection[Any], settings: ConnectionSettings, schemas: list[str]) -> None:
    found = connection.execute(_OBJECTS, {"schemas": schemas}).fetchall()
    if found:
        names = ", ".join(f"{schema}.{name}" for schema, name in found)
        raise RefusedError(
            f'The database "{settings.database}" is not empty: it holds {names}.',
            "Restore into an empty database, or into a new library with --into-library NAME; nothing was changed.",
        )


def _make_schemas(connection: psycopg.Connection[Any], schemas: Sequence[str], platform: str, target: str) -> None:
    if platform != target:
        # It was found empty, and the restored one takes its name in the end.
        connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {}").format(sql.Identifier(target)))
    for schema in schemas:
        connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))


def _run_sections(
    connection: psycopg.Connection[Any],
    archive: Archive,
    tools: Tools,
    entries: bytes,
    tables: Sequence[TableRows],
    report: Report,
) -> None:
    report("Making the tables", 0.0)
    with archive.script(tools, "pre-data", entries) as script:
        for piece in script:
            _execute(connection, piece)
    with archive.script(tools, "data", entries) as script:
        loaded = _Loader(connection, sum(table.rows for table in tables), report).run(script)
    if sorted(loaded) != sorted(tables):
        raise BadInputError(
            f"The backup {archive.path.name} does not hold the rows that it should.",
            "Nothing was changed; choose another backup.",
        )
    report("Making the indexes", 1.0)
    with archive.script(tools, "post-data", entries) as script:
        for piece in script:
            _execute(connection, piece)


class _Loader:
    """Runs the data section and counts what it loads."""

    def __init__(self, connection: psycopg.Connection[Any], expected: int, report: Report) -> None:
        self._connection = connection
        self._expected = max(expected, 1)
        self._report = report
        self._loaded = 0

    def run(self, script: Any) -> list[TableRows]:
        """Load all tables. Returns them with their rows."""
        tables = list[TableRows]()
        for piece in script:
            if isinstance(piece, CopyStart):
                tables.append(TableRows(piece.schema, piece.table, self._load(piece, script)))
            else:
                _execute(self._connection, piece)
        return tables

    def _load(self, start: CopyStart, script: Any) -> int:
        rows = 0
        with self._connection.cursor() as cursor, cursor.copy(start.statement.rstrip(b";\n")) as copy:
            for piece in script:
                if not isinstance(piece, CopyRows):
                    break
                copy.write(piece.data)
                rows += piece.count
                self._loaded += piece.count
                self._report(f"Restoring {start.table}", min(self._loaded / self._expected, 1.0))
        return rows


def _execute(connection: psycopg.Connection[Any], piece: Piece) -> None:
    if not isinstance(piece, Statements):
        return
    text = _OPENING.sub(rb"\1", piece.text, count=1)
    text = _CLOSING.sub(b"", _NEW_SETTING.sub(b"", text, count=1))
    for name in _EXTENSION_SCHEMA.findall(text):
        connection.execute(b"CREATE SCHEMA IF NOT EXISTS " + name)
    if text.strip():
        connection.execute(text)


def _refused(error: psycopg.Error, settings: ConnectionSettings) -> RefusedError:
    # The first line names objects; the values of rows stand in the lines after it.
    said = (error.diag.message_primary or type(error).__name__).splitlines()[0].rstrip(".")
    return RefusedError(
        f'The database "{settings.database}" does not take the backup: {said}.',
        "Nothing was changed; restore into a new library, or ask the database's owner for the right to make tables.",
    )
