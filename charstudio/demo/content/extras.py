"""Rows of the tables that the web application keeps for later: templates and collections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final

from charstudio.demo.content.accounts import ACCOUNTS
from charstudio.demo.content.characters import Placed, Row
from charstudio.demo.content.identifiers import Identifiers
from charstudio.demo.content.moments import Span, to_millisecond
from charstudio.demo.content.person import Depiction, Mark
from charstudio.domain.vocabulary import StyleType

_TEMPLATES: Final = (
    (
        "Studio portrait",
        "A calm start for any person",
        "Portrait of {subject}, plain backdrop, soft light from the left, 85 mm lens.",
        StyleType.REALISTIC,
        ["portrait"],
        True,
        41,
    ),
    (
        "立ち絵ベース",
        "会話シーン用",
        "{subject}、正面、無地の背景、アニメ調、やわらかい光。",
        StyleType.ANIME,
        ["anime", "manga"],
        True,
        28,
    ),
    (
        "Picture-book friend",
        None,
        "{subject} as a friendly cartoon with big shapes and warm colours, no outlines.",
        StyleType.CARTOON,
        ["cartoon", "picture book"],
        True,
        19,
    ),
    (
        "Neon courier",
        "For the game's street levels",
        "{subject} in neon rain, wet reflections, strong rim light, no weapon in frame.",
        StyleType.CYBERPUNK,
        ["cyberpunk", "game"],
        True,
        12,
    ),
    (
        "Old photograph (retired)",
        "Replaced by Studio portrait",
        "Faded studio photograph of {subject}, grain, no frame.",
        StyleType.VINTAGE,
        None,
        False,
        3,
    ),
)
"""Name, description, prompt, style, tags, active, times used."""

_COLLECTIONS: Final = (
    ("mira", "The Hollow Wood: main cast", "Everyone who is alive at the end of book one.", True),
    ("tomas", "Demo build 0.4", None, False),
)
"""Owner, name, description, public."""


def template_rows(spans: dict[str, Span], rng: Random, ids: Identifiers) -> list[Row]:
    span = spans["mira"]
    rows: list[Row] = []
    for name, description, prompt, style, tags, active, used in _TEMPLATES:
        created = span.between(span.start, rng.uniform(0, 0.3))
        rows.append(
            {
                "id": ids.cuid(created),
                "name": name,
                "description": description,
                "prompt": prompt,
                "style_type": style.value,
                "tags": tags,
                "is_active": active,
                "usage_count": used,
                "created_at": created,
                "updated_at": span.between(created, rng.uniform(0, 0.9)),
            }
        )
    return rows


def collection_rows(
    cast: Sequence[Placed], spans: dict[str, Span], rng: Random, ids: Identifiers
) -> tuple[list[Row], list[Row]]:
    """Collections, and the items in them: the owner's characters that are in the library."""
    collections: list[Row] = []
    items: list[Row] = []
    for owner, name, description, public in _COLLECTIONS:
        members = [p for p in cast if p.owner == owner and Mark.LIBRARY in p.person.marks]
        painted = [p for p in members if p.person.depiction is Depiction.PAINTED]
        created = spans[owner].between(painted[0].created, rng.uniform(0.1, 0.4))
        collection = _collection(owner, name, description, public, painted[0], created, ids)
        collections.append(collection)
        for member in members:
            if member.person.depiction is Depiction.PAINTED:
                added = max(created, member.created) + timedelta(seconds=rng.randrange(5, 40))
                items.append(_item(collection, member, to_millisecond(min(added, spans[owner].end)), ids))
    return collections, items


def _collection(
    owner: str, name: str, description: str | None, public: bool, cover: Placed, created: datetime, ids: Identifiers
) -> Row:
    return {
        "id": ids.cuid(created),
        "user_id": ACCOUNTS[owner].id,
        "name": name,
        "description": description,
        "is_public": public,
        "cover_image_url": cover.row["image_url"],
        "created_at": created,
        "updated_at": created,
    }


def _item(collection: Row, member: Placed, added: datetime, ids: Identifiers) -> Row:
    return {
        "id": ids.cuid(added),
        "collection_id": collection["id"],
        "character_id": member.id,
        "added_at": added,
    }
