"""The variants of one theme or character."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from charstudio.domain.records import VariantRow
from charstudio.ui.variants.model import VariantsModel

MOMENT = datetime.fromisoformat("2026-03-01T12:00:00")


def variant(number: int) -> VariantRow:
    return VariantRow(f"v{number}", "t", "Theme", "c", f"make them smile {number}", MOMENT, None, None)


@pytest.fixture
def model(qtbot: QtBot) -> VariantsModel:
    model = VariantsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def test_every_change_keeps_the_rules_of_a_model(model: VariantsModel) -> None:
    for count in (1, 0, 3, 2, 300, 0):
        model.show([variant(number) for number in range(count)])
        assert model.rowCount() == count
        assert model.record(count) is model.record(-1) is None


def test_a_variant_shows_its_instruction(model: VariantsModel) -> None:
    model.show([variant(1), variant(2)])
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    assert {model.data(model.index(1), int(role)) for role in roles} == {"make them smile 2"}
    assert model.data(model.index(1), int(Qt.ItemDataRole.DecorationRole)) is None


def test_a_variant_is_found_by_its_id(model: VariantsModel) -> None:
    model.show([variant(1), variant(2)])
    assert [model.row_of(identity) for identity in ("v2", "gone", None)] == [1, None, None]


def test_an_index_that_is_none_has_no_data(model: VariantsModel) -> None:
    assert model.data(QModelIndex()) is None
    model.show([variant(1)])
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0)) == 0
