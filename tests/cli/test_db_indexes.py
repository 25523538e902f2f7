"""``charstudio db indexes``, as a person and a script call it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from charstudio.cli.commands import app
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import BadInputError

Run = Callable[..., Result]
CREATED = "charstudio_characters_created"


@pytest.fixture
def run(settings: ConnectionSettings) -> Run:
    def run(*arguments: str) -> Result:
        environment = {"CHARSTUDIO_DATABASE_URL": settings.without_password()}
        return CliRunner().invoke(app, ["db", "indexes", *arguments], env=environment)

    return run


def states(result: Result) -> dict[str, str]:
    return {index["name"]: index["state"] for index in json.loads(result.stdout)["indexes"]}


def test_list_create_and_drop(run: Run) -> None:
    assert "charstudio db indexes --create" in run().stdout
    assert set(states(run("--json")).values()) == {"missing"}
    created = run("--create", CREATED, "--json")
    assert created.exit_code == 0
    assert states(created)[CREATED] == "present"
    assert f"Built {CREATED}." in created.stderr
    assert f"Dropped {CREATED}." in run("--drop").stderr
    assert set(states(run("--json")).values()) == {"missing"}


def test_printing_changes_nothing(run: Run) -> None:
    for arguments in (["--print"], ["--create", "--print"]):
        printed = run(*arguments).stdout.splitlines()
        assert printed[0] == 'CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA "public";'
        assert all(line.endswith(";") for line in printed)
    assert run("--fillfactor", "--print").stdout == 'ALTER TABLE "public"."users" SET (fillfactor = 50);\n'
    assert run("--drop", "--print").stdout == ""
    assert set(states(run("--json")).values()) == {"missing"}


def test_fillfactor(run: Run) -> None:
    assert "--fillfactor" in run().stdout
    assert json.loads(run("--fillfactor", "--json").stdout)["fillfactor"] == 50
    assert "--fillfactor" not in run().stdout


@pytest.mark.parametrize("arguments", [["--create", "--drop"], [CREATED], ["--create", "nonsense"]])
def test_what_makes_no_sense(run: Run, arguments: list[str]) -> None:
    assert isinstance(run(*arguments).exception, BadInputError)
