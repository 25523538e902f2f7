"""Where databases stand, asked of real servers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
from alembic.script import ScriptDirectory

from charstudio.data import features, revision, tables
from charstudio.data.database import Database
from charstudio.data.script_directory import known_revisions, script_directory
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.database_state import DatabaseState, Maker, Standing
from tests.support.postgres import PostgresServer
from tests.support.revisions import later_migrations, make_prisma_database

HEAD = known_revisions(script_directory())[-1]


def state_of(settings: ConnectionSettings, migrations: Path | None = None) -> DatabaseState:
    database = Database(settings)
    try:
        with database.read() as connection:
            return revision.read(connection, settings, migrations)
    finally:
        database.close()


@pytest.fixture
def empty_sql(postgres_server: PostgresServer, empty_settings: ConnectionSettings) -> Iterator[psycopg.Connection[Any]]:
    """A connection to the test's own empty database; each statement commits."""
    with postgres_server.connect(empty_settings.database) as connection:
        yield connection


@pytest.mark.parametrize("later", [False, True])
def test_file_names_tell_what_alembic_reads(tmp_path: Path, later: bool) -> None:
    folder = later_migrations(tmp_path / "migrations") if later else script_directory()
    scripts = ScriptDirectory(str(folder))
    assert known_revisions(folder) == tuple(reversed([script.revision for script in scripts.walk_revisions()]))
    assert scripts.get_heads() == [known_revisions(folder)[-1]]


def test_a_database_that_charstudio_made_is_ready(settings: ConnectionSettings) -> None:
    state = state_of(settings)
    assert (state.standing, state.revision, state.head) == (Standing.READY, HEAD, HEAD)
    assert (state.origin.maker, state.origin.migration) == (Maker.CHARSTUDIO, "")
    assert (state.problem, state.remedy, state.limitations) == ("", "", ())
    assert (state.database, state.schema) == (settings.database, "public")


def test_an_empty_database(empty_settings: ConnectionSettings) -> None:
    state = state_of(empty_settings)
    assert (state.standing, state.revision, state.origin.maker) == (Standing.EMPTY, "", Maker.UNKNOWN)
    assert "is empty" in state.problem
    assert "db upgrade" in state.remedy


def test_what_an_extension_keeps_in_the_schema_leaves_it_empty(
    empty_settings: ConnectionSettings, empty_sql: psycopg.Connection[Any]
) -> None:
    available = empty_sql.execute(
        "SELECT name FROM pg_available_extensions WHERE name IN ('pg_stat_statements', 'pg_buffercache')"
    ).fetchone()
    if available is None:
        pytest.skip("This server has no extension with a view.")
    empty_sql.execute(psycopg.sql.SQL("CREATE EXTENSION {}").format(psycopg.sql.Identifier(available[0])))
    assert state_of(empty_settings).standing is Standing.EMPTY


def test_a_database_of_prismas_is_adoptable(
    empty_settings: ConnectionSettings, empty_sql: psycopg.Connection[Any]
) -> None:
    make_prisma_database(empty_sql)
    state = state_of(empty_settings)
    assert (state.standing, state.revision) == (Standing.ADOPTABLE, "")
    assert (state.origin.maker, state.origin.migration) == (Maker.PRISMA, "20250101000000_init_with_themes")
    assert state.origin.finished
    assert "db adopt" in state.remedy


def test_tables_without_any_bookkeeping_are_adoptable_too(
    settings: ConnectionSettings, sql: psycopg.Connection[Any]
) -> None:
    sql.execute("DROP SCHEMA charstudio CASCADE")
    state = state_of(settings)
    assert (state.standing, state.origin.maker) == (Standing.ADOPTABLE, Maker.UNKNOWN)


def test_a_schema_that_an_administrator_made_ahead_is_no_revision(
    settings: ConnectionSettings, sql: psycopg.Connection[Any]
) -> None:
    sql.execute("DROP TABLE charstudio.alembic_version")
    assert state_of(settings).standing is Standing.ADOPTABLE


def test_the_latest_migration_of_prisma_and_whether_it_finished(
    empty_settings: ConnectionSettings, empty_sql: psycopg.Connection[Any]
) -> None:
    make_prisma_database(empty_sql)
    insert = "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, rolled_back_at) VALUES "
    empty_sql.execute(insert + "('2', 'c', 'add_credits', now() + interval '1 hour', NULL)")
    empty_sql.execute(insert + "('3', 'c', 'rolled_back', now() + interval '2 hours', now())")
    origin = state_of(empty_settings).origin
    assert (origin.maker, origin.migration, origin.finished) == (Maker.PRISMA, "add_credits", False)


def test_a_table_that_only_has_the_name_of_prismas_does_no_harm(
    settings: ConnectionSettings, sql: psycopg.Connection[Any]
) -> None:
    sql.execute("CREATE TABLE _prisma_migrations (id text PRIMARY KEY)")
    state = state_of(settings)
    assert (state.standing, state.origin.maker, state.origin.migration) == (Standing.READY, Maker.PRISMA, "")


