"""CharStudio's indexes on a real server: the queries use them, and they survive what Prisma does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from psycopg import errors
from psycopg.sql import SQL, Identifier
from sqlalchemy import Connection, text

from charstudio.data import catalogue as catalogues
from charstudio.data import characters, indexes, themes
from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.indexes import BuildStep, IndexState
from charstudio.domain.listing import CharacterFilter, CharacterSort, Order, Place
from charstudio.services.indexes import Indexes
from tests.support.plans import plan_of
from tests.support.postgres import PostgresServer

ROWS = 20_000
EVERYTHING = CharacterFilter()
DEEP = Place(skip=3)
BY_DATE = Order()

FILLING = f"""
    INSERT INTO users (id, email, updated_at)
        SELECT 'user-' || n, n || '@example.com', now() FROM generate_series(0, 99) n;
    INSERT INTO characters (id, user_id, name, description, prompt, tags, is_favorite, created_at, updated_at)
        SELECT md5(n::text), 'user-' || n % 100, CASE WHEN n % 3 > 0 THEN 'Name ' || n END, md5('d' || n),
            'a portrait, ' || md5('p' || n) || CASE n % 5000 WHEN 0 THEN ' zeppelin' ELSE '' END,
            CASE WHEN n % 4 > 0 THEN ARRAY['tag-' || n % 500] END, n % 200 = 0,
            timestamp '2025-01-01' + n * interval '1 s', timestamp '2026-01-01' - n * interval '1 s'
        FROM generate_series(1, {ROWS}) n;
    INSERT INTO character_themes (id, character_id, name, updated_at)
        SELECT 'theme-' || n, md5(n::text), 'Theme', now() FROM generate_series(1, {ROWS}) n;
    INSERT INTO theme_variants (id, theme_id, character_id, prompt)
        SELECT 'variant-' || n, 'theme-' || n, md5(n::text), 'smile' FROM generate_series(1, {ROWS}) n;
    ANALYZE;
"""


def ignore(step: BuildStep) -> None:
    """Nobody watches."""


@pytest.fixture(scope="module")
def large(postgres_server: PostgresServer, template_database: str) -> Iterator[Database]:
    """Many characters, with all indexes, and a foreign key that only some databases have."""
    name = postgres_server.create_database(template_database)
    with postgres_server.connect(name) as connection:
        connection.execute(FILLING)
        connection.execute(
            "ALTER TABLE theme_variants ADD CONSTRAINT theme_variants_character_id_fkey "
            "FOREIGN KEY (character_id) REFERENCES characters (id)"
        )
    database = Database(postgres_server.to(name))
    Indexes(database).create(ignore)
    yield database
    database.close()
    assert postgres_server.drop_database(name) == []


@pytest.fixture
def connection(large: Database) -> Iterator[Connection]:
    with large.read() as connection:
        yield connection


Ask = Callable[[Connection, Catalogue], object]


def page(where: CharacterFilter, order: Order = BY_DATE) -> Ask:
    return lambda connection, catalogue: characters.page(connection, catalogue, where, order, DEEP, 20)


def count(where: CharacterFilter) -> Ask:
    return lambda connection, catalogue: characters.count(connection, catalogue, where)


def ordered(sort: CharacterSort) -> list[Ask]:
    return [page(EVERYTHING, Order(sort, descending)) for descending in (False, True)]


USES = {
    "charstudio_characters_created": [
        *ordered(CharacterSort.CREATED),
    ],
    "charstudio_characters_updated": ordered(CharacterSort.UPDATED),
    "charstudio_characters_name": ordered(CharacterSort.NAME),
    "charstudio_characters_user_id": [page(CharacterFilter(owner_id="user-7"))],
    "charstudio_characters_favorite": [page(CharacterFilter(favorite=True))],
    "charstudio_characters_tags": [page(CharacterFilter(tag="tag-77")), count(CharacterFilter(tag="tag-77"))],
    "charstudio_characters_search": [
        page(CharacterFilter(words=("zeppelin",))),
        count(CharacterFilter(words=("zeppelin",))),
        page(CharacterFilter(words=("zeppelin", "name 15000"))),
    ],
    "charstudio_theme_variants_theme_id": [
        page(EVERYTHING),
        lambda connection, catalogue: themes.of_character(connection, catalogue, "c4ca4238a0b923820dcc509a6f75849b"),
        lambda connection, catalogue: themes.variants(connection, catalogue, "c4ca4238a0b923820dcc509a6f75849b", None),
        lambda connection, catalogue: themes.variants(connection, catalogue, "c4ca4238a0b923820dcc509a6f75849b", "t"),
    ],
}


@pytest.mark.parametrize("name", USES)
def test_the_queries_use_it(large: Database, connection: Connection, name: str) -> None:
    catalogue = catalogues.read(connection, large.settings)
    for ask in USES[name]:
        plan = plan_of(connection, lambda ask=ask: ask(connection, catalogue))  # type: ignore[misc]
        assert f"using {name} " in plan or f"on {name} " in plan, plan


def test_every_planned_index_is_there(connection: Connection) -> None:
    report = indexes.survey(connection, "public").report
    assert {index.state for index in report.indexes} == {IndexState.PRESENT}
    assert all(index.size for index in report.indexes)
    assert "charstudio_theme_variants_character_id" in {index.name for index in report.indexes}


def test_foreign_keys_are_looked_up_by_them(large: Database) -> None:
    """By themselves: the server's own queries for a foreign key repeat no condition."""
    with large.write() as connection:
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        survey = indexes.survey(connection, "public")
        for index in survey.planned:
            column = index.columns[0]
            if index.where is None or not column.name.endswith("_id"):
                continue
            table = index.table.name
            query = f"EXPLAIN SELECT FROM ONLY public.{table} x WHERE 'an id' = {column.name} FOR KEY SHARE OF x"
            plan = "\n".join(connection.execute(text(query)).scalars())
            assert index.name in plan, plan


