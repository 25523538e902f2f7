"""Reading all references to pictures."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from charstudio.data import catalogue as catalogues
from charstudio.data import image_references
from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from charstudio.data.image_references import ReferencePage
from charstudio.data.inspection import inspecting
from charstudio.domain.images import INLINE_LIMIT
from tests.support.builders import make_character, make_theme, make_user, make_variant, save


def read(database: Database, catalogue: Catalogue) -> list[ReferencePage]:
    with inspecting(database) as connection:
        return list(image_references.pages(connection, catalogue))


@pytest.fixture(autouse=True)
def _rows(database: Database) -> None:
    user = make_user()
    characters = [
        make_character(user, id="a", image_url="/uploads/a.png", thumbnail_url="https://host/a.png"),
        make_character(user, id="b", image_url="data:image/png;base64,AAAA", thumbnail_url="DATA:,x"),
        make_character(user, id="c", image_url="/" + "x" * 5000),
        make_character(user, id="d"),
    ]
    theme = make_theme(characters[0])
    save(database, user, *characters, theme, make_variant(theme, id="v", image_url="/uploads/v.png"))


def test_every_row_comes_once(database: Database, catalogue: Catalogue) -> None:
    characters, variants = read(database, catalogue)
    assert (characters.table, characters.columns) == (
        "characters",
        ("image_url", "thumbnail_url", "reference_image_url"),
    )
    assert [tuple(row) for row in characters.rows] == [
        ("a", "/uploads/a.png", "https://host/a.png", None),
        ("b", None, None, None),
        ("c", "/" + "x" * (INLINE_LIMIT - 1), None, None),
        ("d", None, None, None),
    ]
    assert [tuple(row) for row in variants.rows] == [("v", "/uploads/v.png", None)]
    assert (characters.done, variants.done) == (0.8, 1.0)


def test_page_by_page(database: Database, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_references, "_PAGE", 3)
    pages = read(database, catalogue)
    assert [len(page.rows) for page in pages] == [3, 1, 1]
    assert [page.done for page in pages] == [0.6, 0.8, 1.0]


def test_columns_that_are_missing(database: Database, sql: psycopg.Connection[Any]) -> None:
    sql.execute("ALTER TABLE characters DROP reference_image_url")
    sql.execute("ALTER TABLE theme_variants DROP image_url, DROP thumbnail_url")
    with database.read() as connection:
        catalogue = catalogues.read(connection, database.settings)
    (page,) = read(database, catalogue)
    assert page.columns == ("image_url", "thumbnail_url")
