"""Drawing the window into a file, as the command line does: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from PySide6.QtGui import QImage

from charstudio.domain.connection import ConnectionSettings
from charstudio.ui.theme import tokens

LIMIT_S = 60


def draw(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    return subprocess.run(
        [sys.executable, "-m", "charstudio", "--screenshot", *arguments],
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        env={**environment, "CHARSTUDIO_DATABASE_URL": url},
    )


@pytest.fixture
def url(settings: ConnectionSettings, rows: psycopg.Connection[Any]) -> str:
    text = settings.without_password()
    if settings.password:
        text = text.replace("@", f":{settings.password.reveal()}@", 1)
    return text


def test_the_window_is_drawn_in_the_size_and_theme_asked_for(url: str, tmp_path: Path) -> None:
    file = tmp_path / "window.png"
    done = draw(url, str(file), "--size", "1200x700", "--theme", "dark")
    assert (done.returncode, done.stderr) == (0, "")
    image = QImage(str(file))
    assert image.size().toTuple() == (1200, 700)
    # The lower edge of the status line, then cards beside the side bar: something was drawn, and in dark.
    assert image.pixelColor(600, 698).name().upper() == tokens.DARK.panel
    assert len({image.pixel(x, 300) for x in range(210, 700)}) > 3


def test_a_folder_that_does_not_exist_is_a_sentence(url: str, tmp_path: Path) -> None:
    done = draw(url, str(tmp_path / "no" / "such" / "window.png"), "--size", "1000x600")
    assert done.returncode == 2
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_that_is_no_png_is_a_sentence(tmp_path: Path) -> None:
    done = draw("", str(tmp_path / "window.jpg"))
    assert done.returncode == 2
    assert "PNG" in done.stderr


def test_a_library_that_cannot_be_opened_is_a_sentence(tmp_path: Path) -> None:
    done = draw("postgresql://ada:s3cret-pw@127.0.0.1:9/nowhere", str(tmp_path / "window.png"))
    assert done.returncode == 2
    assert "refused the connection" in done.stderr
    assert "s3cret-pw" not in done.stderr
    assert not (tmp_path / "window.png").exists()
