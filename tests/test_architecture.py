"""The layers: who may import whom. The contracts are in pyproject.toml."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


def test_the_import_contracts_are_kept(tmp_path: Path) -> None:
    # A process of its own: the linter changes the import path and prints as it goes.
    code = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    ended = subprocess.run(
        [sys.executable, "-c", code, "--cache-dir", str(tmp_path)],
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": str(PROJECT), "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    if ended.returncode != 0:
        pytest.fail(ended.stdout + ended.stderr, pytrace=False)


def test_no_module_is_too_long_without_a_reason() -> None:
    long = {
        str(path.relative_to(PROJECT)): lines
        for path in sorted((PROJECT / "charstudio").rglob("*.py"))
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}