def prisma_db_push(connection: Connection) -> list[str]:
    """Drop the indexes that it drops: plain, multi-column and plain GIN ones that the schema file does not list."""
    dropped = connection.execute(
        text(
            """
            SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
            WHERE i.relnamespace = 'public'::regnamespace AND x.indpred IS NULL AND x.indexprs IS NULL
                AND NOT x.indisprimary AND i.relname NOT LIKE '%\\_key'
            """
        )
    ).scalars()
    names = list(dropped)
    for name in names:
        connection.execute(text(f'DROP INDEX "{name}"'))
    return names


def test_they_survive_prisma_db_push(database: Database) -> None:
    Indexes(database).create(ignore)
    with database.write() as connection:
        connection.execute(text("CREATE INDEX plain ON characters (created_at)"))
        connection.execute(text("CREATE INDEX plain_pair ON characters (created_at, id)"))
        connection.execute(text("CREATE INDEX plain_gin ON characters USING gin (tags)"))
        assert sorted(prisma_db_push(connection)) == ["plain", "plain_gin", "plain_pair"]
        report = indexes.survey(connection, "public").report
    assert {index.state for index in report.indexes} == {IndexState.PRESENT}


def test_the_indexes_hold_values_of_any_usual_length(database: Database, sql: psycopg.Connection[Any]) -> None:
    Indexes(database).create(ignore)
    sql.execute("INSERT INTO users (id, email, updated_at) VALUES ('u', 'e', now())")
    incompressible = "SELECT string_agg(md5(n::text), '') FROM generate_series(1, 500) n"
    sql.execute(
        "INSERT INTO characters (id, user_id, name, description, prompt, updated_at) "
        f"SELECT 'c', 'u', ({incompressible}), ({incompressible}), ({incompressible}), now()"
    )


def test_an_interrupted_build_is_seen(database: Database, sql: psycopg.Connection[Any]) -> None:
    leave_invalid(sql, database.settings)
    with database.read() as connection:
        survey = indexes.survey(connection, "public")
    (left,) = survey.report.in_state(IndexState.INVALID)
    assert left.name == "charstudio_characters_created"
    planned = next(index for index in survey.missing() if index.name == left.name)
    drop, create = survey.build_statements(planned)
    assert drop == f'DROP INDEX CONCURRENTLY IF EXISTS "public"."{left.name}"'
    assert create.startswith("CREATE INDEX CONCURRENTLY")


def leave_invalid(connection: psycopg.Connection[Any], settings: ConnectionSettings) -> None:
    """Leave the invalid index of a build that gave up waiting for a writer."""
    with psycopg.connect(**settings.conninfo(), application_name="test") as writer:  # type: ignore[arg-type]
        writer.execute("INSERT INTO users (id, email, updated_at) VALUES ('w', 'w', now())")
        writer.execute("INSERT INTO characters (id, user_id, prompt, updated_at) VALUES ('w', 'w', 'p', now())")
        connection.execute("SET lock_timeout = '50ms'")
        with pytest.raises(errors.LockNotAvailable):
            connection.execute(
                "CREATE INDEX CONCURRENTLY charstudio_characters_created ON characters (created_at, id) WHERE id >= ''"
            )
        connection.execute("RESET lock_timeout")
        writer.rollback()


def test_unknown_indexes_of_charstudio_are_obsolete(database: Database, sql: psycopg.Connection[Any]) -> None:
    sql.execute("CREATE INDEX charstudio_characters_long_ago ON characters (age) WHERE id >= ''")
    with database.read() as connection:
        report = indexes.survey(connection, "public").report
    assert [index.name for index in report.in_state(IndexState.OBSOLETE)] == ["charstudio_characters_long_ago"]


def test_a_later_schema_has_what_it_can_have(database: Database, sql: psycopg.Connection[Any]) -> None:
    sql.execute("ALTER TABLE characters DROP COLUMN tags, DROP COLUMN is_favorite, DROP COLUMN description")
    sql.execute("DROP TABLE generations")
    with database.read() as connection:
        report = indexes.survey(connection, "public").report
    notes = {index.name: index.note for index in report.in_state(IndexState.UNAVAILABLE)}
    assert notes["charstudio_characters_tags"] == "This database has no column tags."
    assert notes["charstudio_generations_user_id"] == "This database has no table generations."
    assert "charstudio_characters_search" not in notes
    assert Indexes(database).create(ignore)


def test_a_schema_of_another_name(settings: ConnectionSettings, sql: psycopg.Connection[Any]) -> None:
    schema = 'of "a" 100% team'
    sql.execute(SQL("ALTER SCHEMA public RENAME TO {}").format(Identifier(schema)))
    database = Database(replace(settings, schema=schema))
    try:
        assert Indexes(database).create(ignore)
        assert not Indexes(database).report().in_state(IndexState.MISSING)
        assert Indexes(database).set_fillfactor()
        assert Indexes(database).drop()
    finally:
        database.close()
