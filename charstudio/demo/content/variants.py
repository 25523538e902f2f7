"""Rows of ``character_themes`` and ``theme_variants``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import cycle
from random import Random
from typing import Any, Final

from charstudio.demo.content import gallery as files
from charstudio.demo.content.accounts import ACCOUNTS
from charstudio.demo.content.characters import Placed, Row
from charstudio.demo.content.gallery import Gallery
from charstudio.demo.content.identifiers import Identifiers
from charstudio.demo.content.moments import Span
from charstudio.demo.content.person import Depiction
from charstudio.demo.content.pixels import portrait_uri
from charstudio.demo.content.themes import PLANS
from charstudio.demo.content.themes.plan import ThemePlan, Variation
from charstudio.demo.portrait.spec import Portrait, Shot
from charstudio.domain.vocabulary import GenerationStatus, SubscriptionTier

_SIZES: Final = (3, 5, 8, 4, 3, 1, 6, 4, 5, 3, 4, 12, 3, 5, 4, 2, 6, 4)
"""Variants of one theme after another, where the plan has that many."""

_FAULTS: Final = (
    Depiction.TRUNCATED,
    Depiction.ABSENT,
    Depiction.NULL,
    Depiction.ZERO_BYTES,
    Depiction.ABSENT,
    Depiction.UNREACHABLE,
    Depiction.BLANK,
    Depiction.TRUNCATED,
    Depiction.ABSENT,
    Depiction.NULL,
)
_FAULT_EVERY: Final = 47
"""One variant in so many has no picture that can be shown."""


@dataclass(frozen=True)
class MadeVariant:
    """A variant with the character that it shows."""

    placed: Placed
    row: Row

    @property
    def created(self) -> datetime:
        created = self.row["created_at"]
        assert isinstance(created, datetime)
        return created


@dataclass
class Albums:
    themes: list[Row] = field(default_factory=list)
    variants: list[MadeVariant] = field(default_factory=list)


class AlbumMaker:
    """Fills the themes of characters. Pictures go into ``gallery``."""

    def __init__(self, spans: dict[str, Span], rng: Random, ids: Identifiers, gallery: Gallery) -> None:
        self._spans = spans
        self._rng = rng
        self._ids = ids
        self._gallery = gallery
        self._sizes = cycle(_SIZES)
        self._faults = cycle(_FAULTS)
        self._albums = Albums()

    def fill(self, cast: Sequence[Placed]) -> Albums:
        """The themes and variants of the whole cast."""
        for placed in cast:
            if placed.person.status is GenerationStatus.COMPLETED:
                for key in placed.person.themes:
                    self._theme(placed, PLANS[key])
        return self._albums

    def _theme(self, placed: Placed, plan: ThemePlan) -> None:
        span = self._spans[placed.owner]
        created = span.between(placed.created, self._rng.random() ** 1.5 * 0.97 + 0.001)
        variations = self._pick(placed, plan)
        # A free account makes three pictures a day at most; the others sit down for an evening.
        free = ACCOUNTS[placed.owner].tier is SubscriptionTier.FREE
        moments = span.sitting(created, len(variations), (430, 1100) if free else (3, 25), self._rng)
        theme_id = self._ids.theme(created)
        renamed = self._rng.random() < 0.2
        self._albums.themes.append(
            {
                "id": theme_id,
                "character_id": placed.id,
                "name": plan.name,
                "description": plan.description,
                "created_at": created,
                "updated_at": span.between(created, self._rng.random()) if renamed else created,
            }
        )
        for variation, moment in zip(variations, moments, strict=True):
            self._variant(placed, theme_id, variation, moment)

    def _pick(self, placed: Placed, plan: ThemePlan) -> list[Variation]:
        """Some of the plan's variations in its order, without those that would repeat the base image."""
        base = placed.person.shot
        usable = [variation for variation in plan.variations if variation.applied_to(base) != base]
        if not usable:
            return []
        chosen = set(self._rng.sample(range(len(usable)), min(len(usable), next(self._sizes))))
        return [variation for index, variation in enumerate(usable) if index in chosen]

    def _variant(self, placed: Placed, theme_id: str, variation: Variation, created: datetime) -> None:
        person = placed.person
        shot = variation.applied_to(person.shot)
        id_ = self._ids.variant(created)
        row: Row = {
            "id": id_,
            "theme_id": theme_id,
            "character_id": placed.id,
            "prompt": variation.prompt_for(person.look),
            "image_url": None,
            "thumbnail_url": None,
            "metadata": self._metadata(placed, shot),
            "created_at": created,
        }
        portrait = Portrait(person.look, person.style, shot)
        self._albums.variants.append(MadeVariant(placed, row | self._images(id_, portrait, person.depiction)))

    def _images(self, id_: str, portrait: Portrait, base: Depiction) -> Row:
        if base is Depiction.PIXELS:
            return {"image_url": portrait_uri(portrait.look, portrait.shot.expression)}
        path = f"/uploads/variants/{id_}.jpg"
        if len(self._albums.variants) % _FAULT_EVERY == _FAULT_EVERY - 20:
            return self._faulty(next(self._faults), path)
        thumbnail = f"/uploads/thumbnails/{id_}.jpg" if self._rng.random() < 0.88 else None
        self._gallery.paint(path, portrait, thumbnail)
        return {"image_url": path, "thumbnail_url": thumbnail}

    def _faulty(self, fault: Depiction, path: str) -> Row:
        match fault:
            case Depiction.TRUNCATED:
                return {"image_url": self._gallery.spoil(path, files.TRUNCATED_JPEG)}
            case Depiction.ZERO_BYTES:
                return {"image_url": self._gallery.spoil(path, b"")}
            case Depiction.ABSENT:
                return {"image_url": self._gallery.omit(path)}
            case Depiction.UNREACHABLE:
                return {"image_url": files.UNREACHABLE_HOST + path}
            case Depiction.BLANK:
                return {"image_url": ""}
            case _:
                return {}

    def _metadata(self, placed: Placed, shot: Shot) -> object:
        roll = self._rng.random()
        if roll < 0.08:
            return None
        if roll < 0.12:
            return {}
        written: dict[str, Any] = {
            "clothing": (shot.outfit or placed.person.look.outfit).value,
            "pose": shot.pose.value,
            "expression": shot.expression.value,
            "setting": shot.setting.value,
            "generationMode": "edit" if roll < 0.8 else "image-to-image",
        }
        if roll > 0.6:
            written["strength"] = round(self._rng.uniform(0.35, 0.8), 2)
        if roll > 0.85:
            written["reviewedBy"] = self._rng.choice(("Mira", "陽菜", "T.E.", None))
        return written
