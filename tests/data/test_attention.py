"""The SQL of "needs attention" says what ``charstudio.domain.attention`` says, for every combination there is."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from charstudio.data import catalogue as catalogues
from charstudio.data import characters
from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from charstudio.domain.attention import STUCK_AFTER, defects
from charstudio.domain.listing import CharacterFilter, Order, Place
from charstudio.domain.vocabulary import GenerationStatus
from tests.support.builders import make_character, make_user, save

IMAGES = [None, "", "  ", "\t\n", "\u3000\u00a0", "/uploads/1.png", "data:image/png;base64," + "A" * 5000]
TEXTS = [None, "", " \r\n ", "A knight"]
AGES = [timedelta(0), STUCK_AFTER - timedelta(minutes=5), STUCK_AFTER + timedelta(minutes=5), timedelta(days=400)]


def found_in_sql(database: Database, catalogue: Catalogue) -> set[str]:
    with database.read() as connection:
        where = CharacterFilter(attention=True)
        rows = characters.page(connection, catalogue, where, Order(), Place(), 100_000)
        assert characters.count(connection, catalogue, where) == len(rows)
    return {row.id for row in rows}


def found_in_python(database: Database, catalogue: Catalogue) -> set[str]:
    now = datetime.now(UTC).replace(tzinfo=None)
    with database.read() as connection:
        ids = [row.id for row in characters.page(connection, catalogue, CharacterFilter(), Order(), Place(), 100_000)]
        whole = [characters.get(connection, catalogue, identity) for identity in ids]
    return {character.id for character in whole if character is not None and defects(character, now)}


@pytest.fixture
def combinations(database: Database) -> int:
    now = datetime.now(UTC).replace(tzinfo=None)
    user = make_user()
    rows = [
        make_character(
            user,
            generation_status=status.value,
            is_public=public,
            is_in_library=in_library,
            image_url=image,
            description=text,
            updated_at=now - age,
        )
        for status, public, in_library, image, text, age in itertools.product(
            GenerationStatus, (False, True), (False, True), IMAGES, TEXTS, AGES
        )
    ]
    save(database, user, *rows)
    return len(rows)


def test_both_find_the_same_for_all_combinations(database: Database, catalogue: Catalogue, combinations: int) -> None:
    found = found_in_sql(database, catalogue)
    assert found == found_in_python(database, catalogue)
    assert 0 < len(found) < combinations


@pytest.mark.parametrize("column", ["generation_status", "image_url", "description", "is_public", "is_in_library"])
def test_what_the_database_lacks_is_no_defect(
    database: Database, sql: psycopg.Connection[Any], combinations: int, column: str
) -> None:
    sql.execute(psycopg.sql.SQL("ALTER TABLE characters DROP COLUMN {}").format(psycopg.sql.Identifier(column)))
    sql.execute("DELETE FROM characters WHERE id >= (SELECT id FROM characters ORDER BY id OFFSET 400 LIMIT 1)")
    with database.read() as connection:
        catalogue = catalogues.read(connection, database.settings)
    assert found_in_sql(database, catalogue) == found_in_python(database, catalogue)
