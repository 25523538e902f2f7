"""The cast as written: scripts of the names, texts that fit the looks."""

from __future__ import annotations

import re
import unicodedata

from charstudio.demo.content.cast import CAST
from charstudio.demo.content.person import EYE_COLOURS, HAIR_COLOURS
from charstudio.demo.content.themes import PLANS
from charstudio.demo.portrait import swatches
from charstudio.demo.portrait.spec import HairStyle

PEOPLE = [person for people in CAST.values() for person in people]


def _scripts(text: str) -> set[str]:
    return {unicodedata.name(letter).split()[0] for letter in text if letter.isalpha()}


def test_names_come_in_many_scripts() -> None:
    scripts = {script for person in PEOPLE for script in _scripts(person.name or "")}
    expected = {"LATIN", "HIRAGANA", "KATAKANA", "CJK", "HANGUL", "ARABIC", "HEBREW", "CYRILLIC", "DEVANAGARI"}
    assert expected <= scripts
    assert any(unicodedata.category(letter) == "So" for person in PEOPLE for letter in person.name or "")


def test_no_two_characters_look_alike() -> None:
    assert len({person.look.seed for person in PEOPLE}) == len(PEOPLE)
    looks = [person.look for person in PEOPLE]
    assert len({(look.skin, look.hair, look.hair_colour, look.primary, look.outfit) for look in looks}) == len(PEOPLE)


def test_every_theme_that_a_character_names_is_planned_and_used() -> None:
    assert {key for person in PEOPLE for key in person.themes} == set(PLANS)


def test_prompts_in_english_name_the_hair_that_is_drawn() -> None:
    colours = {code: name for name, code in HAIR_COLOURS.items()}
    hair = re.compile(r"\b(hair|curls|braids|pixie|bob|afro|ponytail|bun|quiff)\b")
    english = [
        person for person in PEOPLE if hair.search(person.prompt) and re.search(r"\b(with|in an?)\b", person.prompt)
    ]
    assert len(english) >= 15
    for person in english:
        assert person.look.hair is HairStyle.BALD or colours[person.look.hair_colour] in person.prompt, person.prompt


def test_prompts_are_written_for_each_character() -> None:
    assert len({person.prompt for person in PEOPLE}) == len(PEOPLE)
    assert all(25 <= len(person.prompt) <= 320 for person in PEOPLE)


def test_named_colours_are_the_painters() -> None:
    assert set(HAIR_COLOURS.values()) <= {*swatches.HAIR, *swatches.HAIR_GREY, *swatches.HAIR_VIVID}
    assert set(EYE_COLOURS.values()) <= set(swatches.EYES)


def test_descriptions_are_there_for_many_but_not_all() -> None:
    described = sum(person.description is not None for person in PEOPLE)
    assert 0.6 <= described / len(PEOPLE) <= 0.9
