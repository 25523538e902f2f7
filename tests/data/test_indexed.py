"""What queries and indexes share must not change what is found, nor its order."""

from __future__ import annotations

import pytest

from charstudio.data import characters
from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from charstudio.data.keys import NAME_LENGTH, key_of
from charstudio.domain.listing import CharacterFilter, CharacterSort, Order, Place
from tests.support.builders import make_character, make_user, save

ALIKE = "n" * NAME_LENGTH


@pytest.fixture(autouse=True)
def _rows(database: Database) -> None:
    user = make_user()
    save(
        database,
        user,
        make_character(user, id="a", name="Winter", description="fox in\nsnow", prompt="red 100%_ fur", tags=["x"]),
        make_character(user, id="b", name=ALIKE + "2", prompt="one"),
        make_character(user, id="c", name=ALIKE + "1", prompt="two", tags=[]),
    )


def found(database: Database, catalogue: Catalogue, where: CharacterFilter, order: Order = Order()) -> list[str]:
    with database.read() as connection:
        rows = characters.page(connection, catalogue, where, order, Place(), 10)
        assert characters.count(connection, catalogue, where) == len(rows)
    return [row.id for row in rows]


@pytest.mark.parametrize("word", ["winter", "FOX", "in\nsnow", "in\nSNOW", "red", "100%_", "ter", "fur"])
def test_a_word_is_found_in_each_field(database: Database, catalogue: Catalogue, word: str) -> None:
    assert found(database, catalogue, CharacterFilter(words=(word,))) == ["a"]


@pytest.mark.parametrize("word", ["winterfox", "winter\nfox", "snow\nred", "\nfox", "\nred", "r\n", "w\n", "100__"])
def test_no_word_is_found_across_two_fields(database: Database, catalogue: Catalogue, word: str) -> None:
    assert found(database, catalogue, CharacterFilter(words=(word,))) == []


def test_names_that_begin_alike_for_long_are_in_the_order_of_ids(database: Database, catalogue: Catalogue) -> None:
    with database.read() as connection:
        order = Order(CharacterSort.NAME, descending=False)
        rows = characters.page(connection, catalogue, CharacterFilter(), order, Place(), 10)
        assert [row.id for row in rows] == ["a", "b", "c"]
        keys = [key_of(row, CharacterSort.NAME) for row in rows]
        assert keys == sorted(keys)
        for number, key in enumerate(keys):
            later = characters.page(connection, catalogue, CharacterFilter(), order, Place(key), 10)
            assert [row.id for row in later] == ["a", "b", "c"][number + 1 :]


def test_tags(database: Database, catalogue: Catalogue) -> None:
    assert found(database, catalogue, CharacterFilter(tag="x")) == ["a"]
    assert found(database, catalogue, CharacterFilter(tag="{}")) == []
