"""The whole text of an image reference that lists carry only the beginning of."""

from __future__ import annotations

from sqlalchemy import Connection, select

from charstudio.data.tables import metadata
from charstudio.domain.images import StoredField


def read(connection: Connection, field: StoredField) -> str | None:
    """What the field holds now; None for NULL and for a row that is gone."""
    table = next(table for table in metadata.sorted_tables if table.name == field.table)
    row = connection.execute(select(table.c[field.column]).where(table.c.id == field.id)).one_or_none()
    return None if row is None else row[0]
