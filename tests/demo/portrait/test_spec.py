"""Looks: the same seed is the same person."""

from __future__ import annotations

import subprocess
import sys

import pytest

from charstudio.demo.portrait.spec import Age, Build, FacialHair, HairStyle, Look, Outfit, Portrait, Shot
from charstudio.domain.vocabulary import StyleType


def test_a_seed_always_gives_the_same_look() -> None:
    assert Look.from_seed(7) == Look.from_seed(7)


def test_seeds_give_different_people() -> None:
    looks = {Look.from_seed(seed) for seed in range(100)}
    assert len(looks) == 100
    assert len({look.skin for look in looks}) >= 8
    assert len({look.hair for look in looks}) >= 12
    assert {look.build for look in looks} == set(Build)
    assert {look.age for look in looks} == set(Age)


def test_overrides_replace_single_fields() -> None:
    look = Look.from_seed(3, hair=HairStyle.AFRO, skin="#7f4d33")
    assert (look.hair, look.skin, look.seed) == (HairStyle.AFRO, "#7f4d33", 3)


def test_an_override_of_the_build_shapes_what_is_drawn_from_it() -> None:
    assert all(Look.from_seed(seed, build=Build.FEMININE).facial_hair is FacialHair.NONE for seed in range(40))


def test_an_unknown_override_is_refused() -> None:
    with pytest.raises(TypeError):
        Look.from_seed(3, wings=2)


def test_the_shot_may_change_what_the_character_wears() -> None:
    look = Look.from_seed(3, outfit=Outfit.ARMOUR)
    assert Portrait(look, StyleType.ANIME).outfit is Outfit.ARMOUR
    assert Portrait(look, StyleType.ANIME, Shot(outfit=Outfit.KIMONO)).outfit is Outfit.KIMONO


def test_the_specification_needs_no_qt() -> None:
    code = (
        "import sys, charstudio.demo.portrait.spec; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
