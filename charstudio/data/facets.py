"""The numbers beside the entries of the side bar."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, cast, false, func, select

from charstudio.data.catalogue import Catalogue
from charstudio.data.characters import needs_attention, owner_label
from charstudio.data.tables import characters, users
from charstudio.domain.facets import Facet, Facets


def read(connection: Connection, catalogue: Catalogue, tag_limit: int, owner_limit: int) -> Facets:
    """Count the characters of every entry; at most ``tag_limit`` tags and ``owner_limit`` owners, most used first."""
    c = characters.c
    flags = [
        func.count().filter(column if catalogue.has(column) else false())
        for column in (c.is_favorite, c.is_in_library, c.is_public)
    ]
    counts: list[ColumnElement[Any]] = [func.count(), *flags, func.count().filter(needs_attention(catalogue))]
    totals: Any = connection.execute(select(*counts).select_from(characters)).one()
    styles: tuple[Facet, ...] = ()
    tags: tuple[Facet, ...] = ()
    if catalogue.has(c.style_type):
        style = cast(c.style_type, Text)
        styles = _facets(connection, select(style, style, func.count()).group_by(style).order_by(style))
    if catalogue.has(c.tags):
        each = select(func.unnest(c.tags).label("tag")).subquery()
        number = func.count()
        tags = _facets(
            connection,
            select(each.c.tag, each.c.tag, number)
            .group_by(each.c.tag)
            .order_by(number.desc(), each.c.tag)
            .limit(tag_limit),
        )
    label = owner_label(catalogue)
    number = func.count()
    owners = _facets(
        connection,
        select(c.user_id, label, number)
        .select_from(characters.outerjoin(users, users.c.id == c.user_id))
        .group_by(c.user_id, label)
        .order_by(number.desc(), label, c.user_id)
        .limit(owner_limit),
    )
    total, favorites, in_library, public, attention = totals
    return Facets(
        total=total,
        favorites=favorites,
        in_library=in_library,
        public=public,
        attention=attention,
        styles=styles,
        tags=tags,
        owners=owners,
    )


def _facets(connection: Connection, query: Select[*tuple[Any, ...]]) -> tuple[Facet, ...]:
    return tuple(Facet._make(row) for row in connection.execute(query))
