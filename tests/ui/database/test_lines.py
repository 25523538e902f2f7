"""The model of the page's lists."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from charstudio.ui.database.lines import Line, LinesList


def test_lines_are_as_they_were_given(qtbot: QtBot) -> None:
    shown = LinesList("Backups", two_rows=True, most=2)
    qtbot.addWidget(shown)
    tester = QAbstractItemModelTester(shown.lines, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert shown.maximumHeight() == 0
    lines = [Line("archive", "secondary", f"Line {n}", "new", "by hand", ("1 row", f"{n} MB"), "tip") for n in range(3)]
    shown.show_lines(lines)
    assert shown.lines.rowCount() == 3
    index = shown.lines.index(1)
    assert index.data() == "Line 1"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "tip"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Line 1, new, 1 row, 1 MB, by hand"
    assert shown.maximumHeight() == 2 * 48
    assert len(shown.lines.widths) == 2
    shown.resize(600, 96)
    assert not shown.grab().isNull()
    shown.show_lines([])
    assert shown.maximumHeight() == 0
    assert tester.model() is shown.lines
