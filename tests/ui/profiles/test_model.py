"""The list of drafts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from charstudio.domain.profile import Profile, ProfileKind, Safety
from charstudio.ui.profiles.draft import Draft
from charstudio.ui.profiles.model import DraftModel

FIRST = Profile("1", "One", ProfileKind.LOCAL, "/one")
SECOND = Profile("2", "Two", ProfileKind.TEAM, "postgresql://db.example.com/two", safety=Safety.READ_ONLY)


def test_rows_come_change_and_go(qtbot: QtBot) -> None:
    model = DraftModel("1")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.fill([Draft(FIRST, FIRST), Draft(SECOND, SECOND)])
    assert [model.mark(row) for row in range(2)] == ["Open", ""]
    assert "read only" in model.data(model.index(1), 3)
    model.put(Draft(SECOND, replace(SECOND, name="Three")))
    assert model.data(model.index(1)) == "Three"
    assert model.mark(1) == "Unsaved"
    copied = Draft(None, replace(SECOND, id="3", name="Three (copy)"))
    assert model.add(copied, 1) == 1
    assert [model.row_of(identity) for identity in "132x"] == [0, 1, 2, -1]
    assert model.mark(1) == "New"
    assert model.shares_place(1)
    assert not model.shares_place(0)
    assert model.names_besides(0) == {"Three", "Three (copy)"}
    model.remove(1)
    model.put(copied)
    assert model.rowCount() == 2
