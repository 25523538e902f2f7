"""The checks of a whole database, put together."""

from __future__ import annotations

from typing import Any

import psycopg

from charstudio.data.database import Database
from charstudio.domain.findings import FindingKind, Severity
from charstudio.services.checks import Checks
from charstudio.services.indexes import Indexes
from tests.support.builders import make_character, make_theme, make_user, make_variant, save
from tests.support.postgres import PostgresServer

ROLE_GRANTS = "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}"


def ignore(what: str, done: float) -> None:
    """Nobody watches."""


def test_missing_indexes_of_charstudio_are_one_note(database: Database) -> None:
    (finding,) = Checks(database).schema()
    assert (finding.severity, finding.kind) == (Severity.NOTE, FindingKind.MISSING_INDEX)
    assert "charstudio db indexes --create" in finding.remedy
    Indexes(database).create(lambda step: None)
    assert Checks(database).schema() == []


def test_progress_of_the_rows(database: Database) -> None:
    told: list[tuple[str, float]] = []
    assert Checks(database).rows(lambda what, done: told.append((what, done))) == []
    parts = [done for _, done in told]
    assert parts == sorted(parts)
    assert parts[0] == 0.0
    assert parts[-1] < 1.0
    assert "Looking at theme_variants.theme_id" in {what for what, _ in told}


def test_the_later_schema_has_notes_only(database: Database, sql: psycopg.Connection[Any]) -> None:
    sql.execute("DROP TABLE generations, scenes, scene_characters, scene_generations, character_templates CASCADE")
    sql.execute("DROP TABLE character_collections, character_collection_items")
    sql.execute(
        "ALTER TABLE characters DROP tags, DROP metadata, DROP style_type, DROP is_public, DROP is_favorite, "
        "DROP is_in_library, DROP generation_status, DROP age, DROP gender, DROP occupation, DROP personality, "
        'DROP "physicalTraits", DROP clothing, DROP background, DROP reference_image_url'
    )
    sql.execute("ALTER TABLE users ADD credits int NOT NULL DEFAULT 0")
    sql.execute("CREATE TABLE credit_transactions (id text PRIMARY KEY)")
    sql.execute("INSERT INTO users (id, email, updated_at) VALUES ('u', 'e', now())")
    sql.execute(
        "INSERT INTO characters (id, user_id, prompt, image_url, updated_at) VALUES ('c', 'u', 'p', '/', now())"
    )
    checks = Checks(database)
    findings = [*checks.schema(), *checks.rows(ignore)]
    assert {finding.severity for finding in findings} == {Severity.NOTE}
    assert [row[0] for page in checks.image_references() for row in page.rows] == ["c"]


def test_rows_that_a_role_cannot_see_are_not_gone(
    postgres_server: PostgresServer, database: Database, sql: psycopg.Connection[Any]
) -> None:
    user = make_user()
    character = make_character(user)
    theme = make_theme(character)
    save(database, user, character, theme, make_variant(theme))
    with postgres_server.role(ROLE_GRANTS, database=database.settings.database) as (name, password):
        sql.execute("ALTER TABLE character_themes ENABLE ROW LEVEL SECURITY")
        other = Database(postgres_server.as_role(name, password, database.settings.database))
        try:
            (finding,) = Checks(other).rows(ignore)
        finally:
            other.close()
    assert (finding.severity, finding.kind, finding.table) == (
        Severity.NOTE,
        FindingKind.NOT_CHECKED,
        "character_themes",
    )


def test_a_role_that_may_read_a_part_checks_that_part(
    postgres_server: PostgresServer, database: Database, sql: psycopg.Connection[Any]
) -> None:
    save(database, make_user(daily_used=-1))
    grants = "GRANT SELECT ON users, characters, character_themes, theme_variants TO {role}"
    with postgres_server.role(grants, database=database.settings.database) as (name, password):
        other = Database(postgres_server.as_role(name, password, database.settings.database))
        try:
            (finding,) = Checks(other).rows(ignore)
        finally:
            other.close()
    assert finding.kind is FindingKind.NEGATIVE_NUMBER
