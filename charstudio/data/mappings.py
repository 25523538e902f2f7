"""The platform's rows as typed classes, mapped onto the tables of ``charstudio.data.tables``.

For code that writes rows one by one and walks from one to the next. Lists are read by Core (see ``tables``), and no
object of these classes leaves the data layer or a test: callers get the records of ``charstudio.domain.records``.

Two attributes are not named like their columns: ``facts`` is ``metadata``, a name that SQLAlchemy keeps for itself,
and ``physical_traits`` is ``physicalTraits``. Relationships never load by themselves: they raise unless a query
asked for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, relationship

from charstudio.data import tables

Json = Mapping[str, Any] | Sequence[Any] | str | int | float | bool | None


class Row(DeclarativeBase):
    """A row of one of the platform's tables."""

    metadata = tables.metadata


class User(Row):
    __table__ = tables.users

    id: Mapped[str]
    email: Mapped[str]
    auth0_id: Mapped[str | None]
    name: Mapped[str | None]
    avatar: Mapped[str | None]
    subscription_tier: Mapped[str]
    daily_quota: Mapped[int]
    daily_used: Mapped[int]
    total_generated: Mapped[int]
    last_reset_date: Mapped[datetime]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    characters: Mapped[list[Character]] = relationship(back_populates="user", passive_deletes=True, lazy="raise")
    generations: Mapped[list[Generation]] = relationship(back_populates="user", passive_deletes=True, lazy="raise")


class Character(Row):
    __table__ = tables.characters

    id: Mapped[str]
    user_id: Mapped[str]
    name: Mapped[str | None]
    description: Mapped[str | None]
    prompt: Mapped[str]
    style_type: Mapped[str]
    image_url: Mapped[str | None]
    thumbnail_url: Mapped[str | None]
    reference_image_url: Mapped[str | None]
    facts: Mapped[Json] = column_property(tables.characters.c.metadata)
    tags: Mapped[list[str] | None]
    is_public: Mapped[bool]
    is_favorite: Mapped[bool]
    is_in_library: Mapped[bool]
    generation_status: Mapped[str]
    age: Mapped[str | None]
    gender: Mapped[str | None]
    occupation: Mapped[str | None]
    personality: Mapped[list[str] | None]
    physical_traits: Mapped[Json] = column_property(tables.characters.c.physicalTraits)
    clothing: Mapped[str | None]
    background: Mapped[str | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    user: Mapped[User] = relationship(back_populates="characters", lazy="raise")
    themes: Mapped[list[Theme]] = relationship(
        back_populates="character",
        # The platform lists them newest first.
        order_by=lambda: (Theme.created_at.desc(), Theme.id.desc()),
        passive_deletes=True,
        lazy="raise",
    )


class Theme(Row):
    __table__ = tables.character_themes

    id: Mapped[str]
    character_id: Mapped[str]
    name: Mapped[str]
    description: Mapped[str | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    character: Mapped[Character] = relationship(back_populates="themes", lazy="raise")
    variants: Mapped[list[Variant]] = relationship(
        back_populates="theme",
        order_by=lambda: (Variant.created_at.desc(), Variant.id.desc()),
        passive_deletes=True,
        lazy="raise",
    )


class Variant(Row):
    """``character_id`` has no foreign key and may disagree with the theme's: the theme's counts."""

    __table__ = tables.theme_variants

    id: Mapped[str]
    theme_id: Mapped[str]
    character_id: Mapped[str]
    prompt: Mapped[str]
    image_url: Mapped[str | None]
    thumbnail_url: Mapped[str | None]
    facts: Mapped[Json] = column_property(tables.theme_variants.c.metadata)
    created_at: Mapped[datetime]

    theme: Mapped[Theme] = relationship(back_populates="variants", lazy="raise")


class Generation(Row):
    __table__ = tables.generations

    id: Mapped[str]
    user_id: Mapped[str]
    character_id: Mapped[str | None]
    status: Mapped[str]
    batch_size: Mapped[int]
    nano_banana_request_id: Mapped[str | None]
    prompt: Mapped[str]
    style_type: Mapped[str]
    error_message: Mapped[str | None]
    completed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    user: Mapped[User] = relationship(back_populates="generations", lazy="raise")
    character: Mapped[Character | None] = relationship(lazy="raise")


class Template(Row):
    __table__ = tables.character_templates

    id: Mapped[str]
    name: Mapped[str]
    description: Mapped[str | None]
    prompt: Mapped[str]
    style_type: Mapped[str]
    tags: Mapped[list[str] | None]
    is_active: Mapped[bool]
    usage_count: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Collection(Row):
    __table__ = tables.character_collections

    id: Mapped[str]
    user_id: Mapped[str]
    name: Mapped[str]
    description: Mapped[str | None]
    is_public: Mapped[bool]
    cover_image_url: Mapped[str | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    user: Mapped[User] = relationship(lazy="raise")
    items: Mapped[list[CollectionItem]] = relationship(back_populates="collection", passive_deletes=True, lazy="raise")


class CollectionItem(Row):
    __table__ = tables.character_collection_items

    id: Mapped[str]
    collection_id: Mapped[str]
    character_id: Mapped[str]
    added_at: Mapped[datetime]

    collection: Mapped[Collection] = relationship(back_populates="items", lazy="raise")
    character: Mapped[Character] = relationship(lazy="raise")


class Scene(Row):
    __table__ = tables.scenes

    id: Mapped[str]
    user_id: Mapped[str]
    name: Mapped[str]
    description: Mapped[str | None]
    environment: Mapped[str | None]
    setting: Mapped[str | None]
    mood: Mapped[str | None]
    lighting: Mapped[str | None]
    thumbnail_url: Mapped[str | None]
    is_public: Mapped[bool]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    user: Mapped[User] = relationship(lazy="raise")
    cast: Mapped[list[SceneCharacter]] = relationship(back_populates="scene", passive_deletes=True, lazy="raise")


class SceneCharacter(Row):
    __table__ = tables.scene_characters

    id: Mapped[str]
    scene_id: Mapped[str]
    character_id: Mapped[str]
    pose: Mapped[str | None]
    expression: Mapped[str | None]
    action: Mapped[str | None]
    position: Mapped[Json]
    added_at: Mapped[datetime]

    scene: Mapped[Scene] = relationship(back_populates="cast", lazy="raise")
    character: Mapped[Character] = relationship(lazy="raise")


class SceneGeneration(Row):
    __table__ = tables.scene_generations

    id: Mapped[str]
    user_id: Mapped[str]
    scene_id: Mapped[str]
    status: Mapped[str]
    prompt: Mapped[str]
    error_message: Mapped[str | None]
    completed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    user: Mapped[User] = relationship(lazy="raise")
    scene: Mapped[Scene] = relationship(lazy="raise")
