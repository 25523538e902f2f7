"""Themes of a character and the variants in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection

from charstudio.data import catalogue as catalogues
from charstudio.data import themes
from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from charstudio.domain.images import INLINE_LIMIT, StoredField
from tests.support.builders import MOMENT, make_character, make_theme, make_user, make_variant, save
from tests.support.statements import recorded


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.read() as connection:
        yield connection


@pytest.fixture
def filled(database: Database) -> None:
    """Ada has winter (two variants), poses (one) and an empty theme; Bo has a theme of the same name."""
    user = make_user()
    ada, bo = make_character(user, id="ada"), make_character(user, id="bo")
    winter = make_theme(ada, id="t-winter", name="Winter", description="Snow", created_at=MOMENT)
    poses = make_theme(ada, id="t-poses", name="Poses", created_at=MOMENT + timedelta(days=1))
    empty = make_theme(ada, id="t-empty", name="Empty", created_at=MOMENT + timedelta(days=1))
    other = make_theme(bo, id="t-other", name="Winter")
    save(
        database,
        *(user, ada, bo, winter, poses, empty, other),
        make_variant(winter, id="v1", created_at=MOMENT),
        make_variant(winter, id="v2", created_at=MOMENT),
        make_variant(poses, id="v3", created_at=MOMENT + timedelta(days=1), image_url="/uploads/variants/3.png"),
        # No foreign key keeps this id right: the theme decides.
        make_variant(other, id="v4", character_id="ada"),
    )


def test_themes_come_newest_first_with_their_numbers(
    connection: Connection, catalogue: Catalogue, filled: None
) -> None:
    with recorded() as statements:
        found = themes.of_character(connection, catalogue, "ada")
    assert len(statements) == 1
    assert [(row.id, row.name, row.variants) for row in found] == [
        ("t-poses", "Poses", 1),
        ("t-empty", "Empty", 0),
        ("t-winter", "Winter", 2),
    ]
    assert (found[2].description, found[2].created_at, found[2].updated_at) == ("Snow", MOMENT, MOMENT)


def test_nobody_has_no_themes_and_no_variants(connection: Connection, catalogue: Catalogue) -> None:
    assert themes.of_character(connection, catalogue, "nobody") == []
    assert themes.variants(connection, catalogue, "nobody", None) == []
    assert themes.variant(connection, catalogue, "nothing") is None


def test_variants_of_all_themes_and_of_one(connection: Connection, catalogue: Catalogue, filled: None) -> None:
    with recorded() as statements:
        found = themes.variants(connection, catalogue, "ada", None)
    assert len(statements) == 1
    assert [(row.id, row.theme, row.theme_id) for row in found] == [
        ("v3", "Poses", "t-poses"),
        ("v2", "Winter", "t-winter"),
        ("v1", "Winter", "t-winter"),
    ]
    assert [row.id for row in themes.variants(connection, catalogue, "ada", "t-winter")] == ["v2", "v1"]
    assert themes.variants(connection, catalogue, "ada", "t-other") == []


def test_a_variant_belongs_to_the_character_of_its_theme(
    connection: Connection, catalogue: Catalogue, filled: None
) -> None:
    (row,) = themes.variants(connection, catalogue, "bo", None)
    assert (row.id, row.character_id) == ("v4", "bo")
    whole = themes.variant(connection, catalogue, "v4")
    assert whole is not None
    assert whole.character_id == "bo"


def test_one_variant_has_every_field(connection: Connection, catalogue: Catalogue, database: Database) -> None:
    user = make_user()
    character = make_character(user)
    theme = make_theme(character, id="t", name="Winter")
    uri = "data:image/png;base64," + "A" * 3_000_000
    facts = {"clothing": "coat", "generationMode": "edit", "seed": 1.5, "more": [None, True]}
    save(
        database,
        *(user, character, theme),
        make_variant(theme, id="v", prompt="make it snow", image_url=uri, thumbnail_url="/t.png", facts=facts),
    )
    found = themes.variant(connection, catalogue, "v")
    assert found is not None
    assert (found.theme_id, found.theme, found.character_id) == ("t", "Winter", character.id)
    assert (found.prompt, found.metadata, found.created_at) == ("make it snow", facts, MOMENT)
    assert found.thumbnail is not None
    assert found.thumbnail.text == "/t.png"
    assert found.image is not None
    assert (found.image.text, found.image.stored) == (
        uri[:INLINE_LIMIT],
        StoredField("theme_variants", "image_url", "v"),
    )
    (row,) = themes.variants(connection, catalogue, character.id, "t")
    assert row.image_text == uri[:INLINE_LIMIT]


def test_missing_columns_read_as_nothing(
    connection: Connection, database: Database, filled: None, sql: psycopg.Connection[Any]
) -> None:
    sql.execute("ALTER TABLE character_themes DROP description, DROP updated_at")
    sql.execute("ALTER TABLE theme_variants DROP metadata, DROP thumbnail_url, DROP image_url")
    catalogue = catalogues.read(connection, database.settings)
    assert {row.updated_at == row.created_at for row in themes.of_character(connection, catalogue, "ada")} == {True}
    assert {row.image for row in themes.variants(connection, catalogue, "ada", None)} == {None}
    whole = themes.variant(connection, catalogue, "v3")
    assert whole is not None
    assert (whole.metadata, whole.image, whole.thumbnail) == (None, None, None)
