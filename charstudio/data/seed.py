"""Rows written in bulk into a library's empty tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert, select

from charstudio.data.catalogue import Catalogue
from charstudio.data.tables import characters, metadata


def is_empty(connection: Connection) -> bool:
    """Whether the library has no character yet."""
    return connection.execute(select(characters.c.id).limit(1)).first() is None


def occupied_table(connection: Connection, catalogue: Catalogue) -> str | None:
    """The name of a table of the platform that holds rows, or None where all of them are empty."""
    for table in (characters, *metadata.sorted_tables):
        if catalogue.has_table(table) and connection.execute(select(table.c.id).limit(1)).first() is not None:
            return table.name
    return None


def known_part(
    rows: Mapping[str, Sequence[Mapping[str, object]]], catalogue: Catalogue
) -> dict[str, list[dict[str, object]]]:
    """What of the rows a database has tables and columns for."""
    held = {table.name: table for table in metadata.sorted_tables if catalogue.has_table(table)}
    return {
        name: [{key: value for key, value in row.items() if catalogue.has(held[name].c[key])} for row in values]
        for name, values in rows.items()
        if name in held
    }


def insert_rows(connection: Connection, rows: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
    """Insert rows, given by table in an order that satisfies the foreign keys. All rows of a table have equal keys."""
    tables = {table.name: table for table in metadata.sorted_tables}
    for name, values in rows.items():
        if values:
            connection.execute(insert(tables[name]), [dict(value) for value in values])
