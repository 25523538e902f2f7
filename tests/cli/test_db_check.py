"""``charstudio db check``, as a person and a script call it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from typer.testing import CliRunner, Result

from charstudio.cli.commands import app
from charstudio.data.database import Database
from charstudio.domain.connection import ConnectionSettings
from tests.support.builders import make_character, make_user, save

Run = Callable[..., Result]


@pytest.fixture
def run(settings: ConnectionSettings, tmp_path: Path) -> Run:
    """Runs the command on the test's own database, with ``tmp_path`` as its image base."""

    def run(*arguments: str) -> Result:
        environment = {"CHARSTUDIO_DATABASE_URL": settings.without_password(), "CHARSTUDIO_IMAGE_BASE": str(tmp_path)}
        return CliRunner().invoke(app, ["db", "check", *arguments], env=environment)

    return run


def test_nothing_is_wrong(run: Run) -> None:
    result = run()
    assert result.exit_code == 0
    assert "0 errors, 0 warnings, 1 note" in result.stdout


def test_what_is_wrong_is_said_with_what_to_do(run: Run, sql: psycopg.Connection[Any]) -> None:
    sql.execute("ALTER TABLE users DROP daily_used")
    sql.execute("DROP INDEX users_email_key")
    result = run()
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].startswith("warning  The unique index users_email_key on users (email) is missing.")
    assert "migration of the platform" in lines[1]
    assert any(line.startswith("note     The column users.daily_used is missing.") for line in lines)


def test_as_json(run: Run, database: Database, tmp_path: Path) -> None:
    user = make_user()
    (tmp_path / "there.png").write_bytes(b"x")
    gone = make_character(user, id="c-gone", image_url="/gone.png")
    save(database, user, gone, make_character(user, image_url="/there.png"))
    result = run("--json")
    assert result.exit_code == 1
    finding = next(found for found in json.loads(result.stdout)["findings"] if found["severity"] == "warning")
    assert finding["kind"] == "image that cannot be found"
    assert (finding["table"], finding["column"]) == ("characters", "image_url")
    assert (finding["total"], finding["ids"]) == (1, ["c-gone"])
    assert run("--no-images").exit_code == 0


def test_an_empty_database(empty_settings: ConnectionSettings) -> None:
    environment = {"CHARSTUDIO_DATABASE_URL": empty_settings.without_password()}
    result = CliRunner().invoke(app, ["db", "check"], env=environment)
    assert result.exit_code == 1
    assert result.stdout.startswith("error    The table ")
