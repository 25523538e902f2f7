"""Composes the whole demo library: pure, and the same for the same moment and seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from charstudio.demo.content.accounts import ACCOUNTS
from charstudio.demo.content.characters import place_characters
from charstudio.demo.content.extras import collection_rows, template_rows
from charstudio.demo.content.gallery import Gallery, Picture
from charstudio.demo.content.generations import Historian
from charstudio.demo.content.identifiers import Identifiers
from charstudio.demo.content.moments import Span, to_millisecond
from charstudio.demo.content.users import user_rows
from charstudio.demo.content.variants import AlbumMaker


@dataclass(frozen=True)
class DemoContent:
    """The demo library.

    ``rows`` maps the platform's tables to their rows (column → value), in an order that foreign keys allow. JSON is
    a dict or list, an array a list; None is SQL NULL; times are naive, in UTC, to the millisecond.
    """

    rows: Mapping[str, Sequence[Mapping[str, object]]]
    pictures: Sequence[Picture]
    broken: Sequence[tuple[str, bytes]]
    """Files that are no pictures: path and content."""
    absent: Sequence[str]
    """Paths that rows name and that have no file."""


def compose(now: datetime, seed: int = 7) -> DemoContent:
    """The demo library as of ``now`` (naive, UTC). Raises ValueError for a time with a time zone."""
    if now.tzinfo is not None:
        raise ValueError("The time must be naive and in UTC")
    now = to_millisecond(now)
    rng = Random(seed)
    ids = Identifiers(rng)
    gallery = Gallery()
    spans = {
        key: Span(
            now - timedelta(days=account.first_days_ago),
            now - timedelta(days=account.last_days_ago),
        )
        for key, account in ACCOUNTS.items()
    }
    cast = place_characters(now, spans, rng, ids, gallery)
    albums = AlbumMaker(spans, rng, ids, gallery).fill(cast)
    generations = Historian(now, spans, rng, ids).write(cast, albums.variants)
    templates = template_rows(spans, rng, ids)
    collections, items = collection_rows(cast, spans, rng, ids)
    rows = {
        "users": user_rows(spans, generations),
        "characters": [placed.row for placed in cast],
        "character_themes": albums.themes,
        "theme_variants": [variant.row for variant in albums.variants],
        "generations": generations,
        "character_templates": templates,
        "character_collections": collections,
        "character_collection_items": items,
    }
    return DemoContent(rows, tuple(gallery.pictures), tuple(gallery.broken), tuple(gallery.absent))
