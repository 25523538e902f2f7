"""Each way in which a schema can differ, on a real server."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from charstudio.data import check_schema
from charstudio.data.database import Database
from charstudio.domain.findings import Finding, FindingKind, Severity
from tests.support.postgres import PostgresServer


def compare(database: Database) -> list[Finding]:
    with database.read() as connection:
        return check_schema.compare(check_schema.read(connection, database.settings.schema))


def test_the_platforms_own_tables_are_as_described(database: Database) -> None:
    assert compare(database) == []


@pytest.mark.parametrize(
    ("change", "severity", "kind", "place", "sentence"),
    [
        ("DROP TABLE generations", "note", "missing table", ("generations", ""), "generations is missing"),
        ("DROP TABLE theme_variants", "error", "missing table", ("theme_variants", ""), "theme_variants is missing"),
        ("ALTER TABLE characters DROP tags", "note", "missing column", ("characters", "tags"), "tags is missing"),
        ("ALTER TABLE users DROP email", "error", "missing column", ("users", "email"), "email is missing"),
        (
            "ALTER TABLE characters ALTER created_at TYPE timestamptz",
            "warning",
            "other type",
            ("characters", "created_at"),
            "of the type timestamp with time zone; the platform makes it timestamp(3) without time zone",
        ),
        (
            "ALTER TABLE characters ALTER style_type DROP DEFAULT, ALTER style_type TYPE text",
            "warning",
            "other type",
            ("characters", "style_type"),
            "of the type text; the platform makes it StyleType",
        ),
        (
            "ALTER TABLE characters ALTER prompt DROP NOT NULL",
            "warning",
            "other nullability",
            ("characters", "prompt"),
            "prompt may be NULL; as the platform makes it, it may not",
        ),
        (
            "ALTER TABLE characters ALTER name SET NOT NULL",
            "warning",
            "other nullability",
            ("characters", "name"),
            "name may not be NULL; as the platform makes it, it may",
        ),
        ("ALTER TABLE users ADD credits int", "note", "extra column", ("users", "credits"), "users.credits."),
        (
            "ALTER TABLE users ADD credits int NOT NULL DEFAULT 0",
            "note",
            "extra column",
            ("users", "credits"),
            "users.credits.",
        ),
        (
            "ALTER TABLE users ADD credits int NOT NULL",
            "warning",
            "extra column",
            ("users", "credits"),
            "every new row must fill",
        ),
        ("CREATE TABLE credit_log (id int)", "note", "extra table", ("credit_log", ""), "does not know"),
        (
            "DROP INDEX character_themes_character_id_name_key",
            "warning",
            "missing index",
            ("character_themes", "character_id, name"),
            "character_themes_character_id_name_key",
        ),
        (
            "ALTER TABLE theme_variants DROP CONSTRAINT theme_variants_pkey",
            "error",
            "missing index",
            ("theme_variants", "id"),
            "theme_variants_pkey",
        ),
        (
            "ALTER TABLE theme_variants DROP CONSTRAINT theme_variants_theme_id_fkey",
            "warning",
            "missing foreign key",
            ("theme_variants", "theme_id"),
            "from theme_variants.theme_id to character_themes",
        ),
        (
            """ALTER TYPE "StyleType" ADD VALUE 'WATERCOLOR'""",
            "note",
            "other values",
            ("", ""),
            "StyleType also has WATERCOLOR",
        ),
        (
            """ALTER TYPE "GenerationStatus" RENAME VALUE 'FAILED' TO 'ERROR'""",
            "warning",
            "other values",
            ("", ""),
            "GenerationStatus lacks FAILED",
        ),
    ],
)
def test_a_difference(
    database: Database,
    sql: psycopg.Connection[Any],
    change: str,
    severity: str,
    kind: str,
    place: tuple[str, str],
    sentence: str,
) -> None:
    sql.execute(change)
    finding = compare(database)[0]
    assert (finding.severity, finding.kind, (finding.table, finding.column)) == (severity, kind, place)
    assert sentence in finding.sentence
    assert finding.remedy


def test_a_unique_index_under_another_name_will_do(database: Database, sql: psycopg.Connection[Any]) -> None:
    sql.execute("ALTER INDEX users_email_key RENAME TO emails")
    assert compare(database) == []


def test_a_partial_unique_index_will_not_do(database: Database, sql: psycopg.Connection[Any]) -> None:
    sql.execute("DROP INDEX users_email_key")
    sql.execute("CREATE UNIQUE INDEX users_email_key ON users (email) WHERE name IS NULL")
    assert [finding.kind for finding in compare(database)] == [FindingKind.MISSING_INDEX]


def test_an_invalid_index(database: Database, sql: psycopg.Connection[Any]) -> None:
    sql.execute("INSERT INTO users (id, email, name, updated_at) VALUES ('1', '1', 'x', now()), ('2', '2', 'x', now())")
    with pytest.raises(psycopg.errors.UniqueViolation):
        sql.execute("CREATE UNIQUE INDEX CONCURRENTLY doubtful ON users (name)")
    (finding,) = compare(database)
    assert (finding.kind, finding.table) == (FindingKind.INVALID_INDEX, "users")
    assert "doubtful" in finding.sentence


def test_prismas_bookkeeping_is_no_finding(database: Database, sql: psycopg.Connection[Any]) -> None:
    sql.execute("CREATE TABLE _prisma_migrations (id text)")
    assert compare(database) == []


def test_an_empty_schema_lacks_everything(database: Database, sql: psycopg.Connection[Any]) -> None:
    sql.execute("DROP SCHEMA public CASCADE")
    findings = compare(database)
    errors = {finding.table for finding in findings if finding.severity is Severity.ERROR}
    assert errors == {"users", "characters", "character_themes", "theme_variants"}


def test_what_a_role_may_not_read(
    postgres_server: PostgresServer, database: Database, sql: psycopg.Connection[Any]
) -> None:
    grants = (
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}; REVOKE SELECT ON generations FROM {role}; "
        "REVOKE SELECT ON users FROM {role}; GRANT SELECT (id) ON users TO {role}"
    )
    with postgres_server.role(grants, database=database.settings.database) as (name, password):
        other = Database(postgres_server.as_role(name, password, database.settings.database))
        try:
            findings = compare(other)
        finally:
            other.close()
    assert {finding.kind for finding in findings} == {FindingKind.NOT_CHECKED}
    assert {(finding.table, finding.column) for finding in findings if finding.severity is Severity.ERROR} == {
        ("users", "email")
    }
    assert ("generations", "status") in {(finding.table, finding.column) for finding in findings}
