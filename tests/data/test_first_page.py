"""The first page by a kept statement: the same rows as by SQLAlchemy, and never an error of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from charstudio.data import catalogue as catalogues
from charstudio.data import characters, first_page
from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from charstudio.data.first_page import KeptStatement, Statement
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.listing import PAGE_SIZE, CharacterFilter, CharacterSort, Order, Place
from tests.support.builders import make_character, make_theme, make_user, make_variant, save

ORDERS = [Order(sort, descending) for sort in CharacterSort for descending in (False, True)]


@pytest.fixture
def filled(database: Database) -> Database:
    users = [make_user(name=None), make_user(name="Mira")]
    picture = "data:image/png;base64," + "A" * 9000
    rows = [
        make_character(users[0], name=None, tags=None, image_url=None),
        make_character(users[1], name="ليلى 🦊", tags=["a", 'b"c', "ü"], image_url=picture),
        make_character(users[1], name="100 %s", tags=[], is_favorite=True),
    ]
    themes = [make_theme(rows[1], name="Winter"), make_theme(rows[1], name="Summer")]
    save(database, *users, *rows, *themes, make_variant(themes[0]), make_variant(themes[0]))
    return database


def statement(database: Database, catalogue: Catalogue, order: Order = Order()) -> Statement:
    with database.read() as connection:
        return characters.first_page_statement(connection, catalogue, order, PAGE_SIZE)


@pytest.mark.parametrize("order", ORDERS)
def test_the_rows_are_those_of_the_list(filled: Database, catalogue: Catalogue, order: Order) -> None:
    with filled.read() as connection:
        expected = characters.page(connection, catalogue, CharacterFilter(), order, Place(), PAGE_SIZE)
    with filled.driver() as driver:
        found = first_page.read(driver, statement(filled, catalogue, order))
    assert found == expected
    assert len(expected) == 3


def test_a_database_without_some_columns_in_a_schema_of_its_own(
    filled: Database, sql: psycopg.Connection[Any], settings: ConnectionSettings
) -> None:
    sql.execute("ALTER TABLE characters DROP COLUMN tags, DROP COLUMN style_type")
    sql.execute('ALTER SCHEMA public RENAME TO "We""ird %s"')
    database = Database(replace(settings, schema='We"ird %s'))
    try:
        with database.read() as connection:
            catalogue = catalogues.read(connection, database.settings)
            expected = characters.page(connection, catalogue, CharacterFilter(), Order(), Place(), PAGE_SIZE)
        with database.driver() as driver:
            assert first_page.read(driver, statement(database, catalogue)) == expected
    finally:
        database.close()


def test_a_statement_holds_no_value_of_a_row(filled: Database, catalogue: Catalogue) -> None:
    kept = statement(filled, catalogue)
    assert "Mira" not in f"{kept.text} {kept.parameters}"
    assert all(isinstance(value, str | int) for value in kept.parameters.values())


def test_what_is_kept_is_found_again_for_the_same_list_only(catalogue: Catalogue, tmp_path: Path) -> None:
    made = Statement("SELECT %(one)s", {"one": 1})
    KeptStatement(tmp_path / "new", catalogue, "public", Order()).keep(made)
    assert KeptStatement(tmp_path / "new", catalogue, "public", Order()).find() == made
    older = Catalogue(catalogue.server_version, {**catalogue.columns, "users": {"id": True, "email": True}})
    assert KeptStatement(tmp_path / "new", older, "public", Order()).find() is None
    assert KeptStatement(tmp_path / "new", catalogue, "other", Order()).find() is None
    assert KeptStatement(tmp_path / "new", catalogue, "public", Order(descending=False)).find() is None
    assert [file.suffix for file in (tmp_path / "new").iterdir()] == [".json"]


@pytest.mark.parametrize("content", ["", "[]", "{", '{"text": "SELECT 1"}', '{"text": "SELECT 1", "parameters": 3}'])
def test_a_damaged_file_counts_as_none(catalogue: Catalogue, tmp_path: Path, content: str) -> None:
    kept = KeptStatement(tmp_path, catalogue, "public", Order())
    kept.keep(Statement("SELECT 1", {}))
    (file,) = tmp_path.iterdir()
    file.write_text(content)
    assert kept.find() is None


def test_a_folder_that_cannot_be_written_is_no_error(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    KeptStatement(tmp_path / "file" / "statements", catalogue, "public", Order()).keep(Statement("SELECT 1", {}))


@pytest.mark.parametrize(
    "text", ["SELEC", "SELECT nothing FROM nowhere", "DELETE FROM users", "SELECT %(missing)s", "SELECT 1"]
)
def test_a_statement_that_is_no_good_gives_nothing_and_changes_nothing(
    filled: Database, catalogue: Catalogue, text: str
) -> None:
    with filled.driver() as driver:
        assert first_page.read(driver, Statement(text, {})) is None
    with filled.driver() as driver:
        assert driver.execute("SELECT count(*) FROM users").fetchone() == (2,)


def test_the_first_page_does_without_sqlalchemy(filled: Database, settings: ConnectionSettings, tmp_path: Path) -> None:
    program = """
import json, os, sys
from pathlib import Path
from charstudio.domain.listing import CharacterFilter, Order
from charstudio.services import profiles
from charstudio.services.library import open_library
with open_library(*profiles.from_environment(os.environ)) as library:
    rows = library.characters.page(CharacterFilter(), Order())
print(json.dumps([len(rows), "sqlalchemy" in sys.modules]))
"""
    environment = {
        "CHARSTUDIO_HOME": str(tmp_path),
        "CHARSTUDIO_DATABASE_URL": settings.without_password(),
        "PGPASSWORD": settings.password.reveal() if settings.password else "",
    }

    def run() -> Any:
        done = subprocess.run(
            [sys.executable, "-c", program], env=os.environ | environment, capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)

    assert run() == [3, True]
    assert run() == [3, False]
