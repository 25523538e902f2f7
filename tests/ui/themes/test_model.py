"""The themes of one character."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from charstudio.domain.records import ThemeRow
from charstudio.ui.themes.model import ThemesModel

MOMENT = datetime.fromisoformat("2026-03-01T12:00:00")


def theme(number: int, variants: int = 1, description: str | None = None) -> ThemeRow:
    return ThemeRow(f"t{number}", "c", f"Theme {number}", description, MOMENT, MOMENT, variants)


@pytest.fixture
def model(qtbot: QtBot) -> ThemesModel:
    model = ThemesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def test_all_themes_come_first_with_the_sum(model: ThemesModel) -> None:
    model.show([theme(1, 3), theme(2, 0), theme(3, 1)])
    assert [model.data(model.index(row)) for row in range(model.rowCount())] == [
        "All themes",
        "Theme 1",
        "Theme 2",
        "Theme 3",
    ]
    assert [model.entry(row).variants for row in range(4)] == [4, 3, 0, 1]
    assert [model.row_of(identity) for identity in (None, "t2", "gone")] == [0, 2, None]


def test_every_change_keeps_the_rules_of_a_model(model: ThemesModel) -> None:
    for themes in ([theme(1)], [], [theme(1), theme(2)], [theme(2)], [theme(number) for number in range(40)], []):
        model.show(themes)
        assert model.rowCount() == (len(themes) + 1 if themes else 0)
    assert model.row_of(None) is None


def test_a_theme_says_what_it_holds(model: ThemesModel) -> None:
    model.show([theme(1, 1, "In the snow"), theme(2, 2)])
    tooltip, accessible = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleTextRole)
    assert [model.data(model.index(row), tooltip) for row in (1, 2)] == ["In the snow", None]
    assert [model.data(model.index(row), accessible) for row in (1, 2)] == ["Theme 1, 1 variant", "Theme 2, 2 variants"]
    assert model.data(model.index(1), int(Qt.ItemDataRole.DecorationRole)) is None


def test_an_index_that_is_none_has_no_data(model: ThemesModel) -> None:
    assert model.data(QModelIndex()) is None
    model.show([theme(1)])
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0)) == 0
