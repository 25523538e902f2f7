"""The entries of the side bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from charstudio.domain.facets import Facet, Facets
from charstudio.domain.listing import CharacterFilter
from charstudio.ui.sidebar.model import SideBarModel

TAGS = tuple(Facet(f"tag-{number}", f"tag-{number}", 30 - number) for number in range(20))
FACETS = Facets(
    total=60,
    favorites=7,
    in_library=12,
    public=5,
    attention=3,
    styles=(Facet("ANIME", "ANIME", 9), Facet("CYBERPUNK", "CYBERPUNK", 1)),
    tags=TAGS,
    owners=(Facet("u1", "Ada", 40), Facet("u2", "Grace", 20)),
)


@pytest.fixture
def model(qtbot: QtBot) -> SideBarModel:
    model = SideBarModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def labels(model: SideBarModel) -> list[str]:
    return [model.entry(row).label for row in range(model.rowCount())]


def test_the_entries_of_the_library_are_there_before_it_is_counted(model: SideBarModel) -> None:
    assert labels(model) == ["Library", "All characters", "Favourites", "In library", "Public", "Needs attention"]
    assert {model.entry(row).count for row in range(model.rowCount())} == {None}


def test_the_numbers_stand_beside_what_they_count(model: SideBarModel) -> None:
    model.show(FACETS)
    counts = {model.entry(row).label: model.entry(row).count for row in range(model.rowCount())}
    assert [counts[label] for label in labels(model)[1:6]] == [60, 7, 12, 5, 3]
    assert (counts["Anime"], counts["Ada"], counts["tag-0"]) == (9, 40, 30)
    row = model.row_of(CharacterFilter(style="CYBERPUNK"))
    assert row is not None
    accessible = int(Qt.ItemDataRole.AccessibleTextRole)
    assert model.data(model.index(row), accessible) == "Cyberpunk, 1 character"


def test_a_long_section_shows_its_first_entries_until_it_is_unfolded(model: SideBarModel) -> None:
    model.show(FACETS)
    assert "12 more" in labels(model)
    assert model.row_of(CharacterFilter(tag="tag-8")) is None
    unfolds = next(model.entry(row).unfolds for row in range(model.rowCount()) if model.entry(row).label == "12 more")
    model.unfold(unfolds)
    assert [label for label in labels(model) if label.startswith("tag-")] == [tag.label for tag in TAGS]
    assert "Show fewer" in labels(model)
    model.unfold(unfolds)
    assert "12 more" in labels(model)


def test_one_entry_too_many_is_not_worth_a_line_that_unfolds_it(model: SideBarModel) -> None:
    model.show(Facets(9, 0, 0, 0, 0, tags=TAGS[:9]))
    assert [label for label in labels(model) if label.startswith("tag-")] == [tag.label for tag in TAGS[:9]]
    assert not any(model.entry(row).unfolds for row in range(model.rowCount()))


def test_every_change_keeps_the_rules_of_a_model(model: SideBarModel) -> None:
    empty = Facets(0, 0, 0, 0, 0)
    for facets in (FACETS, empty, FACETS, None, FACETS):
        model.show(facets)
        for section in ("Tags", "Owners", "Tags"):
            model.unfold(section)
    model.show(None)
    assert model.rowCount() == 6


def test_a_section_without_entries_has_no_head(model: SideBarModel) -> None:
    model.show(Facets(3, 0, 0, 0, 0))
    assert model.rowCount() == 6


def test_heads_cannot_be_chosen(model: SideBarModel) -> None:
    model.show(FACETS)
    for row in range(model.rowCount()):
        enabled = bool(model.flags(model.index(row)) & Qt.ItemFlag.ItemIsEnabled)
        assert enabled is not model.entry(row).is_head


def test_an_index_that_is_none_has_no_data(model: SideBarModel) -> None:
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0)) == 0
