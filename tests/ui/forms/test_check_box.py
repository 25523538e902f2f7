"""The box to tick."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from charstudio.ui.forms.check_box import CheckBox


def test_it_is_ticked_by_key_and_looks_different_then(qtbot: QtBot) -> None:
    box = CheckBox("Behind a pooler")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    before = box.grab().toImage()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    assert box.grab().toImage() != before
    box.setEnabled(False)
    box.grab()
