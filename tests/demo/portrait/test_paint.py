"""Portraits as pixels."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QImage

from charstudio.demo.portrait.paint import paint
from charstudio.demo.portrait.spec import (
    Expression,
    FacialHair,
    Glasses,
    HairStyle,
    Headgear,
    Look,
    Outfit,
    Portrait,
    Pose,
    Setting,
    Shot,
    Top,
)
from charstudio.domain.vocabulary import StyleType

SMALL = (96, 128)
STYLES = pytest.mark.parametrize("style", list(StyleType))


def pixels(image: QImage) -> bytes:
    return bytes(image.constBits())


def small(look: Look, style: StyleType, shot: Shot | None = None) -> QImage:
    return paint(Portrait(look, style, shot or Shot()), *SMALL)


def difference(first: QImage, second: QImage) -> float:
    """Mean absolute difference of the colour channels, 0 to 255."""
    one, two = pixels(first), pixels(second)
    return sum(abs(a - b) for a, b in zip(one, two, strict=True)) / (len(one) * 0.75)


def channels(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def mean_colour(image: QImage, box: tuple[float, float, float, float]) -> QColor:
    """The mean of a box given in shares of width and height."""
    x0, y0, x1, y1 = box
    area = image.copy(
        round(x0 * image.width()),
        round(y0 * image.height()),
        round((x1 - x0) * image.width()),
        round((y1 - y0) * image.height()),
    )
    colours = [area.pixelColor(x, y) for x in range(area.width()) for y in range(area.height())]
    return QColor(*(round(sum(part) / len(colours)) for part in zip(*map(channels, colours), strict=True)))


def distance(first: QColor, second: QColor) -> int:
    return sum(abs(a - b) for a, b in zip(channels(first), channels(second), strict=True))


@STYLES
def test_the_same_portrait_gives_the_same_pixels(style: StyleType) -> None:
    look = Look.from_seed(5)
    assert pixels(small(look, style)) == pixels(small(look, style))


@STYLES
def test_other_seeds_give_other_pictures(style: StyleType) -> None:
    pictures = {pixels(small(Look.from_seed(seed), style)) for seed in range(12)}
    assert len(pictures) == 12


@STYLES
def test_every_value_of_a_shot_is_painted(style: StyleType) -> None:
    look = Look.from_seed(8)
    neutral = pixels(small(look, style))
    shots = [Shot(expression=value) for value in Expression if value is not Expression.NEUTRAL]
    shots += [
        Shot(outfit=value, hat=hat) for value in Outfit for hat in (False, True) if hat or value is not look.outfit
    ]
    shots += [Shot(outfit=value, scarf=True, mask=True) for value in Outfit]
    shots += [Shot(pose=value) for value in Pose if value is not Pose.FRONT]
    shots += [Shot(setting=value) for value in Setting if value is not Setting.PLAIN]
    pictures = [pixels(small(look, style, shot)) for shot in shots]
    assert neutral not in pictures
    assert len(set(pictures)) == len(shots)


@STYLES
def test_every_feature_of_a_look_is_painted(style: StyleType) -> None:
    looks = [Look.from_seed(8, hair=value, headgear=Headgear.NONE) for value in HairStyle]
    looks += [Look.from_seed(8, facial_hair=value) for value in FacialHair]
    looks += [Look.from_seed(8, headgear=value) for value in Headgear]
    looks += [Look.from_seed(8, top=value) for value in Top]
    looks += [Look.from_seed(8, glasses=value) for value in Glasses]
    for look in looks:
        for pose in (Pose.FRONT, Pose.LOOKING_LEFT, Pose.LOOKING_RIGHT):
            assert not small(look, style, Shot(pose=pose)).isNull()


@pytest.mark.parametrize("size", [(768, 1024), (300, 400), (64, 64), (200, 90), (1, 1)])
@STYLES
def test_the_size_is_respected_and_the_picture_is_opaque(style: StyleType, size: tuple[int, int]) -> None:
    image = paint(Portrait(Look.from_seed(2), style), *size)
    assert (image.width(), image.height()) == size
    assert not image.hasAlphaChannel()


@pytest.mark.parametrize("seed", [1, 4, 9])
def test_the_seven_styles_differ_at_a_glance(seed: int) -> None:
    pictures = [small(Look.from_seed(seed), style) for style in StyleType]
    assert min(difference(one, two) for one, two in combinations(pictures, 2)) > 10


@pytest.mark.parametrize("style", [StyleType.REALISTIC, StyleType.CARTOON, StyleType.ANIME, StyleType.MINIMALIST])
def test_a_variant_keeps_the_colours_of_skin_and_hair(style: StyleType) -> None:
    look = Look.from_seed(
        6,
        hair=HairStyle.LONG_STRAIGHT,
        headgear=Headgear.NONE,
        glasses=Glasses.NONE,
        hair_colour="#c5323f",
        skin="#eebf9b",
    )
    face, hair = (0.44, 0.41, 0.56, 0.44), (0.4, 0.21, 0.6, 0.24)
    base = small(look, style)
    for shot in (
        Shot(expression=Expression.SMILE),
        Shot(outfit=Outfit.SUIT),
        Shot(setting=Setting.BEACH),
        Shot(outfit=Outfit.RAIN_JACKET, setting=Setting.LIBRARY),
    ):
        variant = small(look, style, shot)
        assert distance(mean_colour(base, face), mean_colour(variant, face)) < 75
        assert distance(mean_colour(base, hair), mean_colour(variant, hair)) < 75


def test_the_face_sits_where_a_card_crops_to() -> None:
    look = Look.from_seed(6, hair=HairStyle.BALD, skin="#eebf9b", glasses=Glasses.NONE, headgear=Headgear.NONE)
    image = small(look, StyleType.MINIMALIST)
    skin = image.pixelColor(image.width() // 2, round(image.height() * 0.34))
    column = [y for y in range(image.height()) if image.pixelColor(image.width() // 2, y) == skin]
    assert column[0] > image.height() * 0.06
    assert 0.34 < (column[0] + column[-1]) / 2 / image.height() < 0.44


def test_worker_threads_paint_the_same_pictures() -> None:
    portraits = [Portrait(Look.from_seed(seed), style) for seed in range(3) for style in StyleType]
    here = [pixels(paint(portrait, *SMALL)) for portrait in portraits]
    with ThreadPoolExecutor(2) as pool:
        there = [pixels(image) for image in pool.map(lambda portrait: paint(portrait, *SMALL), portraits)]
    assert there == here
