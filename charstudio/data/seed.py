"""Rows written in bulk into a library's empty tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert, select

from charstudio.data.tables import characters, metadata


def is_empty(connection: Connection) -> bool:
    """Whether the library has no character yet."""
    return connection.execute(select(characters.c.id).limit(1)).first() is None


def insert_rows(connection: Connection, rows: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
    """Insert rows, given by table in an order that satisfies the foreign keys. All rows of a table have equal keys."""
    tables = {table.name: table for table in metadata.sorted_tables}
    for name, values in rows.items():
        if values:
            connection.execute(insert(tables[name]), [dict(value) for value in values])
