"""All references to pictures that a database holds, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, case, func, select

from charstudio.data.catalogue import Catalogue
from charstudio.data.tables import characters, theme_variants
from charstudio.domain.images import INLINE_LIMIT

_COLUMNS: Final = {
    characters: ("image_url", "thumbnail_url", "reference_image_url"),
    theme_variants: ("image_url", "thumbnail_url"),
}
_PAGE: Final = 20_000


class ReferencePage(NamedTuple):
    """The references of some rows of a table: each row is its id, then one text for each of ``columns``.

    A text is None where the row has no picture or holds it in itself (a ``data:`` URI). ``done`` is the part of
    all rows, of all tables, that is read by now, from 0 to 1.
    """

    table: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    done: float


def pages(connection: Connection, catalogue: Catalogue) -> Iterator[ReferencePage]:
    """Read everything once, in the order in which it is stored. Neither side holds more than a page.

    The connection must be in a transaction, as the server's cursor lives no longer than that.
    """
    held = [
        (table, tuple(table.c[name] for name in names if catalogue.has(table.c[name])))
        for table, names in _COLUMNS.items()
        if catalogue.has_table(table)
    ]
    held = [(table, columns) for table, columns in held if columns]
    numbers = [int(connection.execute(select(func.count()).select_from(table)).scalar_one()) for table, _ in held]
    whole, read = max(1, sum(numbers)), 0
    for table, columns in held:
        names = tuple(column.name for column in columns)
        query = select(table.c.id, *(_reference(column) for column in columns))
        with connection.execute(query, execution_options={"yield_per": _PAGE}) as result:
            for rows in result.partitions():
                read += len(rows)
                yield ReferencePage(table.name, names, rows, min(1.0, read / whole))


def _reference(column: Column[Any]) -> ColumnElement[Any]:
    return case((func.lower(func.left(column, 5)) != "data:", func.left(column, INLINE_LIMIT)))
