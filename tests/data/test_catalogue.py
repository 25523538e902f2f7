"""What is read of a database before it is opened, and which databases are no good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, LiteralString

import psycopg
import pytest

from charstudio.data import catalogue as catalogues
from charstudio.data import tables
from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import ExpectedError, RefusedError, UnusableDatabaseError
from tests.support.postgres import PostgresServer


def refusal(settings: ConnectionSettings) -> ExpectedError:
    database = Database(settings)
    try:
        with pytest.raises(ExpectedError) as caught, database.read() as connection:
            catalogues.read(connection, settings)
    finally:
        database.close()
    return caught.value


def test_the_platforms_database_has_everything(catalogue: Catalogue) -> None:
    assert int(catalogue.server_version.split(".")[0]) >= catalogues.OLDEST_SERVER
    for table in tables.metadata.sorted_tables:
        assert catalogue.has_table(table)
        assert catalogue.missing(table) == frozenset()


def test_missing_columns_and_tables_are_known(database: Database, sql: psycopg.Connection[Any]) -> None:
    sql.execute('ALTER TABLE characters DROP tags, DROP "physicalTraits"')
    sql.execute("DROP TABLE generations")
    with database.read() as connection:
        catalogue = catalogues.read(connection, database.settings)
    assert catalogue.missing(tables.characters) == {"tags", "physicalTraits"}
    assert not catalogue.has(tables.characters.c.tags)
    assert not catalogue.has_table(tables.generations)
    assert catalogue.has_table(tables.scenes)


def test_views_will_do(database: Database, sql: psycopg.Connection[Any]) -> None:
    sql.execute("ALTER TABLE theme_variants RENAME TO stored")
    sql.execute("CREATE VIEW theme_variants AS SELECT * FROM stored")
    with database.read() as connection:
        assert catalogues.read(connection, database.settings).has_table(tables.theme_variants)


def test_an_empty_database_is_none_of_the_platforms(empty_settings: ConnectionSettings) -> None:
    error = refusal(empty_settings)
    assert isinstance(error, UnusableDatabaseError)
    assert "is empty" in error.what
    assert "prisma migrate deploy" in error.remedy


def test_another_schema_of_the_platforms_database_is_empty(settings: ConnectionSettings) -> None:
    error = refusal(replace(settings, schema='no "such"'))
    assert isinstance(error, UnusableDatabaseError)
    assert 'The schema "no "such""' in error.what
    assert "?schema=" in error.remedy


def test_other_peoples_tables_are_named(empty_settings: ConnectionSettings, postgres_server: PostgresServer) -> None:
    with postgres_server.connect(empty_settings.database) as connection:
        connection.execute("CREATE TABLE invoices (id int); CREATE TABLE customers (id int)")
    error = refusal(empty_settings)
    assert isinstance(error, UnusableDatabaseError)
    assert "(customers, invoices)" in error.what


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ("DROP TABLE theme_variants", "lacks theme_variants (id, theme_id, prompt, created_at)"),
        ("ALTER TABLE characters DROP prompt", "lacks characters (prompt)"),
        ("ALTER TABLE users RENAME email TO mail", "lacks users (email)"),
    ],
)
def test_what_cannot_be_done_without_is_named(
    settings: ConnectionSettings, sql: psycopg.Connection[Any], change: LiteralString, lacking: str
) -> None:
    sql.execute(change)
    error = refusal(settings)
    assert isinstance(error, UnusableDatabaseError)
    assert lacking in error.what


def test_an_old_server_is_refused(settings: ConnectionSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "OLDEST_SERVER", 99)
    error = refusal(settings)
    assert isinstance(error, UnusableDatabaseError)
    assert "CharStudio needs 99 or later" in error.what
    assert "Upgrade" in error.remedy


@pytest.fixture
def role(postgres_server: PostgresServer, settings: ConnectionSettings) -> Callable[[LiteralString], ExpectedError]:
    """How the database is refused to a role with these grants."""

    def try_role(grants: LiteralString) -> ExpectedError:
        with postgres_server.role(grants, database=settings.database) as (name, password):
            return refusal(postgres_server.as_role(name, password, settings.database))

    return try_role


def test_a_role_without_select_is_told_the_grant(role: Callable[[LiteralString], ExpectedError]) -> None:
    error = role("")
    assert isinstance(error, RefusedError)
    assert "may not read the table users" in error.what
    assert "GRANT SELECT ON ALL TABLES IN SCHEMA" in error.remedy


def test_a_role_that_may_read_some_tables_is_told_which_one_it_may_not(
    role: Callable[[LiteralString], ExpectedError],
) -> None:
    error = role("GRANT SELECT ON users, characters TO {role}")
    assert isinstance(error, RefusedError)
    assert "may not read the table character_themes" in error.what


def test_columns_without_a_grant_count_as_missing(
    postgres_server: PostgresServer, settings: ConnectionSettings
) -> None:
    grants: LiteralString = (
        "GRANT SELECT ON characters, character_themes, theme_variants TO {role};"
        "GRANT SELECT (id, email) ON users TO {role}"
    )
    with postgres_server.role(grants, database=settings.database) as (name, password):
        database = Database(postgres_server.as_role(name, password, settings.database))
        with database.read() as connection:
            catalogue = catalogues.read(connection, database.settings)
        database.close()
    assert "auth0_id" in catalogue.missing(tables.users)
    assert not catalogue.has_table(tables.generations)
    assert catalogue.missing(tables.characters) == frozenset()
