"""Pages of a long list by the key of a row, so that a page deep in a million costs what the first one does."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, tuple_

from charstudio.domain.listing import Place


def page(
    select: Select[*tuple[Any, ...]],
    key: tuple[ColumnElement[Any], ColumnElement[Any]],
    *,
    descending: bool,
    place: Place,
    size: int,
) -> Select[*tuple[Any, ...]]:
    """Limit ``select`` to the page at ``place``.

    Sort value and id run in the same direction, since PostgreSQL turns the comparison of such a pair into one range of
    an index. Rows of a backwards page come in reverse: ``in_order`` puts them right.
    """
    downwards = descending != place.backwards
    if place.after is not None:
        pair = tuple_(*key)
        select = select.where(pair < place.after if downwards else pair > place.after)
    select = select.order_by(*(part.desc() if downwards else part.asc() for part in key)).limit(size)
    return select.offset(place.skip) if place.skip else select


def before(
    select: Select[*tuple[Any, ...]],
    key: tuple[ColumnElement[Any], ColumnElement[Any]],
    *,
    descending: bool,
    of: tuple[Any, Any],
) -> Select[*tuple[Any, ...]]:
    """Limit ``select`` to the rows that come before the row with the key ``of``."""
    pair = tuple_(*key)
    return select.where(pair > of if descending else pair < of)
