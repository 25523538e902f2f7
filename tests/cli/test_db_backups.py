"""``charstudio db backup``, ``backup list`` and ``restore``, as a person and a script call them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from charstudio.cli.commands import app
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import BadInputError, RefusedError
from charstudio.services import profiles
from tests.support.rows import rows_of

Run = Callable[..., Result]


@pytest.fixture
def run(settings: ConnectionSettings) -> Run:
    def run(*arguments: str) -> Result:
        environment = {"CHARSTUDIO_DATABASE_URL": settings.without_password()}
        return CliRunner().invoke(app, ["db", *arguments], env=environment)

    return run


def env_file(path: Path, settings: ConnectionSettings) -> str:
    path.write_text(f"DATABASE_URL={settings.without_password()}\n", "utf-8")
    return str(path)


def test_backup_list_and_restore(
    run: Run, settings: ConnectionSettings, empty_settings: ConnectionSettings, tmp_path: Path
) -> None:
    made = run("backup")
    assert made.exit_code == 0, made.output
    assert re.search(rf"Saved 1 rows of {settings.database} into .*\.dump \([\d.]+ kB\)", made.stdout)
    listed = run("backup", "list")
    assert settings.database in listed.stdout
    facts = json.loads(run("backup", "list", "--json").stdout)
    assert len(facts) == 1
    assert facts[0]["rows"] == 1
    assert facts[0]["age_seconds"] < 60
    restored = run("restore", facts[0]["path"], "--env-file", env_file(tmp_path / ".env", empty_settings))
    assert restored.exit_code == 0, restored.output
    assert "Restored 1 rows into the database" in restored.stdout
    assert rows_of(empty_settings) == rows_of(settings)


def test_a_backup_elsewhere_as_json(run: Run, tmp_path: Path) -> None:
    for _ in range(3):
        facts = json.loads(run("backup", "--to", str(tmp_path / "here"), "--keep", "2", "--json").stdout)
    assert Path(facts["path"]).parent == tmp_path / "here"
    assert facts["tables"]
    assert len(json.loads(run("backup", "list", "--in", str(tmp_path / "here"), "--json").stdout)) == 2


def test_no_backup_yet(run: Run) -> None:
    assert "There is no backup in" in run("backup", "list").stdout


def test_into_a_new_library(run: Run) -> None:
    path = json.loads(run("backup", "--json").stdout)["path"]
    restored = run("restore", path, "--into-library", "Last week")
    assert 'the new library "Last week"' in restored.stdout
    assert [profile.name for profile in profiles.load().known] == ["Last week"]


def test_a_restore_names_its_place(run: Run, settings: ConnectionSettings, tmp_path: Path) -> None:
    path = json.loads(run("backup", "--json").stdout)["path"]
    assert isinstance(run("restore", path).exception, BadInputError)
    both = run("restore", path, "--into-library", "A", "--profile", "demo")
    assert isinstance(both.exception, BadInputError)
    over = run("restore", path, "--env-file", env_file(tmp_path / ".env", settings))
    assert isinstance(over.exception, RefusedError)


@pytest.mark.parametrize("command", [["backup"], ["backup", "list"], ["restore"]])
def test_help_gives_an_example(run: Run, command: list[str]) -> None:
    assert "Example: charstudio db " in run(*command, "--help").stdout
