"""What a database has of the platform's tables, and what the role may read of them.

Read once when a library is opened. Queries leave out the columns that are not there, so that a database older or newer
than the tables described in ``tables`` still opens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, LiteralString

import psycopg

from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import RefusedError, UnusableDatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Column, ColumnElement, Connection, Table

OLDEST_SERVER: Final = 14

_REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "users": ("id", "email"),
    "characters": ("id", "user_id", "name", "prompt", "created_at", "updated_at"),
    "character_themes": ("id", "character_id", "name", "created_at"),
    "theme_variants": ("id", "theme_id", "prompt", "created_at"),
}

_FACTS: Final = (
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number"
)

_COLUMNS: Final = """
    SELECT c.relname, a.attname, has_column_privilege(c.oid, a.attnum, 'SELECT')
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE n.nspname = %(schema)s AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    """


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The columns of one schema; ``columns[table][column]`` says whether the role may read it."""

    server_version: str
    columns: Mapping[str, Mapping[str, bool]]

    def has(self, column: Column[Any]) -> bool:
        """Whether the column is there and may be read."""
        return self.columns.get(column.table.name, {}).get(column.name, False)

    def has_table(self, table: Table) -> bool:
        """Whether the table is there and its id may be read."""
        return self.has(table.c.id)

    def select(self, column: Column[Any]) -> ColumnElement[Any]:
        """The column, or NULL of its type where the database lacks it, under the column's name."""
        if self.has(column):
            return column
        from sqlalchemy import null, type_coerce

        return type_coerce(null(), column.type).label(column.name)

    def missing(self, table: Table) -> frozenset[str]:
        """The names of the columns of ``table`` that cannot be read."""
        return frozenset(column.name for column in table.c if not self.has(column))


def read(connection: Connection | psycopg.Connection[Any], settings: ConnectionSettings) -> Catalogue:
    """Read the catalogue and check that CharStudio can work on this database.

    By SQLAlchemy, or by the driver alone before SQLAlchemy is imported, with the same queries.

    Raises UnusableDatabaseError for a server older than 14 and for a schema without the platform's tables, RefusedError
    where the role may not read them.
    """
    version, number = _rows(connection, _FACTS)[0]
    if number < OLDEST_SERVER * 10_000:
        raise UnusableDatabaseError(
            f"The server runs PostgreSQL {version}; CharStudio needs {OLDEST_SERVER} or later.",
            "Upgrade the server, or choose another database.",
        )
    columns: dict[str, dict[str, bool]] = {}
    for table, column, readable in _rows(connection, _COLUMNS, {"schema": settings.schema}):
        columns.setdefault(table, {})[column] = readable
    catalogue = Catalogue(version, columns)
    _check(catalogue, settings)
    return catalogue


def _check(catalogue: Catalogue, settings: ConnectionSettings) -> None:
    place = f'The schema "{settings.schema}" of the database "{settings.database}"'
    if not catalogue.columns:
        raise UnusableDatabaseError(
            f"{place} is empty.",
            "Run the platform's migrations on it (prisma migrate deploy), or check the database's name "
            "and ?schema= in the connection string.",
        )
    if "characters" not in catalogue.columns:
        others = ", ".join(sorted(catalogue.columns)[:3])
        raise UnusableDatabaseError(
            f"{place} holds other tables ({others}), not the platform's.",
            "Check the database's name and ?schema= in the connection string.",
        )
    for table, required in _REQUIRED.items():
        present = catalogue.columns.get(table, {})
        absent = [name for name in required if name not in present]
        if absent:
            raise UnusableDatabaseError(
                f"{place} lacks {table} ({', '.join(absent)}).",
                "Run the platform's migrations on it (prisma migrate deploy).",
            )
        if not all(present[name] for name in required):
            raise RefusedError(
                f'The role "{settings.user}" may not read the table {table}.',
                "Ask the database's owner: "
                f'GRANT SELECT ON ALL TABLES IN SCHEMA "{settings.schema}" TO "{settings.user}".',
            )


def required_columns(table: Table) -> tuple[str, ...]:
    """The columns without which CharStudio does not work; none for a table that only switches something off."""
    return _REQUIRED.get(table.name, ())


def has_own_schema(connection: Connection | psycopg.Connection[Any]) -> bool:
    """Whether CharStudio's revisions ever ran on this database."""
    return bool(_rows(connection, "SELECT to_regclass('charstudio.alembic_version') IS NOT NULL")[0][0])


def coalesced(catalogue: Catalogue, column: Column[Any], default: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column with NULL read as ``default``, or ``default`` alone where the database lacks the column."""
    from sqlalchemy import func

    if not catalogue.has(column):
        return default.label(column.name)
    return func.coalesce(column, default).label(column.name)


def _rows(
    connection: Connection | psycopg.Connection[Any], query: LiteralString, parameters: dict[str, Any] | None = None
) -> Sequence[Any]:
    if isinstance(connection, psycopg.Connection):
        return connection.execute(query, parameters).fetchall()
    return connection.exec_driver_sql(query, parameters).fetchall()
