"""Which features a database cannot carry: a column, a table or a privilege is missing that they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from psycopg import sql
from sqlalchemy import Column, Connection, Table, text

from charstudio.data import tables
from charstudio.data.catalogue import Catalogue
from charstudio.domain.database_state import Limitation

_PLATFORMS_CHOICE: Final = (
    "The platform's migrations decide which columns there are; everything else works without them."
)


@dataclass(frozen=True, slots=True)
class Feature:
    """Something a person sees, and the columns that it is made of."""

    title: str
    columns: tuple[Column[Any], ...]


def _feature(title: str, table: Table, *names: str) -> Feature:
    return Feature(title, tuple(table.c[name] for name in names))


_USER, _CHARACTER, _THEME, _VARIANT = (
    tables.users,
    tables.characters,
    tables.character_themes,
    tables.theme_variants,
)

FEATURES: Final = (
    _feature("Names and pictures of accounts", _USER, "name", "avatar"),
    _feature("Sign-in identities of accounts", _USER, "auth0_id"),
    _feature("Quotas", _USER, "subscription_tier", "daily_quota", "daily_used", "total_generated", "last_reset_date"),
    _feature("Dates of accounts", _USER, "created_at", "updated_at"),
    _feature("Descriptions of characters", _CHARACTER, "description"),
    _feature("Styles", _CHARACTER, "style_type"),
    _feature("Pictures of characters", _CHARACTER, "image_url", "thumbnail_url", "reference_image_url"),
    _feature("Metadata of characters", _CHARACTER, "metadata"),
    _feature("Tags", _CHARACTER, "tags"),
    _feature("Public, favorite and library marks", _CHARACTER, "is_public", "is_favorite", "is_in_library"),
    _feature("Generation status of characters", _CHARACTER, "generation_status"),
    _feature(
        "Attributes of characters",
        _CHARACTER,
        *("age", "gender", "occupation", "personality", "physicalTraits", "clothing", "background"),
    ),
    _feature("Descriptions of themes", _THEME, "description"),
    _feature("Time of a theme's last change", _THEME, "updated_at"),
    _feature("Adding variants", _VARIANT, "character_id"),
    _feature("Pictures of variants", _VARIANT, "image_url", "thumbnail_url"),
    _feature("Metadata of variants", _VARIANT, "metadata"),
)
"""Those of the four tables that nothing works without."""

WHOLE_TABLES: Final[Mapping[str, tuple[Table, ...]]] = {
    "Generation history": (tables.generations,),
    "Prompt templates": (tables.character_templates,),
    "Collections": (tables.character_collections, tables.character_collection_items),
    "Scenes": (tables.scenes, tables.scene_characters, tables.scene_generations),
}
"""Features with tables of their own, which newer platforms have dropped."""

_CHANGES: Final[Mapping[str, tuple[Table, ...]]] = {
    "Changing characters": (_CHARACTER,),
    "Changing themes": (_THEME,),
    "Changing variants": (_VARIANT,),
    "Changing accounts and quotas": (_USER,),
    **{f"Changing {title.lower()}": kept for title, kept in WHOLE_TABLES.items()},
}

_PRIVILEGES: Final = text(
    """
    SELECT c.relname,
           has_any_column_privilege(c.oid, 'INSERT') AS "INSERT",
           has_any_column_privilege(c.oid, 'UPDATE') AS "UPDATE",
           has_table_privilege(c.oid, 'DELETE') AS "DELETE"
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = :schema AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    """
)


def limitations(connection: Connection, catalogue: Catalogue, schema: str, role: str) -> tuple[Limitation, ...]:
    """What is switched off on this database for this role; nothing on one that is as the platform first made it."""
    survey = _Survey(catalogue, schema, role)
    return (*survey.unreadable(), *survey.unwritable(connection))


@dataclass(frozen=True, slots=True)
class _Survey:
    catalogue: Catalogue
    schema: str
    role: str

    def unreadable(self) -> Iterator[Limitation]:
        for feature in FEATURES:
            yield from self._lacking(feature.title, feature.columns)
        for title, kept in WHOLE_TABLES.items():
            for table in kept:
                part = f"Some fields of {title.lower()}" if self.catalogue.has_table(table) else title
                yield from self._lacking(part, tuple(table.c))

    def _lacking(self, title: str, columns: tuple[Column[Any], ...]) -> Iterator[Limitation]:
        table = columns[0].table
        assert isinstance(table, Table)
        present = self.catalogue.columns.get(table.name)
        if present is None:
            yield Limitation(title, f"the table {table.name} is missing", _PLATFORMS_CHOICE)
            return
        absent = [column.name for column in columns if column.name not in present]
        if absent:
            yield Limitation(title, f"{table.name} has no {_listed(absent, 'or')}", _PLATFORMS_CHOICE)
        closed = [column.name for column in columns if present.get(column.name) is False]
        if closed:
            what = table.name if len(closed) == len(present) else f"{_listed(closed, 'and')} of {table.name}"
            yield Limitation(title, f'the role "{self.role}" may not read {what}', self._grant("SELECT", table.name))

    def unwritable(self, connection: Connection) -> Iterator[Limitation]:
        if connection.exec_driver_sql("SELECT pg_is_in_recovery()").scalar_one():
            yield Limitation("All changes", "the server is a standby", "Connect to the primary server to change data.")
            return
        if connection.exec_driver_sql("SHOW transaction_read_only").scalar_one() == "on":
            remedy = "Set the profile's safety level, or default_transaction_read_only of the role or the database."
            yield Limitation("All changes", "the session is read only", remedy)
            return
        found = {row["relname"]: row for row in connection.execute(_PRIVILEGES, {"schema": self.schema}).mappings()}
        for title, kept in _CHANGES.items():
            for table in kept:
                rights = found.get(table.name)
                refused = [verb for verb in ("INSERT", "UPDATE", "DELETE") if rights and not rights[verb]]
                if refused:
                    reason = f'the role "{self.role}" may not {_listed(refused, "or")} in {table.name}'
                    yield Limitation(title, reason, self._grant(", ".join(refused), table.name))

    def _grant(self, privileges: str, table: str) -> str:
        # Written for people to run: names are quoted as SQL wants them.
        place = sql.Identifier(self.schema, table).as_string()
        role = sql.Identifier(self.role).as_string()
        return f"Ask the database's owner: GRANT {privileges} ON {place} TO {role};"


def _listed(names: list[str], joint: str) -> str:
    *others, last = names
    return f"{', '.join(others)} {joint} {last}" if others else last
