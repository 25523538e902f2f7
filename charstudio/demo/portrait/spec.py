"""What a portrait is of: the character's look, the shot, and the style. Free of Qt: plans need no painter."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any

from charstudio.demo.portrait import swatches
from charstudio.domain.vocabulary import StyleType


class Build(StrEnum):
    FEMININE = "feminine"
    MASCULINE = "masculine"
    ANDROGYNOUS = "androgynous"


class Age(StrEnum):
    YOUNG = "young"
    ADULT = "adult"
    ELDER = "elder"


class FaceShape(StrEnum):
    OVAL = "oval"
    ROUND = "round"
    SQUARE = "square"
    HEART = "heart"
    LONG = "long"


class HairStyle(StrEnum):
    BALD = "bald"
    BUZZ = "buzz"
    SIDE_PART = "side part"
    QUIFF = "quiff"
    SPIKY = "spiky"
    PIXIE = "pixie"
    CURLY = "curly"
    AFRO = "afro"
    BOB = "bob"
    FRINGE_LONG = "long with fringe"
    LONG_STRAIGHT = "long straight"
    LONG_WAVY = "long wavy"
    PONYTAIL = "ponytail"
    BUN = "bun"
    TWIN_TAILS = "twin tails"
    BRAIDS = "braids"


class FacialHair(StrEnum):
    NONE = "none"
    STUBBLE = "stubble"
    MOUSTACHE = "moustache"
    GOATEE = "goatee"
    BEARD = "beard"


class Glasses(StrEnum):
    NONE = "none"
    ROUND = "round"
    SQUARE = "square"


class Headgear(StrEnum):
    """What the character always wears on the head."""

    NONE = "none"
    HEADBAND = "headband"
    FLOWER = "flower"
    HIJAB = "hijab"


class Top(StrEnum):
    """The everyday garment of a character."""

    TEE = "t-shirt"
    SHIRT = "shirt"
    TURTLENECK = "turtleneck"
    SWEATER = "sweater"
    CARDIGAN = "cardigan"


class Outfit(StrEnum):
    EVERYDAY = "everyday"
    WINTER_COAT = "winter coat"
    RAIN_JACKET = "rain jacket"
    ARMOUR = "armour"
    SUIT = "suit"
    DRESS = "dress"
    ROBE = "robe"
    SPORTS = "sports"
    HOODIE = "hoodie"
    KIMONO = "kimono"
    SPACE_SUIT = "space suit"
    LEATHER_JACKET = "leather jacket"


class Expression(StrEnum):
    NEUTRAL = "neutral"
    SMILE = "smile"
    LAUGH = "laugh"
    SAD = "sad"
    ANGRY = "angry"
    SURPRISED = "surprised"
    WINK = "wink"
    EYES_SHUT = "eyes shut"
    THOUGHTFUL = "thoughtful"


class Pose(StrEnum):
    FRONT = "front"
    LOOKING_LEFT = "looking left"
    LOOKING_RIGHT = "looking right"
    HEAD_TILT = "head tilt"
    WAVING = "waving"
    ARMS_CROSSED = "arms crossed"
    HAND_ON_CHIN = "hand on chin"
    THREE_QUARTER = "three-quarter"
    CLOSE_UP = "close-up"


class Setting(StrEnum):
    PLAIN = "plain"
    CITY_NIGHT = "city at night"
    NEON_RAIN = "neon rain"
    FOREST = "forest"
    BEACH = "beach"
    MOUNTAINS = "mountains"
    LIBRARY = "library"
    SPACE = "space"
    MARKET = "market lanterns"
    DESERT = "desert"
    CHERRY_BLOSSOM = "cherry blossom garden"
    CASTLE = "castle"


_SHORT = (HairStyle.BUZZ, HairStyle.SIDE_PART, HairStyle.QUIFF, HairStyle.SPIKY, HairStyle.CURLY, HairStyle.PIXIE)
_HAIR = {
    Build.MASCULINE: (*_SHORT, HairStyle.SIDE_PART, HairStyle.QUIFF, HairStyle.AFRO, HairStyle.BALD, HairStyle.BUN),
    Build.FEMININE: (
        HairStyle.BOB,
        HairStyle.FRINGE_LONG,
        HairStyle.LONG_STRAIGHT,
        HairStyle.LONG_WAVY,
        HairStyle.LONG_WAVY,
        HairStyle.PONYTAIL,
        HairStyle.BUN,
        HairStyle.TWIN_TAILS,
        HairStyle.BRAIDS,
        HairStyle.PIXIE,
        HairStyle.AFRO,
        HairStyle.CURLY,
    ),
    Build.ANDROGYNOUS: (
        HairStyle.PIXIE,
        HairStyle.BOB,
        HairStyle.SPIKY,
        HairStyle.CURLY,
        HairStyle.PONYTAIL,
        HairStyle.SIDE_PART,
    ),
}


@dataclass(frozen=True)
class Look:
    """Who the character is; the same in every picture of them. Colours are ``#rrggbb``, weights run from 0 to 1."""

    seed: int
    build: Build
    age: Age
    skin: str
    face: FaceShape
    hair: HairStyle
    hair_colour: str
    eye_colour: str
    brow_weight: float
    eye_tilt: float
    nose: float
    lips: float
    facial_hair: FacialHair
    freckles: bool
    mole: bool
    glasses: Glasses
    earrings: bool
    headgear: Headgear
    top: Top
    outfit: Outfit
    primary: str
    secondary: str
    accent: str
    backdrop: tuple[str, str]

    @classmethod
    def from_seed(cls, seed: int, **overrides: Any) -> Look:
        """The look of a seed, always the same; ``overrides`` replace single fields (``hair=HairStyle.AFRO``).

        Raises TypeError for a field that does not exist.
        """
        rng = Random(seed * 7919 + 17)
        build = overrides.get("build") or rng.choice(
            (Build.FEMININE, Build.FEMININE, Build.MASCULINE, Build.MASCULINE, Build.ANDROGYNOUS)
        )
        age = overrides.get("age") or rng.choice((Age.YOUNG, Age.YOUNG, Age.ADULT, Age.ADULT, Age.ADULT, Age.ELDER))
        skin_index = rng.choices(range(len(swatches.SKINS)), (4, 4, 4, 4, 4, 3, 3, 3, 2, 2))[0]
        beard = overrides.get("facial_hair") or _facial_hair(rng, build, age)
        wardrobe = rng.choice(swatches.WARDROBES)
        look = cls(
            seed=seed,
            build=build,
            age=age,
            skin=swatches.SKINS[skin_index],
            face=rng.choice(tuple(FaceShape)),
            hair=rng.choice(_HAIR[build]),
            hair_colour=_hair_colour(rng, age, skin_index, dyed=beard is FacialHair.NONE),
            eye_colour=rng.choice(swatches.EYES_DARK if skin_index >= 6 and rng.random() < 0.8 else swatches.EYES),
            brow_weight=rng.uniform(0.55, 1.0) if build is Build.MASCULINE else rng.uniform(0.15, 0.65),
            eye_tilt=rng.random(),
            nose=rng.random(),
            lips=rng.uniform(0.1, 0.6) if build is Build.MASCULINE else rng.uniform(0.45, 1.0),
            facial_hair=beard,
            freckles=rng.random() < 0.2,
            mole=rng.random() < 0.15,
            glasses=rng.choice((Glasses.ROUND, Glasses.SQUARE)) if rng.random() < 0.2 else Glasses.NONE,
            earrings=rng.random() < (0.15 if build is Build.MASCULINE else 0.5),
            headgear=_headgear(rng, build),
            top=rng.choice(tuple(Top)),
            outfit=Outfit.EVERYDAY,
            primary=wardrobe[0],
            secondary=wardrobe[1],
            accent=wardrobe[2],
            backdrop=rng.choice(swatches.BACKDROPS),
        )
        return dataclasses.replace(look, **overrides)


