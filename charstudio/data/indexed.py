"""Expressions that queries share with CharStudio's indexes.

PostgreSQL uses an index over an expression, or over some of the rows, only where a query repeats that expression or
condition. The platform's ``prisma db push`` drops every other kind of index, so all of CharStudio's are of these kinds
(``charstudio.data.index_plan``). Constants are spelled out rather than bound: the planner does not see a bound value
through the cast of an array.
"""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Text, func, literal_column
from sqlalchemy.dialects.postgresql import ARRAY

from charstudio.data.catalogue import Catalogue
from charstudio.data.keys import NAME_LENGTH
from charstudio.data.tables import characters

SEPARATOR: Final = "\n"
"""Stands between the texts that are searched together, so that no word is found across two of them."""

_NOTHING: Final[ColumnElement[str]] = literal_column("''", Text)
_BREAK: Final[ColumnElement[str]] = literal_column("E'\\n'", Text)
_NO_TAGS: Final[ColumnElement[Any]] = literal_column("'{}'", ARRAY(Text))


def every(column: Column[Any]) -> ColumnElement[bool]:
    """A condition that holds for every value but NULL: the mark of a partial index of all rows.

    ``column IS NOT NULL`` will not do: for a column that cannot be NULL the planner drops it before it looks for an
    index.
    """
    return column >= _NOTHING


def name_key() -> ColumnElement[str]:
    """What characters are ordered by when they are ordered by name."""
    return func.left(func.coalesce(characters.c.name, _NOTHING), literal_column(str(NAME_LENGTH)))


def tag_list() -> ColumnElement[Any]:
    """A character's tags, none for NULL."""
    return func.coalesce(characters.c.tags, _NO_TAGS)


def search_text(catalogue: Catalogue) -> ColumnElement[str]:
    """The texts of a character that words are looked for in, as one, ``SEPARATOR`` between them."""
    texts: list[ColumnElement[str]] = []
    for column in (characters.c.name, characters.c.description, characters.c.prompt):
        if catalogue.has(column):
            texts += [_BREAK, func.coalesce(column, _NOTHING) if column.nullable else column]
    return reduce(add, texts[1:])
