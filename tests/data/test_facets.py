"""The numbers of the side bar agree with the lists that they lead to."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from charstudio.data import catalogue as catalogues
from charstudio.data import characters, facets
from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from charstudio.domain.facets import Facet, Facets
from charstudio.domain.listing import CharacterFilter
from tests.support.builders import make_character, make_user, save


def read(database: Database, catalogue: Catalogue, tags: int = 40, owners: int = 40) -> Facets:
    with database.read() as connection:
        return facets.read(connection, catalogue, tags, owners)


@pytest.fixture
def filled(database: Database) -> Database:
    mira, nameless = make_user(id="mira", name="Mira"), make_user(id="x", email="x@example.com")
    idle = make_user(id="idle")
    save(
        database,
        mira,
        nameless,
        idle,
        make_character(mira, tags=["elf", "night"], style_type="ANIME", is_favorite=True),
        make_character(mira, tags=["elf"], style_type="ANIME", is_public=True, image_url="/1.png"),
        make_character(mira, tags=[], style_type="CARTOON", is_in_library=True),
        make_character(nameless, tags=None, generation_status="FAILED"),
    )
    return database


def test_each_number_is_the_length_of_its_list(filled: Database, catalogue: Catalogue) -> None:
    found = read(filled, catalogue)
    with filled.read() as connection:

        def count(**conditions: Any) -> int:
            return characters.count(connection, catalogue, CharacterFilter(**conditions))

        assert found.total == count() == 4
        assert found.favorites == count(favorite=True) == 1
        assert found.in_library == count(in_library=True) == 1
        assert found.public == count(public=True) == 1
        assert found.attention == count(attention=True)
        assert {facet.value: facet.characters for facet in found.styles} == {
            style: count(style=style) for style in ("ANIME", "CARTOON", "REALISTIC")
        }
        assert [(facet.value, facet.characters) for facet in found.tags] == [("elf", 2), ("night", 1)]
        assert all(facet.characters == count(tag=facet.value) for facet in found.tags)
        assert all(facet.characters == count(owner_id=facet.value) for facet in found.owners)


def test_owners_are_named_and_the_busiest_comes_first(filled: Database, catalogue: Catalogue) -> None:
    assert read(filled, catalogue).owners == (Facet("mira", "Mira", 3), Facet("x", "x@example.com", 1))


def test_only_the_most_used_tags_and_owners_are_listed(filled: Database, catalogue: Catalogue) -> None:
    found = read(filled, catalogue, tags=1, owners=1)
    assert [facet.value for facet in found.tags] == ["elf"]
    assert [facet.value for facet in found.owners] == ["mira"]


def test_an_empty_library_has_zeros(database: Database, catalogue: Catalogue) -> None:
    assert read(database, catalogue) == Facets(0, 0, 0, 0, 0)


def test_missing_columns_leave_their_groups_empty(filled: Database, sql: psycopg.Connection[Any]) -> None:
    sql.execute(
        "ALTER TABLE characters DROP tags, DROP style_type, DROP is_public, DROP is_favorite, DROP is_in_library"
    )
    sql.execute("ALTER TABLE users DROP name")
    with filled.read() as connection:
        catalogue = catalogues.read(connection, filled.settings)
    found = read(filled, catalogue)
    assert (found.total, found.favorites, found.in_library, found.public) == (4, 0, 0, 0)
    assert found.styles == found.tags == ()
    assert [facet.label for facet in found.owners] == ["mira@example.com", "x@example.com"]
