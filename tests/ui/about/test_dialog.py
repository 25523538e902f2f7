"""The About dialog."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from charstudio.ui.about import AboutDialog, Facts
from charstudio.ui.about.dialog import PlaceRow
from charstudio.ui.about.facts import NO_LOG

LOG = Path("/home/ada/.local/state/charstudio/log/in/a/folder/with/a/long/name/charstudio.log")


def dialog(qtbot: QtBot, log_file: Path | None = LOG) -> AboutDialog:
    made = AboutDialog(Facts("1.2", (("Python", "3.11"),), log_file, Path("/home/ada/data")))
    qtbot.addWidget(made)
    return made


def test_all_details_are_copied(qtbot: QtBot) -> None:
    about = dialog(qtbot)
    QTest.mouseClick(about.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "CharStudio 1.2" in copied
    assert str(LOG) in copied


def test_a_path_is_shortened_to_look_at_and_whole_to_copy(qtbot: QtBot) -> None:
    about = dialog(qtbot)
    about.grab()
    row = about.findChildren(PlaceRow)[0]
    assert "…" in row.link.text()
    assert str(LOG) in row.link.toolTip()
    QTest.mouseClick(row.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == str(LOG)


def test_a_click_on_a_path_opens_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    about = dialog(qtbot)
    QTest.mouseClick(about.findChildren(PlaceRow)[0].link, Qt.MouseButton.LeftButton)
    assert opened == [QUrl.fromLocalFile(str(LOG))]


def test_without_a_log_file_it_says_so(qtbot: QtBot) -> None:
    about = dialog(qtbot, None)
    assert NO_LOG in [label.text() for label in about.findChildren(QLabel)]


def test_escape_closes_it(qtbot: QtBot) -> None:
    about = dialog(qtbot)
    QTest.keyClick(about, Qt.Key.Key_Escape)
    assert about.result() == QDialog.DialogCode.Rejected
