"""The typed classes say the same as the tables, and work."""

from __future__ import annotations

import subprocess
import sys
import types
import typing
from datetime import timedelta

import pytest
from sqlalchemy import JSON, Column, inspect, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Mapped, Session, configure_mappers, selectinload
from sqlalchemy.sql.elements import KeyedColumnElement

from charstudio.data import mappings
from charstudio.data.database import Database
from charstudio.data.mappings import Character, Row, Theme, User
from charstudio.data.tables import metadata
from tests.support.builders import MOMENT, make_character, make_theme, make_user, make_variant, save

CLASSES = sorted((mapper.class_ for mapper in Row.registry.mappers), key=lambda cls: cls.__name__)
RENAMED = {"facts": "metadata", "physical_traits": "physicalTraits"}


def test_every_table_has_one_class() -> None:
    configure_mappers()
    assert sorted(cls.__table__.name for cls in CLASSES) == sorted(table.name for table in metadata.sorted_tables)
    assert len(CLASSES) == 11


def _expected(column: KeyedColumnElement[typing.Any]) -> object:
    assert isinstance(column, Column)
    if isinstance(column.type, JSON):
        return mappings.Json
    kind: object = list[str] if isinstance(column.type, ARRAY) else column.type.python_type
    return typing.Optional[kind] if column.nullable else kind  # noqa: UP045 - made at run time


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_annotations_are_the_columns_types(cls: type[Row]) -> None:
    hints = {
        name: typing.get_args(hint)[0]
        for name, hint in typing.get_type_hints(cls, vars(mappings)).items()
        if typing.get_origin(hint) is Mapped
    }
    relations = set(inspect(cls).relationships.keys())
    columns = {RENAMED.get(name, name): hint for name, hint in hints.items() if name not in relations}
    expected = {column.name: _expected(column) for column in cls.__table__.columns}
    assert list(columns) == list(expected)
    assert {name: _plain(hint) for name, hint in columns.items()} == {
        name: _plain(hint) for name, hint in expected.items()
    }


def _plain(hint: object) -> object:
    """A hint whose unions can be compared, however they were written."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return frozenset(map(str, typing.get_args(hint)))
    return hint


def test_one_can_walk_from_user_to_variants(database: Database) -> None:
    user = make_user(id="u")
    character = make_character(user, id="c", facts={"a": 1}, physical_traits={"hair": "red"})
    old = make_theme(character, id="old")
    new = make_theme(character, id="new", created_at=MOMENT + timedelta(days=1))
    save(database, user, character, old, new, make_variant(old, id="v1"), make_variant(old, id="v2"))
    query = select(User).options(
        selectinload(User.characters).selectinload(Character.themes).selectinload(Theme.variants)
    )
    with database.read() as connection, Session(connection) as session:
        found = session.scalars(query).one()
        (loaded,) = found.characters
        assert (loaded.facts, loaded.physical_traits) == ({"a": 1}, {"hair": "red"})
        assert [(theme.id, [variant.id for variant in theme.variants]) for theme in loaded.themes] == [
            ("new", []),
            ("old", ["v2", "v1"]),
        ]


def test_nothing_loads_behind_a_callers_back(database: Database) -> None:
    save(database, make_user(id="u"))
    with database.read() as connection, Session(connection) as session:
        user = session.scalars(select(User)).one()
        with pytest.raises(InvalidRequestError):
            _ = user.characters


def test_the_first_page_does_not_wait_for_them() -> None:
    code = "import sys, charstudio.services.library; print('sqlalchemy.orm' in sys.modules, 'alembic' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert ended.stdout.split() == ["False", "False"]
