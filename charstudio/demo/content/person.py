"""One character of the cast as an author writes it down: the texts, the look, and the state of its row."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, Flag, auto
from typing import Any, Final

from charstudio.demo.portrait import swatches
from charstudio.demo.portrait.spec import (
    Age,
    Build,
    FacialHair,
    Glasses,
    HairStyle,
    Headgear,
    Look,
    Shot,
    Top,
)
from charstudio.domain.vocabulary import GenerationStatus, StyleType

HAIR_COLOURS: Final = {
    "black": "#1c191f",
    "dark brown": "#2e2019",
    "brown": "#543420",
    "chestnut": "#744426",
    "auburn": "#8d3b20",
    "copper": "#bf6430",
    "dark blond": "#a87b45",
    "blond": "#d9b068",
    "platinum": "#e8d6a8",
    "grey": "#8f9098",
    "silver": "#b4b5bc",
    "white": "#d9d9de",
    "pink": "#e37ba6",
    "blue": "#4b70d6",
    "teal": "#2c9d9a",
    "violet": "#7d58c9",
    "red": "#c5323f",
    "mint": "#58b58a",
}
EYE_COLOURS: Final = {
    "dark brown": "#4a2c1a",
    "brown": "#6b4423",
    "amber": "#8a6a2f",
    "green": "#4d7a4a",
    "blue": "#3f78b0",
    "light blue": "#5a93c4",
    "grey": "#6e7f8c",
    "teal": "#3c8c86",
    "violet": "#7a5ea8",
}
WARDROBES: Final = dict(
    zip(
        ("navy", "green", "burgundy", "coral", "plum", "ochre", "rose", "slate", "olive", "teal", "rust", "cream"),
        swatches.WARDROBES,
        strict=True,
    )
)
"""The colour of the main garment → garment, second garment and accent."""


def look(
    seed: int,
    build: Build,
    age: Age,
    skin: int,
    hair: HairStyle,
    hair_colour: str,
    eyes: str,
    wardrobe: str,
    **details: Any,
) -> Look:
    """A look written out by hand, so that texts can tell what is drawn; the seed decides the rest.

    ``skin`` is an index into ``swatches.SKINS``, 0 to 9, from light to dark; colours are the names above. What
    ``details`` leaves out of beard, glasses, freckles and the like is not there.
    """
    garment, second, accent = WARDROBES[wardrobe]
    written: dict[str, Any] = {
        "build": build,
        "age": age,
        "skin": swatches.SKINS[skin],
        "hair": hair,
        "hair_colour": HAIR_COLOURS[hair_colour],
        "eye_colour": EYE_COLOURS[eyes],
        "primary": garment,
        "secondary": second,
        "accent": accent,
        "facial_hair": FacialHair.NONE,
        "glasses": Glasses.NONE,
        "headgear": Headgear.NONE,
        "freckles": False,
        "mole": False,
        "earrings": False,
        "top": Top.SHIRT,
    }
    return Look.from_seed(seed, **(written | details))


class Mark(Flag):
    """The three flags of a character."""

    NONE = 0
    FAVORITE = auto()
    LIBRARY = auto()
    PUBLIC = auto()


class Depiction(Enum):
    """What stands behind the image of a character: mostly a painted file, and each of the faults of real databases."""

    PAINTED = auto()
    PIXELS = auto()
    """A ``data:`` URI in the row itself."""
    TRUNCATED = auto()
    ZERO_BYTES = auto()
    ERROR_PAGE = auto()
    """A web page that a proxy sent in place of the picture, saved under the picture's name."""
    ABSENT = auto()
    """A path without a file."""
    UNREACHABLE = auto()
    """An address whose host does not exist."""
    BLANK = auto()
    """An empty string."""
    NULL = auto()


@dataclass(frozen=True, kw_only=True)
class Person:
    """A character as written. ``themes`` are keys of the theme plans; None and empty tuples become NULL and '{}'."""

    style: StyleType
    look: Look
    prompt: str
    name: str | None = None
    shot: Shot = field(default_factory=Shot)
    description: str | None = None
    age: str | None = None
    gender: str | None = None
    occupation: str | None = None
    personality: tuple[str, ...] | None = None
    clothing: str | None = None
    background: str | None = None
    tags: tuple[str, ...] | None = None
    themes: tuple[str, ...] = ()
    marks: Mark = Mark.NONE
    status: GenerationStatus = GenerationStatus.COMPLETED
    depiction: Depiction = Depiction.PAINTED
    minutes_ago: int | None = None
    """Minutes between the creation and now; None places it by the owner's habits."""
