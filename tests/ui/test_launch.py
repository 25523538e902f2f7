"""The start: an outline at once, the program in it a moment later."""

from __future__ import annotations

from typing import NoReturn

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from charstudio.domain.errors import MissingPartError
from charstudio.ui import app
from charstudio.ui.launch import Launch, Start, check_display


def test_the_outline_is_painted_first_and_the_program_then_put_into_the_same_window(
    qtbot: QtBot, qapp: QApplication
) -> None:
    launch = Launch(qapp, Start(welcome=True, remember=False))
    qtbot.addWidget(launch.window)
    with qtbot.waitSignal(launch.window.painted):
        launch.begin()
    assert launch.program is None
    qtbot.waitUntil(lambda: launch.program is not None and launch.program.ready)
    assert launch.program is not None
    assert launch.program.window is launch.window
    assert launch.window.page == "welcome"
    launch.program.close()


def test_what_keeps_the_program_from_coming_up_is_kept_for_the_one_who_runs_it(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = MissingPartError("The icon font is not installed.", "Install CharStudio again.")

    def fail(*_: object) -> NoReturn:
        raise missing

    monkeypatch.setattr(app, "CharStudio", fail)
    launch = Launch(qapp, Start(welcome=True, remember=False))
    qtbot.addWidget(launch.window)
    launch.begin()
    qtbot.waitUntil(lambda: launch.failure is missing)
    assert launch.program is None


def test_without_a_display_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for variable in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    with pytest.raises(MissingPartError, match="no display"):
        check_display()