def _hair_colour(rng: Random, age: Age, skin_index: int, *, dyed: bool) -> str:
    if age is Age.ELDER:
        return rng.choice(swatches.HAIR_GREY)
    if dyed and rng.random() < 0.2:
        return rng.choice(swatches.HAIR_VIVID)
    return rng.choice(swatches.HAIR_DARK if skin_index >= 5 and rng.random() < 0.85 else swatches.HAIR)


def _facial_hair(rng: Random, build: Build, age: Age) -> FacialHair:
    if build is not Build.MASCULINE or age is Age.YOUNG or rng.random() < 0.4:
        return FacialHair.NONE
    return rng.choice((FacialHair.STUBBLE, FacialHair.MOUSTACHE, FacialHair.GOATEE, FacialHair.BEARD, FacialHair.BEARD))


def _headgear(rng: Random, build: Build) -> Headgear:
    roll = rng.random()
    if build is Build.FEMININE:
        return Headgear.HIJAB if roll < 0.07 else Headgear.FLOWER if roll < 0.17 else Headgear.NONE
    return Headgear.HEADBAND if roll < 0.06 else Headgear.NONE


@dataclass(frozen=True)
class Shot:
    """What one picture shows of the character. ``outfit`` None means what the character usually wears.

    ``hat`` is the headwear that goes with the outfit: a beanie with the winter coat, a hood with the rain jacket.
    """

    expression: Expression = Expression.NEUTRAL
    outfit: Outfit | None = None
    pose: Pose = Pose.FRONT
    setting: Setting = Setting.PLAIN
    hat: bool = False
    scarf: bool = False
    mask: bool = False


@dataclass(frozen=True)
class Portrait:
    look: Look
    style: StyleType
    shot: Shot = field(default_factory=Shot)

    @property
    def outfit(self) -> Outfit:
        """What the character wears in this picture."""
        return self.shot.outfit or self.look.outfit
