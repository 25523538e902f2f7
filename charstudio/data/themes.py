"""Themes of a character, and the variants in them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from charstudio.data import indexed
from charstudio.data.catalogue import Catalogue
from charstudio.data.characters import short
from charstudio.data.tables import character_themes, theme_variants
from charstudio.domain.images import StoredField, reference
from charstudio.domain.records import ThemeRow, Variant, VariantRow


def of_character(connection: Connection, catalogue: Catalogue, character_id: str) -> list[ThemeRow]:
    """The themes of a character, newest first (as the platform lists them), each with the number of its variants."""
    c = character_themes.c
    counts = (
        select(theme_variants.c.theme_id, func.count().label("variants"))
        .where(
            theme_variants.c.theme_id.in_(select(c.id).where(c.character_id == character_id)),
            indexed.every(theme_variants.c.theme_id),
        )
        .group_by(theme_variants.c.theme_id)
        .subquery()
    )
    updated_at: ColumnElement[Any] = c.updated_at if catalogue.has(c.updated_at) else c.created_at
    query = (
        select(
            c.id,
            c.character_id,
            c.name,
            catalogue.select(c.description),
            c.created_at,
            updated_at,
            func.coalesce(counts.c.variants, 0),
        )
        .select_from(character_themes.outerjoin(counts, counts.c.theme_id == c.id))
        .where(c.character_id == character_id)
        .order_by(c.created_at.desc(), c.id.desc())
    )
    return [ThemeRow._make(row) for row in connection.execute(query)]


def variants(connection: Connection, catalogue: Catalogue, character_id: str, theme_id: str | None) -> list[VariantRow]:
    """The variants of one theme, or of all themes of a character, newest first."""
    query = _joined(
        select(
            theme_variants.c.id,
            theme_variants.c.theme_id,
            character_themes.c.name,
            character_themes.c.character_id,
            theme_variants.c.prompt,
            theme_variants.c.created_at,
            _address(catalogue, theme_variants.c.thumbnail_url),
            _address(catalogue, theme_variants.c.image_url),
        )
    ).where(character_themes.c.character_id == character_id)
    if theme_id is not None:
        query = query.where(theme_variants.c.theme_id == theme_id)
    query = query.order_by(theme_variants.c.created_at.desc(), theme_variants.c.id.desc())
    return [VariantRow._make(row) for row in connection.execute(query)]


def variant(connection: Connection, catalogue: Catalogue, variant_id: str) -> Variant | None:
    """One variant with every field, or None when it is gone."""
    query = _joined(
        select(
            theme_variants.c.theme_id,
            character_themes.c.name.label("theme"),
            character_themes.c.character_id,
            theme_variants.c.prompt,
            _address(catalogue, theme_variants.c.image_url),
            _address(catalogue, theme_variants.c.thumbnail_url),
            catalogue.select(theme_variants.c.metadata).label("facts"),
            theme_variants.c.created_at,
        )
    ).where(theme_variants.c.id == variant_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Variant(
        id=variant_id,
        theme_id=row.theme_id,
        theme=row.theme,
        character_id=row.character_id,
        prompt=row.prompt,
        image=reference(row.image_url, StoredField(theme_variants.name, "image_url", variant_id)),
        thumbnail=reference(row.thumbnail_url, StoredField(theme_variants.name, "thumbnail_url", variant_id)),
        metadata=row.facts,
        created_at=row.created_at,
    )


def _joined(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    joined = theme_variants.join(character_themes, character_themes.c.id == theme_variants.c.theme_id)
    return query.select_from(joined).where(indexed.every(theme_variants.c.theme_id))


def _address(catalogue: Catalogue, column: Any) -> ColumnElement[Any]:
    return short(column) if catalogue.has(column) else catalogue.select(column)
