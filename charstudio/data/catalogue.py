"""What a database has of the platform's tables, and what the role may read of them.

Read once when a library is opened. Queries leave out the columns that are not there, so that a database older or newer
than the tables described in ``tables`` still opens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Table, func, null, text, type_coerce

from charstudio.data import tables
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import RefusedError, UnusableDatabaseError

OLDEST_SERVER: Final = 14

_REQUIRED: Final[tuple[tuple[Table, tuple[str, ...]], ...]] = (
    (tables.users, ("id", "email")),
    (tables.characters, ("id", "user_id", "name", "prompt", "created_at", "updated_at")),
    (tables.character_themes, ("id", "character_id", "name", "created_at")),
    (tables.theme_variants, ("id", "theme_id", "prompt", "created_at")),
)

_FACTS = text(
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number"
)

_COLUMNS = text(
    """
    SELECT c.relname, a.attname, has_column_privilege(c.oid, a.attnum, 'SELECT')
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE n.nspname = :schema AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    """
)


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
        return type_coerce(null(), column.type).label(column.name)

    def missing(self, table: Table) -> frozenset[str]:
        """The names of the columns of ``table`` that cannot be read."""
        return frozenset(column.name for column in table.c if not self.has(column))


def read(connection: Connection, settings: ConnectionSettings) -> Catalogue:
    """Read the catalogue and check that CharStudio can work on this database.

    Raises UnusableDatabaseError for a server older than 14 and for a schema without the platform's tables, RefusedError
    where the role may not read them.
    """
    version, number = connection.execute(_FACTS).one()
    if number < OLDEST_SERVER * 10_000:
        raise UnusableDatabaseError(
            f"The server runs PostgreSQL {version}; CharStudio needs {OLDEST_SERVER} or later.",
            "Upgrade the server, or choose another database.",
        )
    columns: dict[str, dict[str, bool]] = {}
    for table, column, readable in connection.execute(_COLUMNS, {"schema": settings.schema}):
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
    if tables.characters.name not in catalogue.columns:
        others = ", ".join(sorted(catalogue.columns)[:3])
        raise UnusableDatabaseError(
            f"{place} holds other tables ({others}), not the platform's.",
            "Check the database's name and ?schema= in the connection string.",
        )
    for table, required in _REQUIRED:
        present = catalogue.columns.get(table.name, {})
        absent = [name for name in required if name not in present]
        if absent:
            raise UnusableDatabaseError(
                f"{place} lacks {table.name} ({', '.join(absent)}).",
                "Run the platform's migrations on it (prisma migrate deploy).",
            )
        if not all(present[name] for name in required):
            raise RefusedError(
                f'The role "{settings.user}" may not read the table {table.name}.',
                "Ask the database's owner: "
                f'GRANT SELECT ON ALL TABLES IN SCHEMA "{settings.schema}" TO "{settings.user}".',
            )


def required_columns(table: Table) -> tuple[str, ...]:
    """The columns without which CharStudio does not work; none for a table that only switches something off."""
    return next((columns for required, columns in _REQUIRED if required is table), ())


def has_own_schema(connection: Connection) -> bool:
    """Whether CharStudio's revisions ever ran on this database."""
    query = text("SELECT to_regclass(:name) IS NOT NULL")
    return bool(connection.execute(query, {"name": f"{tables.OWN_SCHEMA}.alembic_version"}).scalar_one())


def coalesced(catalogue: Catalogue, column: Column[Any], default: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column with NULL read as ``default``, or ``default`` alone where the database lacks the column."""
    if not catalogue.has(column):
        return default.label(column.name)
    return func.coalesce(column, default).label(column.name)
