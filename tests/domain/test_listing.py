from __future__ import annotations

from typing import Any

import pytest

from charstudio.domain.listing import CharacterFilter, CharacterSort, Order, Place


def test_no_condition_is_an_empty_filter() -> None:
    assert CharacterFilter().is_empty


@pytest.mark.parametrize(
    "condition",
    [
        {"words": ("a",)},
        {"favorite": True},
        {"in_library": True},
        {"public": True},
        {"attention": True},
        {"style": "ANIME"},
        {"style": ""},
        {"tag": "elf"},
        {"tag": ""},
        {"owner_id": "u"},
    ],
    ids=repr,
)
def test_any_condition_makes_it_less_than_everything(condition: dict[str, Any]) -> None:
    assert not CharacterFilter(**condition).is_empty


def test_filters_orders_and_places_can_be_keys() -> None:
    assert (
        len({CharacterFilter(), CharacterFilter(words=()), Order(), Order(CharacterSort.CREATED, True), Place()}) == 3
    )
