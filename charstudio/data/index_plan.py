"""The indexes that make search and order fast at a million rows, as CharStudio adds them to the platform's tables.

``prisma db push`` drops plain, multi-column and plain GIN indexes that its schema file does not list; it keeps partial
ones and those over an expression, so each of these is one or the other. Queries reach them through the expressions of
``charstudio.data.indexed``. An index whose definition changes takes a new name: it is told by its name alone.

Orders by style and by status have none: casting an enum to text is not immutable, which an index demands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Table
from sqlalchemy.dialects import postgresql

from charstudio.data import indexed
from charstudio.data.catalogue import Catalogue
from charstudio.data.tables import characters, metadata, theme_variants

PREFIX: Final = "charstudio_"
TRIGRAMS: Final = "pg_trgm"
"""The extension that the search index needs."""

_dialect = postgresql.dialect()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class PlannedIndex:
    """One index. ``trigrams`` says that its only key takes the operator class of the extension."""

    name: str
    table: Table
    purpose: str
    columns: tuple[Column[Any], ...]
    """What must be there for it to be made."""
    keys: tuple[ColumnElement[Any], ...]
    where: ColumnElement[bool] | None = None
    method: str = "btree"
    trigrams: bool = False


def quoted(*parts: str) -> str:
    """A name in SQL, of a schema and a table for instance, whatever letters it has."""
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


def plan(catalogue: Catalogue, referencing: frozenset[tuple[str, str]] = frozenset()) -> list[PlannedIndex]:
    """The indexes for a database: one for each order, filter and foreign key that has no other.

    ``referencing`` are the (table, column) of its foreign keys, as some databases have one that the platform's
    migration does not make.
    """
    c = characters.c
    every_row, theme_id = indexed.every(c.id), theme_variants.c.theme_id
    planned = [
        _of(characters, "created", "order by date of creation", (c.created_at, c.id), every_row),
        _of(characters, "updated", "order by date of change", (c.updated_at, c.id), every_row),
        _of(characters, "name", "order by name", (indexed.name_key(), c.id), every_row, needs=(c.name,)),
        _of(
            characters,
            "user_id",
            "the characters of one owner; deleting a user",
            (c.user_id, c.created_at, c.id),
            indexed.every(c.user_id),
        ),
        _of(theme_variants, "theme_id", "the variants of a theme; deleting one", (theme_id,), indexed.every(theme_id)),
        _of(characters, "favorite", "favourites", (c.created_at, c.id), c.is_favorite, needs=(c.is_favorite,)),
        PlannedIndex(
            f"{PREFIX}characters_tags",
            characters,
            "the characters of one tag (a tag may then have 2,700 bytes)",
            (c.tags,),
            (indexed.tag_list(),),
            method="gin",
        ),
        PlannedIndex(
            f"{PREFIX}characters_search",
            characters,
            "search for words of three letters or more",
            (c.name, c.prompt),
            (indexed.search_text(catalogue),),
            method="gin",
            trigrams=True,
        ),
    ]
    planned += [
        _of(column.table, column.name, f"deleting {target.name.replace('_', ' ')}", (column,), indexed.every(column))
        for column, target in _references(referencing)
        if column not in (c.user_id, theme_id)
    ]
    return planned


def create_statement(index: PlannedIndex, schema: str, opclass: str) -> str:
    """The SQL that builds an index without keeping anybody from writing. ``opclass`` is that of trigrams, quoted."""
    keys = [_key(key) for key in index.keys]
    if index.trigrams:
        keys = [f"{key} {opclass}" for key in keys]
    condition = "" if index.where is None else f" WHERE {_sql(index.where)}"
    return (
        f"CREATE INDEX CONCURRENTLY {quoted(index.name)} ON {quoted(schema, index.table.name)} "
        f"USING {index.method} ({', '.join(keys)}){condition}"
    )


def drop_statement(name: str, schema: str) -> str:
    """The SQL that drops an index without keeping anybody from reading or writing."""
    return f"DROP INDEX CONCURRENTLY IF EXISTS {quoted(schema, name)}"


def _of(
    table: Any,
    key: str,
    purpose: str,
    keys: tuple[ColumnElement[Any], ...],
    where: ColumnElement[bool],
    needs: tuple[Column[Any], ...] = (),
) -> PlannedIndex:
    columns = (*needs, *(part for part in keys if isinstance(part, Column)))
    return PlannedIndex(f"{PREFIX}{table.name}_{key}", table, purpose, columns, keys, where)


def _references(live: frozenset[tuple[str, str]]) -> Iterator[tuple[Column[Any], Table]]:
    """The foreign keys that no unique index of the platform begins with, and the table that each leads to."""
    covered = {next(iter(index.columns)) for table in metadata.tables.values() for index in table.indexes}
    for table in metadata.sorted_tables:
        for column in table.c:
            for key in column.foreign_keys:
                if column not in covered:
                    yield column, key.column.table
    variants = theme_variants.c.character_id
    if (theme_variants.name, variants.name) in live:
        yield variants, characters


def _key(key: ColumnElement[Any]) -> str:
    return _sql(key) if isinstance(key, Column) else f"({_sql(key)})"


def _sql(expression: ColumnElement[Any]) -> str:
    options = {"literal_binds": True, "include_table": False}
    return str(expression.compile(dialect=_dialect, compile_kwargs=options))
