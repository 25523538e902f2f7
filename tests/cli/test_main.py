"""The command line: what it prints, and how it ends."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from charstudio import __version__, cli
from charstudio.cli.commands import app
from charstudio.domain.errors import RefusedError

SECRET = "s3cr3t-that-must-not-show"


def _commands(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield words
    for name, child in getattr(command, "commands", {}).items():
        yield from _commands(child, (*words, name))


COMMANDS = list(_commands(typer.main.get_command(app)))


def run_here(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run a command line in this process; for commands that open no window."""
    monkeypatch.setattr(sys, "argv", ["charstudio", *arguments])
    return cli.main()


def run_program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run CharStudio as a program of its own, without a display."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "-m", "charstudio", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=kept | environment,
    )


def assert_refused(ended: subprocess.CompletedProcess[str], *words: str) -> None:
    """It ended with exit code 2 and one sentence, without a traceback and without the password."""
    assert ended.returncode == 2, ended.stderr
    assert ended.stderr.startswith("charstudio: ")
    assert "Traceback" not in ended.stderr
    assert SECRET not in ended.stderr + ended.stdout
    for word in words:
        assert word in ended.stderr


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words) or "charstudio")
def test_every_command_has_help_with_an_example(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert run_here(monkeypatch, *words, "--help") == 0
    shown = capsys.readouterr().out
    assert "Usage: " + " ".join(("charstudio", *words)) in shown
    example = shown[shown.index("Example") :]
    assert " ".join(("charstudio", *words)) in example


def test_the_version(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_here(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == f"charstudio {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["--nonsense"], ["nonsense"], ["demo", "--page", "nonsense"], ["--theme", "nonsense"]]
)
def test_what_does_not_exist_is_refused(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_here(monkeypatch, *arguments) == cli.USAGE_ERROR
    shown = capsys.readouterr().err
    assert "nonsense" in shown
    assert "Traceback" not in shown


def test_an_expected_error_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse() -> int:
        raise RefusedError("It says no.", "Ask again.")

    assert cli.guarded(refuse) == 2
    assert capsys.readouterr().err == "charstudio: It says no. Ask again.\n"


def test_a_bug_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        cli.guarded(lambda: 1 // 0)


def test_a_picture_that_is_no_png_is_refused(tmp_path: Path) -> None:
    assert_refused(run_program("--screenshot", str(tmp_path / "window.txt")), "no PNG file")


def test_a_size_that_is_none_is_refused(tmp_path: Path) -> None:
    ended = run_program("--screenshot", str(tmp_path / "window.png"), "--size", "big")
    assert_refused(ended, "no window size")


@pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere there always is a display.")
def test_without_a_display_a_sentence_says_so() -> None:
    assert_refused(run_program(), "There is no display", "--screenshot")


@pytest.mark.parametrize("variable", ["DATABASE_URL", "CHARSTUDIO_DATABASE_URL"])
def test_a_connection_string_that_makes_no_sense(tmp_path: Path, variable: str) -> None:
    picture = tmp_path / "window.png"
    ended = run_program("--screenshot", str(picture), **{variable: f"mysql://me:{SECRET}@host/db"})
    assert_refused(ended, variable, "MySQL")
    assert not picture.exists()


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    picture = tmp_path / "window.png"
    ended = run_program("--screenshot", str(picture), DATABASE_URL=f"postgresql://me:{SECRET}@127.0.0.1:{port}/db")
    assert_refused(ended, f"127.0.0.1:{port}", "Check the address")
    assert not picture.exists()
