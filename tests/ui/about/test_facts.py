"""What About knows."""

from __future__ import annotations

import platform
from pathlib import Path

import PySide6

import charstudio
from charstudio.ui.about.facts import NO_LOG, Facts, collect


def test_versions_are_those_of_this_process() -> None:
    facts = collect(Path("logs/charstudio.log"), Path("data"), "18.6")
    versions = dict(facts.versions)
    assert facts.version == charstudio.__version__
    assert versions["Python"] == platform.python_version()
    assert PySide6.__version__ in versions["Qt"]
    assert versions["PostgreSQL driver"].startswith("psycopg 3.")
    assert versions["PostgreSQL server"] == "18.6"


def test_a_server_is_named_only_when_one_is_open() -> None:
    assert "PostgreSQL server" not in dict(collect(None, None).versions)


def test_the_text_has_one_fact_a_line() -> None:
    facts = Facts("1.2", (("Python", "3.11"),), None, Path("data"))
    assert facts.as_text().splitlines() == [
        "CharStudio 1.2",
        "Python: 3.11",
        f"Log file: {NO_LOG}",
        "Data folder: data",
    ]
