"""All rows of a database, for comparing two of them."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from charstudio.domain.connection import ConnectionSettings

_TABLES = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
"""


def rows_of(settings: ConnectionSettings) -> dict[tuple[str, str], list[str]]:
    """Each row of each table of all schemas as PostgreSQL writes it, sorted, by schema and table."""
    conninfo: dict[str, Any] = settings.conninfo()
    with psycopg.connect(**conninfo) as connection:
        tables = connection.execute(_TABLES).fetchall()
        return {(schema, table): _rows(connection, schema, table) for schema, table in tables}


def _rows(connection: psycopg.Connection[Any], schema: str, table: str) -> list[str]:
    query = sql.SQL("SELECT t::text FROM {} AS t ORDER BY 1").format(sql.Identifier(schema, table))
    return [text for (text,) in connection.execute(query)]
