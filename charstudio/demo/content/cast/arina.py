"""Arina's characters: old photographs that never were, in Russian and Ukrainian."""

from __future__ import annotations

from typing import Final

from charstudio.demo.content.cast.short import ADULT, ELDER, FAV, HE, LIB, PUB, SHE, YOUNG
from charstudio.demo.content.person import Depiction, Person, look
from charstudio.demo.portrait.spec import (
    Expression,
    FacialHair,
    Glasses,
    HairStyle,
    Headgear,
    Outfit,
    Pose,
    Setting,
    Shot,
    Top,
)
from charstudio.domain.vocabulary import GenerationStatus, StyleType

ARINA: Final = (
    Person(
        name="Аглая Ветрова",
        style=StyleType.VINTAGE,
        look=look(
            501,
            SHE,
            YOUNG,
            0,
            HairStyle.LONG_WAVY,
            "dark blond",
            "grey",
            "cream",
            headgear=Headgear.FLOWER,
            outfit=Outfit.DRESS,
        ),
        prompt="Старинная студийная фотография: девушка с русыми волнистыми волосами, цветок в причёске, кремовое "
        "платье, серые глаза. Сепия, мягкий фон.",
        description="Пишет письма человеку, которого выдумала. Однажды он ответил.",
        age="20",
        gender="женский",
        occupation="Телеграфистка",
        personality=("мечтательная", "упрямая"),
        clothing="Кремовое платье",
        tags=("vintage", "portrait", "elegant", "lead"),
        themes=("ru_faces", "ru_winter", "gowns", "covers"),
        marks=FAV | LIB | PUB,
    ),
    Person(
        name="Профессор Тихомиров",
        style=StyleType.VINTAGE,
        look=look(
            502,
            HE,
            ELDER,
            1,
            HairStyle.BALD,
            "white",
            "blue",
            "burgundy",
            glasses=Glasses.ROUND,
            facial_hair=FacialHair.BEARD,
            outfit=Outfit.SUIT,
        ),
        shot=Shot(setting=Setting.LIBRARY, expression=Expression.THOUGHTFUL),
        prompt="Лысый профессор с белой бородой, круглые очки, бордовый костюм, задумался среди книжных полок. "
        "Выцветшая плёнка.",
        description="Сорок лет ищет опечатку в энциклопедии.",
        age="70",
        gender="мужской",
        occupation="Профессор ботаники",
        tags=("vintage", "library", "science", "mentor"),
        themes=("ru_faces", "suits"),
        marks=PUB,
    ),
    Person(
        name="Остап Журавель",
        style=StyleType.REALISTIC,
        look=look(503, HE, ADULT, 2, HairStyle.BUZZ, "dark blond", "light blue", "green", top=Top.SWEATER),
        shot=Shot(pose=Pose.LOOKING_RIGHT, setting=Setting.FOREST),
        prompt="Лісник із коротко стриженим русявим волоссям і блакитними очима, зелений светр, дивиться праворуч у "
        "глиб лісу. Реалістичний портрет.",
        description="Знає, де ростуть білі гриби, але нікому не скаже.",
        age="37",
        occupation="Лісник",
        tags=("portrait", "forest", "outdoors"),
        themes=("ru_winter", "uk_nature", "empty_unsorted"),
    ),
    Person(
        style=StyleType.VINTAGE,
        look=look(504, SHE, ADULT, 1, HairStyle.BOB, "black", "dark brown", "burgundy", mole=True, outfit=Outfit.DRESS),
        shot=Shot(pose=Pose.THREE_QUARTER),
        prompt="Актриса немого кино: чёрное каре, родинка, бордовое платье, вполоборота. Зерно плёнки, без титров.",
        tags=("vintage", "unnamed"),
        themes=("ru_faces",),
        marks=FAV,
    ),
    Person(
        name="Марфа-мороз",
        style=StyleType.FANTASY,
        look=look(505, SHE, ELDER, 0, HairStyle.BRAIDS, "white", "light blue", "navy", outfit=Outfit.WINTER_COAT),
        shot=Shot(setting=Setting.MOUNTAINS, hat=True),
        prompt="Старуха-зима с белыми косами и светло-голубыми глазами, тёмно-синее зимнее пальто и шапка, за спиной "
        "горы. Сказочная живопись.",
        description="Приходит на день раньше прогноза.",
        tags=("fantasy", "snow", "holiday"),
        themes=("ru_winter", "moods"),
    ),
    Person(
        name="Лев (черновик)",
        style=StyleType.MINIMALIST,
        look=look(506, HE, YOUNG, 2, HairStyle.QUIFF, "chestnut", "brown", "rust", top=Top.TURTLENECK),
        prompt="Минимализм: юноша с каштановым чубом, водолазка цвета ржавчины, три линии и два пятна.",
        tags=("sketch", "minimal"),
        depiction=Depiction.ZERO_BYTES,
    ),
    Person(
        name="Зоя Невидимка",
        style=StyleType.ANIME,
        look=look(507, SHE, YOUNG, 1, HairStyle.PONYTAIL, "violet", "violet", "plum", outfit=Outfit.HOODIE),
        shot=Shot(expression=Expression.WINK),
        prompt="Аниме-девушка с фиолетовым хвостом в худи, подмигивает. Простой фон.",
        tags=None,
        status=GenerationStatus.PENDING,
        depiction=Depiction.NULL,
        minutes_ago=11_190,
        marks=LIB,
    ),
)