def test_a_database_behind_and_one_ahead(
    settings: ConnectionSettings, sql: psycopg.Connection[Any], tmp_path: Path
) -> None:
    behind = state_of(settings, later_migrations(tmp_path / "migrations"))
    assert (behind.standing, behind.revision, behind.head) == (Standing.BEHIND, HEAD, "9002")
    assert "db upgrade" in behind.remedy
    sql.execute("UPDATE charstudio.alembic_version SET version_num = '9002'")
    ahead = state_of(settings)
    assert (ahead.standing, ahead.revision) == (Standing.AHEAD, "9002")
    assert "Update CharStudio" in ahead.remedy


@pytest.mark.parametrize(
    ("made", "standing", "named"),
    [
        ("CREATE TABLE orders (id int); CREATE TABLE users (id int)", Standing.FOREIGN, "orders"),
        ("CREATE VIEW orders AS SELECT 1 AS id", Standing.FOREIGN, "orders"),
        ("CREATE TABLE scenes (id text)", Standing.INCOMPLETE, "scenes"),
        ("""CREATE TYPE "StyleType" AS ENUM ('ANIME')""", Standing.INCOMPLETE, "StyleType"),
        ("CREATE TABLE _prisma_migrations (id text)", Standing.INCOMPLETE, "nothing"),
        ("CREATE TABLE characters (id text)", Standing.INCOMPLETE, "users"),
    ],
)
def test_other_tables_and_half_of_the_platforms(
    empty_settings: ConnectionSettings,
    empty_sql: psycopg.Connection[Any],
    made: LiteralString,
    standing: Standing,
    named: str,
) -> None:
    empty_sql.execute(made)
    state = state_of(empty_settings)
    assert state.standing is standing
    assert named in state.problem
    assert state.remedy


@pytest.mark.parametrize("dropped", ["theme_variants", "characters", "users"])
def test_a_table_that_nothing_works_without(
    settings: ConnectionSettings, sql: psycopg.Connection[Any], dropped: str
) -> None:
    sql.execute(psycopg.sql.SQL("DROP TABLE {} CASCADE").format(psycopg.sql.Identifier(dropped)))
    state = state_of(settings)
    assert (state.standing, state.limitations) == (Standing.INCOMPLETE, ())


def test_the_platforms_schema_gone_from_under_a_revision(
    settings: ConnectionSettings, sql: psycopg.Connection[Any]
) -> None:
    sql.execute("DROP SCHEMA public CASCADE")
    assert state_of(settings).standing is Standing.NO_SCHEMA
    sql.execute("CREATE SCHEMA public")
    assert state_of(settings).standing is Standing.INCOMPLETE


def test_a_schema_of_another_name(empty_settings: ConnectionSettings, empty_sql: psycopg.Connection[Any]) -> None:
    elsewhere = replace(empty_settings, schema='We"ird; --')
    assert state_of(elsewhere).standing is Standing.NO_SCHEMA
    empty_sql.execute('CREATE SCHEMA "We""ird; --"')
    assert state_of(elsewhere).standing is Standing.EMPTY
    empty_sql.execute('SET search_path TO "We""ird; --"')
    make_prisma_database(empty_sql)
    state = state_of(elsewhere)
    assert (state.standing, state.origin.migration) == (Standing.ADOPTABLE, "20250101000000_init_with_themes")
    assert state_of(empty_settings).standing is Standing.EMPTY


def test_charstudios_own_schema_cannot_be_the_platforms(settings: ConnectionSettings) -> None:
    assert state_of(replace(settings, schema="charstudio")).standing is Standing.UNSUPPORTED


def test_a_server_that_is_too_old(settings: ConnectionSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revision, "OLDEST_SERVER", 99)
    state = state_of(settings)
    assert state.standing is Standing.UNSUPPORTED
    assert "needs 99" in state.problem


@pytest.mark.parametrize(
    ("grants", "standing"),
    [
        ("REVOKE ALL ON SCHEMA public FROM PUBLIC", Standing.FORBIDDEN),
        ("GRANT USAGE ON SCHEMA public TO {role}", Standing.FORBIDDEN),
        (
            "GRANT USAGE ON SCHEMA charstudio TO {role}; GRANT SELECT ON ALL TABLES IN SCHEMA charstudio TO {role}",
            Standing.FORBIDDEN,
        ),
        (
            "GRANT USAGE ON SCHEMA charstudio TO {role}; "
            "GRANT SELECT ON ALL TABLES IN SCHEMA charstudio, public TO {role}",
            Standing.READY,
        ),
    ],
)
def test_what_the_role_may_not_read_is_said_with_the_grant(
    settings: ConnectionSettings, postgres_server: PostgresServer, grants: LiteralString, standing: Standing
) -> None:
    with postgres_server.role(grants, database=settings.database) as (name, password):
        state = state_of(postgres_server.as_role(name, password, settings.database))
    assert (state.standing, state.role) == (standing, name)
    if standing is Standing.FORBIDDEN:
        assert name in state.problem
        assert "GRANT " in state.remedy


