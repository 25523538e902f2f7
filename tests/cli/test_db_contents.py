"""``charstudio db seed`` and ``reset``, as a person and a script call them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from typer.testing import CliRunner, Result

from charstudio.cli.commands import app
from charstudio.data.embedded.binaries import find_binaries
from charstudio.demo import pictures
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import MissingPartError, RefusedError

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _unpainted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Painting takes a quarter of a minute, and has tests of its own."""
    monkeypatch.setattr(pictures, "_paint_all", lambda images, wanted, progress: None)


@pytest.fixture
def run(settings: ConnectionSettings, tmp_path: Path) -> Run:
    def run(*arguments: str, answer: str = "") -> Result:
        environment = {"CHARSTUDIO_DATABASE_URL": settings.without_password(), "CHARSTUDIO_IMAGE_BASE": str(tmp_path)}
        return CliRunner().invoke(app, ["db", *arguments], env=environment, input=answer)

    return run


def number_of_characters(sql: psycopg.Connection[Any]) -> int:
    row = sql.execute("SELECT count(*) FROM characters").fetchone()
    assert row is not None
    return int(row[0])


def test_a_teams_empty_database_is_filled_when_that_is_confirmed(
    run: Run, sql: psycopg.Connection[Any], tmp_path: Path
) -> None:
    refused = run("seed", answer="n\n")
    assert refused.exit_code == 1
    assert number_of_characters(sql) == 0
    result = run("seed", answer="y\n")
    assert result.exit_code == 0
    assert "60 characters" in result.stdout
    assert number_of_characters(sql) == 60
    # The demo has files that are no pictures, which are written as they are.
    assert [path for path in tmp_path.rglob("*") if path.is_file()]
    again = run("seed", "--yes")
    assert isinstance(again.exception, RefusedError)
    assert "already holds characters" in str(again.exception)


@pytest.mark.parametrize("table", ["users", "character_templates"])
def test_one_row_anywhere_is_enough_to_refuse(run: Run, sql: psycopg.Connection[Any], table: str) -> None:
    if table == "users":
        sql.execute("INSERT INTO users (id, email, updated_at) VALUES ('u', 'e', now())")
    else:
        sql.execute("INSERT INTO character_templates (id, name, prompt, updated_at) VALUES ('t', 'n', 'p', now())")
    result = run("seed", "--yes")
    assert isinstance(result.exception, RefusedError)
    assert number_of_characters(sql) == 0


def test_the_later_schema_gets_what_it_has_room_for(run: Run, sql: psycopg.Connection[Any]) -> None:
    sql.execute("DROP TABLE generations")
    sql.execute("ALTER TABLE characters DROP tags, DROP style_type")
    assert run("seed", "--yes").exit_code == 0
    assert number_of_characters(sql) == 60


def test_a_teams_database_is_never_emptied(run: Run, sql: psycopg.Connection[Any]) -> None:
    sql.execute("INSERT INTO users (id, email, updated_at) VALUES ('u', 'e', now())")
    result = run("reset", "--yes")
    assert isinstance(result.exception, RefusedError)
    assert sql.execute("SELECT count(*) FROM users").fetchone() == (1,)


def test_a_local_library_is_filled_and_emptied(tmp_path: Path) -> None:
    try:
        find_binaries()
    except MissingPartError as error:
        pytest.skip(str(error))

    def run(*arguments: str, answer: str = "") -> Result:
        return CliRunner().invoke(app, ["db", *arguments, "--profile", "demo"], input=answer)

    assert run("seed").exit_code == 0
    assert run("reset", answer="n\n").exit_code == 1
    assert isinstance(run("seed").exception, RefusedError)
    assert run("reset", answer="y\n").exit_code == 0
    assert run("seed").exit_code == 0
