"""Which database the window opens."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from charstudio.cli.window import use_env_file
from charstudio.domain.errors import BadInputError


def test_an_env_file_comes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARSTUDIO_DATABASE_URL", "postgresql://app@elsewhere/app")
    monkeypatch.setenv("CHARSTUDIO_IMAGE_BASE", "https://elsewhere.example.com")
    file = tmp_path / ".env"
    file.write_text("# the web application's\nexport DATABASE_URL='postgresql://app@db.example.com/app'\nPORT=3000\n")
    monkeypatch.setenv("DATABASE_URL", "")
    use_env_file(file)
    assert os.environ["DATABASE_URL"] == "postgresql://app@db.example.com/app"
    assert "CHARSTUDIO_DATABASE_URL" not in os.environ
    assert "CHARSTUDIO_IMAGE_BASE" not in os.environ


def test_an_env_file_without_a_database_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=3000\n")
    with pytest.raises(BadInputError, match="DATABASE_URL"):
        use_env_file(file)
