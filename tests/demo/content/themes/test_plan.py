"""Edit instructions: their words, their pronouns, and what they do to a shot."""

from __future__ import annotations

import pytest

from charstudio.demo.content.themes import PLANS
from charstudio.demo.content.themes.plan import edit
from charstudio.demo.portrait.spec import Build, Expression, Look, Outfit, Pose, Setting, Shot


def test_words_change_only_what_they_name() -> None:
    base = Shot(expression=Expression.SAD, pose=Pose.WAVING, setting=Setting.BEACH, scarf=True)
    assert edit("Laugh", "laugh").applied_to(base) == Shot(
        Expression.LAUGH, None, Pose.WAVING, Setting.BEACH, scarf=True
    )


def test_new_clothes_take_hat_scarf_and_mask_with_them() -> None:
    base = Shot(outfit=Outfit.WINTER_COAT, hat=True, scarf=True, mask=True)
    assert edit("A suit", "suit").applied_to(base) == Shot(outfit=Outfit.SUIT)
    assert edit("A coat", "winter coat", "hat").applied_to(base) == Shot(outfit=Outfit.WINTER_COAT, hat=True)


@pytest.mark.parametrize(
    ("build", "said"), [(Build.FEMININE, "her"), (Build.MASCULINE, "him"), (Build.ANDROGYNOUS, "them")]
)
def test_pronouns_follow_the_character(build: Build, said: str) -> None:
    assert edit("Make {them} laugh.", "laugh").prompt_for(Look.from_seed(1, build=build)) == f"Make {said} laugh."


def test_a_word_that_cannot_be_painted_is_refused() -> None:
    with pytest.raises(ValueError, match="vocabulary"):
        edit("Riding a bicycle", "bicycle")


def test_two_words_of_one_kind_are_refused() -> None:
    with pytest.raises(ValueError, match="expression"):
        edit("Laughing and sad", "laugh", "sad")


@pytest.mark.parametrize("key", PLANS)
def test_instructions_of_a_theme_differ_in_text_and_in_picture(key: str) -> None:
    variations = PLANS[key].variations
    assert len({variation.prompt for variation in variations}) == len(variations)
    assert len({frozenset(variation.changes.items()) for variation in variations}) == len(variations)
    assert len(variations) <= 12
