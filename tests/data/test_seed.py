"""Rows in bulk."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from charstudio.data import seed
from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from tests.support.builders import MOMENT, make_character, make_user, save

USER = {"id": "u", "email": "u@example.com", "updated_at": MOMENT}
CHARACTER = {
    "id": "c",
    "user_id": "u",
    "prompt": "p",
    "updated_at": MOMENT,
    "metadata": None,
    "physicalTraits": {"a": 1},
}


def test_rows_are_written_in_the_given_order(database: Database) -> None:
    with database.write() as connection:
        assert seed.is_empty(connection)
        seed.insert_rows(connection, {"users": [USER], "characters": [CHARACTER], "scenes": []})
        assert not seed.is_empty(connection)
        found = connection.execute(text('SELECT id, "physicalTraits", metadata IS NULL FROM characters')).one()
    assert tuple(found) == ("c", {"a": 1}, True)


def test_users_alone_leave_it_empty(database: Database) -> None:
    save(database, make_user())
    with database.read() as connection:
        assert seed.is_empty(connection)


def test_one_bad_row_and_nothing_is_written(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as connection:
        seed.insert_rows(connection, {"users": [USER], "characters": [CHARACTER, {**CHARACTER, "user_id": "nobody"}]})
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM users")).scalar_one() == 0


def test_a_library_with_a_character_is_not_empty(database: Database) -> None:
    user = make_user()
    save(database, user, make_character(user))
    with database.read() as connection:
        assert not seed.is_empty(connection)


def test_the_first_table_that_holds_rows_is_named(database: Database, catalogue: Catalogue) -> None:
    with database.read() as connection:
        assert seed.occupied_table(connection, catalogue) is None
    save(database, make_user())
    with database.read() as connection:
        assert seed.occupied_table(connection, catalogue) == "users"


def test_what_a_database_has_no_place_for_is_left_out() -> None:
    catalogue = Catalogue("", {"users": {"id": True, "email": True}})
    rows = {"users": [USER], "characters": [CHARACTER]}
    assert seed.known_part(rows, catalogue) == {"users": [{"id": "u", "email": "u@example.com"}]}
