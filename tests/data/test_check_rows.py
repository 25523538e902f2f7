"""Each kind of bad row, on a real server."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from charstudio.data import check_rows
from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from charstudio.data.inspection import inspecting
from charstudio.domain.findings import SAMPLE, Finding, FindingKind, Severity
from tests.support.builders import make_character, make_theme, make_user, make_variant, save


def find(database: Database, catalogue: Catalogue) -> list[Finding]:
    with inspecting(database) as connection:
        found = [check.run(connection) for check in check_rows.all_checks() if check.can_run(catalogue)]
    return [finding for finding in found if finding is not None]


@pytest.fixture(autouse=True)
def _rows(database: Database) -> None:
    user = make_user(id="u")
    first, second = make_character(user, id="c1"), make_character(user, id="c2")
    themes = [make_theme(first, id=f"t{number}", name=f"Theme {number}") for number in range(3)]
    variants = [make_variant(themes[0], id=f"v{number:02}") for number in range(30)]
    save(database, user, first, second, *themes, *variants)


def delete_without_a_trace(sql: psycopg.Connection[Any], statement: str) -> None:
    """As a restore with its triggers off does: no foreign key acts."""
    sql.execute("SET session_replication_role = replica")
    sql.execute(statement)
    sql.execute("RESET session_replication_role")


def test_nothing_is_wrong(database: Database, catalogue: Catalogue) -> None:
    assert find(database, catalogue) == []


def test_variants_of_a_theme_that_is_gone(
    database: Database, catalogue: Catalogue, sql: psycopg.Connection[Any]
) -> None:
    delete_without_a_trace(sql, "DELETE FROM character_themes WHERE id = 't0'")
    (finding,) = find(database, catalogue)
    assert (finding.severity, finding.kind) == (Severity.WARNING, FindingKind.REFERENCE_GONE)
    assert (finding.table, finding.column, finding.total) == ("theme_variants", "theme_id", 30)
    assert finding.ids == tuple(f"v{number:02}" for number in range(SAMPLE))
    assert finding.sentence == "30 variants name a theme that is gone."
    assert finding.remedy


def test_a_variant_of_a_character_that_is_gone(
    database: Database, catalogue: Catalogue, sql: psycopg.Connection[Any]
) -> None:
    sql.execute("UPDATE theme_variants SET character_id = 'nobody' WHERE id = 'v07'")
    gone, contradiction = find(database, catalogue)
    assert gone.sentence == "One variant names a character that is gone."
    assert (gone.column, gone.ids) == ("character_id", ("v07",))
    assert (contradiction.kind, contradiction.ids) == (FindingKind.CONTRADICTION, ("v07",))


def test_a_variant_of_another_character_than_its_themes(
    database: Database, catalogue: Catalogue, sql: psycopg.Connection[Any]
) -> None:
    sql.execute("UPDATE theme_variants SET character_id = 'c2' WHERE id = 'v07'")
    (finding,) = find(database, catalogue)
    assert (finding.kind, finding.ids) == (FindingKind.CONTRADICTION, ("v07",))


def test_a_theme_and_a_character_left_alone(
    database: Database, catalogue: Catalogue, sql: psycopg.Connection[Any]
) -> None:
    delete_without_a_trace(sql, "DELETE FROM characters WHERE id = 'c1'; DELETE FROM users")
    sentences = [finding.sentence for finding in find(database, catalogue)]
    assert "One character names a user that is gone." in sentences
    assert "3 themes name a character that is gone." in sentences


@pytest.mark.parametrize("name", ["THEME 1", "  Theme 1", "Theme\t 1 ", "theme\u00a01"])
def test_theme_names_that_differ_in_capitals_and_spaces(
    database: Database, catalogue: Catalogue, sql: psycopg.Connection[Any], name: str
) -> None:
    sql.execute("UPDATE character_themes SET name = %s WHERE id = 't2'", [name])
    (finding,) = find(database, catalogue)
    assert (finding.kind, finding.ids) == (FindingKind.DUPLICATE_NAME, ("t1", "t2"))
    # Of two characters they are two names.
    sql.execute("UPDATE character_themes SET character_id = 'c2' WHERE id = 't2'")
    assert find(database, catalogue) == []


def test_names_that_differ_otherwise(database: Database, catalogue: Catalogue, sql: psycopg.Connection[Any]) -> None:
    sql.execute("UPDATE character_themes SET name = 'Theme1' WHERE id = 't2'")
    assert find(database, catalogue) == []


@pytest.mark.parametrize("column", ["daily_quota", "daily_used", "total_generated"])
def test_negative_numbers(database: Database, catalogue: Catalogue, sql: psycopg.Connection[Any], column: str) -> None:
    sql.execute(f"UPDATE users SET {column} = -1")
    (finding,) = find(database, catalogue)
    assert (finding.kind, finding.table, finding.column) == (FindingKind.NEGATIVE_NUMBER, "users", column)
    assert finding.ids == ("u",)


def test_what_is_not_there_is_not_checked(database: Database, sql: psycopg.Connection[Any]) -> None:
    sql.execute("DROP TABLE generations, scenes, scene_characters, scene_generations")
    sql.execute("ALTER TABLE users DROP daily_used")
    from charstudio.data import catalogue as catalogues

    with database.read() as connection:
        catalogue = catalogues.read(connection, database.settings)
    assert find(database, catalogue) == []


def test_inspecting_writes_nothing(database: Database) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    from charstudio.domain.errors import ExpectedError

    with pytest.raises((DBAPIError, ExpectedError)), inspecting(database) as connection:
        connection.execute(text("DELETE FROM users"))
