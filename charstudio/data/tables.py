"""The platform's tables: the one description of them, as SQLAlchemy Core.

Names, order of columns, nullability and defaults are those of the platform's first migration. Core tables rather
than mapped classes, since importing the ORM costs a quarter of a second that the first page should not wait for;
``charstudio.data.mappings`` maps typed classes onto these same tables.

The schema is called ``public`` here. ``Database`` translates it when the connection string names another.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP

from charstudio.domain.vocabulary import GenerationStatus, StyleType, SubscriptionTier

PLATFORM_SCHEMA: Final = "public"
OWN_SCHEMA: Final = "charstudio"

metadata = MetaData(schema=PLATFORM_SCHEMA)


def _enum(name: str, values: type[SubscriptionTier] | type[StyleType] | type[GenerationStatus]) -> Enum:
    return Enum(*[value.value for value in values], name=name, metadata=metadata, schema=PLATFORM_SCHEMA)


tier_type = _enum("SubscriptionTier", SubscriptionTier)
style_type = _enum("StyleType", StyleType)
status_type = _enum("GenerationStatus", GenerationStatus)

Timestamp: Final = TIMESTAMP(timezone=False, precision=3)
# None is SQL NULL, as Prisma writes it, and not the JSON value null.
Json: Final = JSONB(none_as_null=True)


def _required(name: str, *, default: str | None = None) -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def _optional(*names: str) -> list[Column[Any]]:
    return [Column(name, Text) for name in names]


def _flag(name: str, *, default: bool = False) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default=text("true" if default else "false"))


def _number(name: str, default: int) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text(str(default)))


def _style() -> Column[str]:
    return Column("style_type", style_type, nullable=False, server_default=StyleType.REALISTIC.value)


def _status(name: str) -> Column[str]:
    return Column(name, status_type, nullable=False, server_default=GenerationStatus.PENDING.value)


def _now(name: str) -> Column[Any]:
    return Column(name, Timestamp, nullable=False, server_default=text("CURRENT_TIMESTAMP"))


def _created_and_updated() -> list[Column[Any]]:
    # No default and no trigger keeps updated_at: every writer sets it, as Prisma's client does.
    return [_now("created_at"), Column("updated_at", Timestamp, nullable=False)]


def _reference(
    table: str, column: str, target: str, *, on_delete: str = "CASCADE", nullable: bool = False
) -> Column[str]:
    key = ForeignKey(
        f"{PLATFORM_SCHEMA}.{target}.id", name=f"{table}_{column}_fkey", ondelete=on_delete, onupdate="CASCADE"
    )
    return Column(column, Text, key, nullable=nullable)


def _table(name: str, *columns: Column[Any] | Index) -> Table:
    return Table(name, metadata, _required("id"), *columns, PrimaryKeyConstraint("id", name=f"{name}_pkey"))


users = _table(
    "users",
    _required("email"),
    *_optional("auth0_id", "name", "avatar"),
    Column("subscription_tier", tier_type, nullable=False, server_default=SubscriptionTier.FREE.value),
    _number("daily_quota", 3),
    _number("daily_used", 0),
    _number("total_generated", 0),
    _now("last_reset_date"),
    *_created_and_updated(),
    # Prisma makes unique indexes, not unique constraints.
    Index("users_email_key", "email", unique=True),
    Index("users_auth0_id_key", "auth0_id", unique=True),
)

characters = _table(
    "characters",
    _reference("characters", "user_id", "users"),
    *_optional("name", "description"),
    _required("prompt"),
    _style(),
    *_optional("image_url", "thumbnail_url", "reference_image_url"),
    Column("metadata", Json),
    Column("tags", ARRAY(Text)),
    _flag("is_public"),
    _flag("is_favorite"),
    _flag("is_in_library"),
    _status("generation_status"),
    *_optional("age", "gender", "occupation"),
    Column("personality", ARRAY(Text)),
    Column("physicalTraits", Json),
    *_optional("clothing", "background"),
    *_created_and_updated(),
)

character_themes = _table(
    "character_themes",
    _reference("character_themes", "character_id", "characters"),
    _required("name"),
    *_optional("description"),
    *_created_and_updated(),
    Index("character_themes_character_id_name_key", "character_id", "name", unique=True),
)

theme_variants = _table(
    "theme_variants",
    _reference("theme_variants", "theme_id", "character_themes"),
    # The platform declares no foreign key here; some databases have one.
    _required("character_id"),
    _required("prompt"),
    *_optional("image_url", "thumbnail_url"),
    Column("metadata", Json),
    _now("created_at"),
)

generations = _table(
    "generations",
    _reference("generations", "user_id", "users"),
    _reference("generations", "character_id", "characters", on_delete="SET NULL", nullable=True),
    _status("status"),
    _number("batch_size", 1),
    *_optional("nano_banana_request_id"),
    _required("prompt"),
    _style(),
    *_optional("error_message"),
    Column("completed_at", Timestamp),
    *_created_and_updated(),
)

character_templates = _table(
    "character_templates",
    _required("name"),
    *_optional("description"),
    _required("prompt"),
    _style(),
    Column("tags", ARRAY(Text)),
    _flag("is_active", default=True),
    _number("usage_count", 0),
    *_created_and_updated(),
)

character_collections = _table(
    "character_collections",
    _reference("character_collections", "user_id", "users"),
    _required("name"),
    *_optional("description"),
    _flag("is_public"),
    *_optional("cover_image_url"),
    *_created_and_updated(),
)

character_collection_items = _table(
    "character_collection_items",
    _reference("character_collection_items", "collection_id", "character_collections"),
    _reference("character_collection_items", "character_id", "characters"),
    _now("added_at"),
    Index("character_collection_items_collection_id_character_id_key", "collection_id", "character_id", unique=True),
)

scenes = _table(
    "scenes",
    _reference("scenes", "user_id", "users"),
    _required("name"),
    *_optional("description", "environment", "setting", "mood", "lighting", "thumbnail_url"),
    _flag("is_public"),
    *_created_and_updated(),
)

scene_characters = _table(
    "scene_characters",
    _reference("scene_characters", "scene_id", "scenes"),
    _reference("scene_characters", "character_id", "characters"),
    *_optional("pose", "expression", "action"),
    Column("position", Json),
    _now("added_at"),
    Index("scene_characters_scene_id_character_id_key", "scene_id", "character_id", unique=True),
)

scene_generations = _table(
    "scene_generations",
    _reference("scene_generations", "user_id", "users"),
    _reference("scene_generations", "scene_id", "scenes"),
    _status("status"),
    _required("prompt"),
    *_optional("error_message"),
    Column("completed_at", Timestamp),
    *_created_and_updated(),
)