def test_following_the_grants_makes_a_database_readable(
    settings: ConnectionSettings, postgres_server: PostgresServer, sql: psycopg.Connection[Any]
) -> None:
    sql.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    with postgres_server.role(database=settings.database) as (name, password):
        own = postgres_server.as_role(name, password, settings.database)
        for _ in range(6):
            state = state_of(own)
            if state.standing is Standing.READY:
                break
            sql.execute(state.remedy.partition("owner: ")[2].rstrip(".").encode())
        assert state.standing is Standing.READY
        for limitation in state.limitations:
            sql.execute(limitation.remedy.partition("owner: ")[2].encode())
        assert state_of(own).limitations == ()
        sql.execute(psycopg.sql.SQL("DROP OWNED BY {}").format(psycopg.sql.Identifier(name)))


LATER_PLATFORM = """
DROP TABLE scene_generations, scene_characters, scenes, character_collection_items, character_collections,
    character_templates, generations;
ALTER TABLE characters DROP COLUMN tags, DROP COLUMN metadata, DROP COLUMN style_type, DROP COLUMN is_public,
    DROP COLUMN age;
ALTER TABLE users ADD COLUMN credits integer NOT NULL DEFAULT 0;
CREATE TABLE credit_transactions (id text PRIMARY KEY);
"""


def test_the_platforms_later_schema_is_ready_and_says_what_is_off(
    settings: ConnectionSettings, sql: psycopg.Connection[Any]
) -> None:
    sql.execute(LATER_PLATFORM)
    state = state_of(settings)
    assert state.standing is Standing.READY
    found = {(limitation.feature, limitation.reason) for limitation in state.limitations}
    assert found == {
        ("Styles", "characters has no style_type"),
        ("Metadata of characters", "characters has no metadata"),
        ("Tags", "characters has no tags"),
        ("Public, favorite and library marks", "characters has no is_public"),
        ("Attributes of characters", "characters has no age"),
        ("Generation history", "the table generations is missing"),
        ("Prompt templates", "the table character_templates is missing"),
        ("Collections", "the table character_collections is missing"),
        ("Collections", "the table character_collection_items is missing"),
        ("Scenes", "the table scenes is missing"),
        ("Scenes", "the table scene_characters is missing"),
        ("Scenes", "the table scene_generations is missing"),
    }


def test_a_missing_field_of_a_table_does_not_switch_the_whole_off(
    settings: ConnectionSettings, sql: psycopg.Connection[Any]
) -> None:
    sql.execute("ALTER TABLE generations DROP COLUMN error_message")
    (found,) = state_of(settings).limitations
    assert (found.feature, found.reason) == (
        "Some fields of generation history",
        "generations has no error_message",
    )


def test_privileges_switch_off_what_needs_them(
    settings: ConnectionSettings, postgres_server: PostgresServer, sql: psycopg.Connection[Any]
) -> None:
    grants: LiteralString = (
        "GRANT USAGE ON SCHEMA charstudio TO {role}; GRANT ALL ON ALL TABLES IN SCHEMA charstudio, public TO {role}; "
        "REVOKE INSERT, DELETE ON characters FROM {role}; REVOKE SELECT ON users FROM {role}; "
        "GRANT SELECT (id, email) ON users TO {role}"
    )
    with postgres_server.role(grants, database=settings.database) as (name, password):
        state = state_of(postgres_server.as_role(name, password, settings.database))
    by_feature = {limitation.feature: limitation for limitation in state.limitations}
    assert by_feature["Changing characters"].reason == f'the role "{name}" may not INSERT or DELETE in characters'
    assert f'GRANT INSERT, DELETE ON "public"."characters" TO "{name}"' in by_feature["Changing characters"].remedy
    assert "may not read name and avatar of users" in by_feature["Names and pictures of accounts"].reason
    assert "Changing themes" not in by_feature


def test_a_session_that_may_only_read_cannot_change_anything(settings: ConnectionSettings) -> None:
    database = Database(settings, read_only=True)
    with database.read() as connection:
        state = revision.read(connection, settings)
    database.close()
    assert [(found.feature, found.reason) for found in state.limitations] == [
        ("All changes", "the session is read only")
    ]


def test_every_column_belongs_to_a_feature_or_to_what_nothing_works_without() -> None:
    known = {column for feature in features.FEATURES for column in feature.columns}
    known |= {column for kept in features.WHOLE_TABLES.values() for table in kept for column in table.c}
    rest = {str(column) for table in tables.metadata.tables.values() for column in table.c if column not in known}
    assert rest == {
        *("users.id", "users.email"),
        *(f"characters.{name}" for name in ("id", "user_id", "name", "prompt", "created_at", "updated_at")),
        *(f"character_themes.{name}" for name in ("id", "character_id", "name", "created_at")),
        *(f"theme_variants.{name}" for name in ("id", "theme_id", "prompt", "created_at")),
    }


def test_asking_changes_nothing(make_database: Callable[[str], str], postgres_server: PostgresServer) -> None:
    name = make_database("")
    state_of(postgres_server.to(name))
    with postgres_server.connect(name) as connection:
        found = connection.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'charstudio'").fetchone()
    assert found == (0,)
