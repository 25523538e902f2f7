"""``charstudio db status``, ``upgrade`` and ``adopt``, as a person and a script call them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest
from typer.testing import CliRunner, Result

from charstudio.cli.commands import app
from charstudio.data import script_directory
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import BadInputError, UnusableDatabaseError
from charstudio.services import backups
from tests.support.postgres import PostgresServer
from tests.support.revisions import add_revision, later_migrations, make_prisma_database

READY: Final = 0
FAILED: Final = 2
BEHIND: Final = 3
NOT_USABLE: Final = 4

HEAD: Final = script_directory.known_revisions(script_directory.script_directory())[-1]

Run = Callable[..., Result]


def runner_for(settings: ConnectionSettings) -> Run:
    def run(*arguments: str, answer: str = "") -> Result:
        environment = {"CHARSTUDIO_DATABASE_URL": settings.without_password()}
        return CliRunner().invoke(app, ["db", *arguments], env=environment, input=answer)

    return run


@pytest.fixture
def run(settings: ConnectionSettings) -> Run:
    """Runs a command on the test's own database."""
    return runner_for(settings)


@pytest.fixture
def run_on_empty(empty_settings: ConnectionSettings) -> Run:
    return runner_for(empty_settings)


@pytest.fixture
def run_on_prisma(empty_settings: ConnectionSettings, postgres_server: PostgresServer) -> Run:
    with postgres_server.connect(empty_settings.database) as connection:
        make_prisma_database(connection)
    return runner_for(empty_settings)


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A later CharStudio, with two more revisions."""
    folder = later_migrations(tmp_path / "migrations")
    monkeypatch.setattr(script_directory, "bundled", lambda name: folder)
    return folder


def test_a_ready_database(run: Run, settings: ConnectionSettings) -> None:
    result = run("status")
    assert result.exit_code == READY
    assert "made by CharStudio" in result.stdout
    assert f"{HEAD}; the newest" in result.stdout
    assert settings.database in result.stdout


def test_status_as_json(run: Run, settings: ConnectionSettings, sql: psycopg.Connection[Any]) -> None:
    sql.execute("DROP TABLE generations")
    result = run("status", "--json")
    state = json.loads(result.stdout)
    assert result.exit_code == READY
    assert state["standing"] == "ready"
    assert (state["database"], state["schema"]) == (settings.database, "public")
    assert (state["revision"], state["head"]) == (HEAD, HEAD)
    assert state["origin"] == {"maker": "charstudio", "migration": "", "finished": True}
    assert [limitation["feature"] for limitation in state["limitations"]] == ["Generation history"]


def test_what_is_switched_off_is_said_in_words(run: Run, sql: psycopg.Connection[Any]) -> None:
    sql.execute("DROP TABLE generations; ALTER TABLE characters DROP COLUMN tags")
    lines = run("status").stdout.splitlines()
    assert lines[lines.index("Switched off:") + 1 :] == [
        "  Tags: characters has no tags.",
        "  Generation history: the table generations is missing.",
        "    The platform's migrations decide which columns there are; everything else works without them.",
    ]


def test_behind_is_three(run: Run, run_on_empty: Run, later: Path) -> None:
    behind = run("status")
    assert behind.exit_code == BEHIND
    assert "Run charstudio db upgrade." in behind.stdout
    assert run_on_empty("status").exit_code == BEHIND


def test_prismas_is_three_and_tells_the_migration(run_on_prisma: Run) -> None:
    result = run_on_prisma("status")
    assert result.exit_code == BEHIND
    assert "(Prisma), latest migration 20250101000000_init_with_themes" in result.stdout


def test_ahead_and_foreign_are_four(
    run: Run,
    run_on_empty: Run,
    sql: psycopg.Connection[Any],
    empty_settings: ConnectionSettings,
    postgres_server: PostgresServer,
) -> None:
    sql.execute("UPDATE charstudio.alembic_version SET version_num = '9999'")
    ahead = run("status")
    assert ahead.exit_code == NOT_USABLE
    assert "Update CharStudio" in ahead.stdout
    with postgres_server.connect(empty_settings.database) as connection:
        connection.execute("CREATE TABLE orders (id int)")
    assert run_on_empty("status").exit_code == NOT_USABLE
    assert json.loads(run_on_empty("status", "--json").stdout)["standing"] == "foreign"


def test_a_server_that_does_not_answer_is_four(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {"CHARSTUDIO_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    result = CliRunner().invoke(app, ["db", "status", "--json"], env=environment)
    assert result.exit_code == NOT_USABLE
    assert json.loads(result.stdout)["standing"] == "unreachable"
    plain = CliRunner().invoke(app, ["db", "status"], env=environment)
    assert (plain.exit_code, plain.stdout) == (NOT_USABLE, "")
    assert "127.0.0.1:1" in plain.stderr


def test_adopt_says_what_it_adds_and_asks(run_on_prisma: Run) -> None:
    refused = run_on_prisma("adopt", answer="n\n")
    assert refused.exit_code != READY
    assert 'the schema "charstudio"' in refused.stdout
    assert 'Nothing in the schema "public" changes.' in refused.stdout
    assert run_on_prisma("status").exit_code == BEHIND
    # A script that forgot --yes has nobody to answer.
    assert run_on_prisma("adopt").exit_code != READY
    adopted = run_on_prisma("adopt", answer="y\n")
    assert adopted.exit_code == READY
    assert f"is adopted, at revision {HEAD}" in adopted.stdout
    assert run_on_prisma("status").exit_code == READY


def test_adopt_for_scripts(run_on_prisma: Run) -> None:
    assert run_on_prisma("adopt", "--yes").exit_code == READY
    again = run_on_prisma("adopt", "--yes")
    assert isinstance(again.exception, UnusableDatabaseError)
    assert "nothing to do" in str(again.exception)


def test_adopt_prints_sql_that_can_be_run_by_hand(
    run_on_prisma: Run, empty_settings: ConnectionSettings, postgres_server: PostgresServer
) -> None:
    printed = run_on_prisma("adopt", "--print")
    assert printed.exit_code == READY
    assert run_on_prisma("status").exit_code == BEHIND
    with postgres_server.connect(empty_settings.database) as connection:
        connection.execute(printed.stdout.encode())
    assert run_on_prisma("status").exit_code == READY


def test_upgrade_and_upgrade_again(run: Run, later: Path) -> None:
    first = run("upgrade")
    (backup,) = backups.list_backups()
    assert first.exit_code == READY
    assert f"The backup from before: {backup.path}" in first.stdout
    assert "is now at revision 9002" in first.stdout
    again = run("upgrade")
    assert again.exit_code == READY
    assert "nothing was changed" in again.stdout


def test_upgrade_of_an_empty_database_says_what_prisma_needs(run_on_empty: Run) -> None:
    result = run_on_empty("upgrade")
    assert result.exit_code == READY
    assert "prisma migrate resolve" in result.stdout


def test_going_without_a_backup_takes_the_databases_name(run: Run, settings: ConnectionSettings, later: Path) -> None:
    wrong = run("upgrade", "--no-backup", "yes")
    assert isinstance(wrong.exception, BadInputError)
    assert run("upgrade", "--no-backup", settings.database).exit_code == READY
    assert backups.list_backups() == []


def test_after_a_failed_upgrade_the_way_back_comes_first(run: Run, later: Path) -> None:
    add_revision(later, "9003", "Wrong", "SELECT 1 / 0")
    result = run("upgrade")
    (backup,) = backups.list_backups()
    assert result.exit_code == FAILED
    lines = result.stderr.splitlines()
    assert lines[0].startswith("The way back: charstudio db restore ")
    file, library = re.findall(r'"([^"]+)"', lines[0])
    restored = run("restore", file, "--into-library", library)
    assert restored.exit_code == READY
    assert file == str(backup.path)
    assert f'restore "{file}" --into-library "{library}"' in lines[0]
    assert lines[1].startswith("The upgrade failed: ")
    assert lines[2].startswith("Nothing was changed")
