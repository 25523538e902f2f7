"""Rows of ``characters``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from charstudio.demo.content import gallery as files
from charstudio.demo.content.accounts import ACCOUNTS
from charstudio.demo.content.cast import CAST
from charstudio.demo.content.gallery import Gallery
from charstudio.demo.content.identifiers import Identifiers
from charstudio.demo.content.moments import Span, to_millisecond
from charstudio.demo.content.person import EYE_COLOURS, HAIR_COLOURS, Depiction, Mark, Person
from charstudio.demo.content.pixels import portrait_uri
from charstudio.demo.portrait.spec import FacialHair, Glasses, HairStyle, Headgear, Look, Portrait, Shot
from charstudio.domain.vocabulary import GenerationStatus, StyleType

Row = dict[str, object]

_HAIR_NAMES: Final = {code: name for name, code in HAIR_COLOURS.items()}
_EYE_NAMES: Final = {code: name for name, code in EYE_COLOURS.items()}


@dataclass(frozen=True)
class Placed:
    """A person of the cast with its row."""

    owner: str
    person: Person
    row: Row

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def created(self) -> datetime:
        created = self.row["created_at"]
        assert isinstance(created, datetime)
        return created


def place_characters(
    now: datetime, spans: dict[str, Span], rng: Random, ids: Identifiers, gallery: Gallery
) -> list[Placed]:
    """Every person of the cast as a row, each owner's oldest first. Pictures go into ``gallery``.

    The list opens on the newest, so the ones with the most to see are the youngest of their owner.
    """
    placed: list[Placed] = []
    for owner, people in CAST.items():
        for index, person in enumerate(_youngest_last(people)):
            created = spans[owner].slot(index, len(people), rng.uniform(0.1, 0.9))
            if person.minutes_ago is not None:
                created = to_millisecond(now - timedelta(minutes=person.minutes_ago, seconds=rng.randrange(60)))
            updated = created
            if person.status is not GenerationStatus.PENDING and person.minutes_ago is None:
                updated = spans[owner].between(created, rng.random() ** 2)
            row = _row(person, ids.character(created), ACCOUNTS[owner].id, created, updated, rng)
            row |= _images(person, str(row["id"]), len(placed), gallery)
            placed.append(Placed(owner, person, row))
    return placed


def _youngest_last(people: Sequence[Person]) -> list[Person]:
    return sorted(people, key=_abundance, reverse=True)[::-1]


def _abundance(person: Person) -> int:
    """How much there is to see of a person, from nothing to a picture with several themes."""
    return min(len(person.themes), 2) + 1 if person.depiction is Depiction.PAINTED else 0


def _row(person: Person, id_: str, user_id: str, created: datetime, updated: datetime, rng: Random) -> Row:
    return {
        "id": id_,
        "user_id": user_id,
        "name": person.name,
        "description": person.description,
        "prompt": person.prompt,
        "style_type": person.style.value,
        "image_url": None,
        "thumbnail_url": None,
        "reference_image_url": None,
        "metadata": _metadata(person, rng),
        "tags": None if person.tags is None else list(person.tags),
        "is_public": Mark.PUBLIC in person.marks,
        "is_favorite": Mark.FAVORITE in person.marks,
        "is_in_library": Mark.LIBRARY in person.marks,
        "generation_status": person.status.value,
        "age": person.age,
        "gender": person.gender,
        "occupation": person.occupation,
        "personality": list(person.personality) if person.personality else rng.choice((None, None, [])),
        "physicalTraits": _physical_traits(person.look) if person.age or rng.random() < 0.2 else None,
        "clothing": person.clothing,
        "background": person.background,
        "created_at": created,
        "updated_at": updated,
    }


def _images(person: Person, id_: str, index: int, gallery: Gallery) -> Row:
    """The three image columns. Every seventh character has no thumbnail, every fifteenth has a reference image."""
    suffix = ".png" if person.style is StyleType.MINIMALIST else ".jpg"
    path = f"/uploads/characters/{id_}{suffix}"
    match person.depiction:
        case Depiction.PAINTED:
            return _painted(person, id_, index, path, gallery)
        case Depiction.PIXELS:
            return {"image_url": portrait_uri(person.look)}
        case Depiction.TRUNCATED:
            return {"image_url": gallery.spoil(path, files.TRUNCATED_JPEG)}
        case Depiction.ZERO_BYTES:
            return {"image_url": gallery.spoil(path, b"")}
        case Depiction.ERROR_PAGE:
            return {"image_url": gallery.spoil(path, files.ERROR_PAGE)}
        case Depiction.ABSENT:
            thumbnail = gallery.omit(f"/uploads/thumbnails/{id_}.jpg")
            return {"image_url": gallery.omit(path), "thumbnail_url": thumbnail}
        case Depiction.UNREACHABLE:
            return {"image_url": f"{files.UNREACHABLE_HOST}/characters/{id_}.jpg"}
        case Depiction.BLANK:
            return {"image_url": "", "thumbnail_url": ""}
        case Depiction.NULL:
            return {}


def _painted(person: Person, id_: str, index: int, path: str, gallery: Gallery) -> Row:
    thumbnail = None if index % 7 == 4 else f"/uploads/thumbnails/{id_}.jpg"
    gallery.paint(path, Portrait(person.look, person.style, person.shot), thumbnail)
    images: Row = {"image_url": path, "thumbnail_url": thumbnail}
    if index % 15 == 3:
        sketch = Portrait(person.look, StyleType.MINIMALIST, Shot())
        images["reference_image_url"] = gallery.paint(f"/uploads/references/{id_}.jpg", sketch)
    return images


def _metadata(person: Person, rng: Random) -> object:
    """What the web application and older scripts left there: mostly an object, sometimes nothing, rarely a list."""
    roll = rng.random()
    if roll < 0.25:
        return None
    if roll < 0.32:
        return {}
    if roll < 0.37:
        return ["imported", "needs review"]
    shot = person.shot
    written: dict[str, Any] = {
        "clothing": (shot.outfit or person.look.outfit).value,
        "pose": shot.pose.value,
        "expression": shot.expression.value,
        "setting": shot.setting.value,
        "generationMode": "text-to-image",
        "seed": rng.randrange(2**31),
        "aspectRatio": "3:4",
    }
    if rng.random() < 0.3:
        written["pipeline"] = {"version": "3.1", "steps": rng.choice((28, 32, 40)), "upscaled": rng.random() < 0.5}
    return written


def _physical_traits(look: Look) -> dict[str, object]:
    """What is drawn, in words."""
    traits: dict[str, object] = {"eyes": _EYE_NAMES[look.eye_colour], "face": look.face.value}
    if look.headgear is Headgear.HIJAB:
        traits["headwear"] = "hijab"
    elif look.hair is HairStyle.BALD:
        traits["hair"] = "bald"
    else:
        traits["hair"] = {"style": look.hair.value, "colour": _HAIR_NAMES[look.hair_colour]}
    if look.facial_hair is not FacialHair.NONE:
        traits["facialHair"] = look.facial_hair.value
    if look.glasses is not Glasses.NONE:
        traits["glasses"] = look.glasses.value
    marks = [word for word, there in (("freckles", look.freckles), ("beauty mark", look.mole)) if there]
    if marks:
        traits["marks"] = marks
    return traits
