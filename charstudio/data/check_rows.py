"""Rows that should not be there. Each check is one query that counts on the server and brings the first ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Connection, Select, Table, exists, func, select, tuple_

from charstudio.data.catalogue import Catalogue
from charstudio.data.characters import BLANK
from charstudio.data.tables import character_themes, characters, metadata, theme_variants, users
from charstudio.domain.findings import SAMPLE, Finding, FindingKind, Severity

_SINGULAR: Final = {
    "character_themes": "theme",
    "theme_variants": "variant",
    "character_collections": "collection",
    "character_collection_items": "collection entry",
    "scene_characters": "scene entry",
    "scene_generations": "scene generation",
}
_PLURAL: Final = {"character_collection_items": "collection entries", "scene_characters": "scene entries"}


@dataclass(frozen=True, slots=True)
class RowCheck:
    """One thing that rows may have wrong. ``bad`` selects their ids; ``needs`` are the columns that it reads.

    ``one`` and ``many`` are the sentence about one such row and, with ``{}`` for the number, about several.
    """

    kind: FindingKind
    column: Column[Any]
    needs: tuple[Column[Any], ...]
    bad: Select[tuple[str]]
    one: str
    many: str
    remedy: str

    def can_run(self, catalogue: Catalogue) -> bool:
        """Whether everything it reads is there and may be read."""
        return all(catalogue.has(column) for column in self.needs)

    def run(self, connection: Connection) -> Finding | None:
        """The finding, or None where no row is bad."""
        bad = self.bad.cte("bad")
        sample = select(bad.c.id).order_by(bad.c.id).limit(SAMPLE).scalar_subquery()
        total, ids = connection.execute(
            select(select(func.count()).select_from(bad).scalar_subquery(), func.array(sample))
        ).one()
        if not total:
            return None
        sentence = self.one if total == 1 else self.many.format(f"{total:,}")
        table = self.column.table.name
        return Finding(
            Severity.WARNING, self.kind, table, self.column.name, sentence, self.remedy, total, tuple(ids or ())
        )


def all_checks() -> list[RowCheck]:
    """Every check of rows, in the order in which they run."""
    return [*_gone(), _other_character(), _duplicate_names(), *_negative_numbers()]


def _gone() -> Iterator[RowCheck]:
    """References to rows that are not there: a foreign key was missing, or off while data was restored."""
    references = [
        (column, key.column) for table in metadata.sorted_tables for column in table.c for key in column.foreign_keys
    ]
    references.append((theme_variants.c.character_id, characters.c.id))
    for column, target in references:
        table: Any = column.table
        thing = target.table.name if isinstance(target.table, Table) else ""
        gone = f"{_singular(thing)} that is gone"
        yield RowCheck(
            FindingKind.REFERENCE_GONE,
            column,
            (table.c.id, column, target),
            select(table.c.id).where(column.is_not(None), ~exists().where(target == column)),
            f"One {_singular(table.name)} names a {gone}.",
            f"{{}} {_plural(table.name)} name a {gone}.",
            f"Delete {_plural(table.name)} like these, or bring the {_singular(thing)} back from a backup.",
        )


def _other_character() -> RowCheck:
    v, t = theme_variants.c, character_themes.c
    return RowCheck(
        FindingKind.CONTRADICTION,
        v.character_id,
        (v.id, v.theme_id, v.character_id, t.id, t.character_id),
        select(v.id).join(character_themes, t.id == v.theme_id).where(v.character_id != t.character_id),
        "One variant names another character than its theme does.",
        "{} variants name another character than their themes do.",
        "CharStudio shows a variant with its theme's character; set character_id to that one.",
    )


def _duplicate_names() -> RowCheck:
    t = character_themes.c
    shared = func.lower(func.btrim(func.regexp_replace(t.name, f"[{BLANK}]+", " ", "g")))
    often = select(t.character_id, shared).group_by(t.character_id, shared).having(func.count() > 1)
    return RowCheck(
        FindingKind.DUPLICATE_NAME,
        t.name,
        (t.id, t.character_id, t.name),
        select(t.id).where(tuple_(t.character_id, shared).in_(often)),
        "",  # It takes two.
        "{} themes have the name of another theme of their character, apart from capitals and spaces.",
        "Rename or merge them.",
    )


def _negative_numbers() -> Iterator[RowCheck]:
    for column in (users.c.daily_quota, users.c.daily_used, users.c.total_generated):
        yield RowCheck(
            FindingKind.NEGATIVE_NUMBER,
            column,
            (users.c.id, column),
            select(users.c.id).where(column < 0),
            f"One user has a negative {column.name}.",
            f"{{}} users have a negative {column.name}.",
            "The number can only be 0 or more; correct it.",
        )


def _singular(table: str) -> str:
    return _SINGULAR.get(table, table.removesuffix("s"))


def _plural(table: str) -> str:
    return _PLURAL.get(table, f"{_singular(table)}s")
