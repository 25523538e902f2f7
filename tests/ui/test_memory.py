"""What survives a restart of the window, and what a damaged memory does not break."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from PySide6.QtCore import QByteArray

from charstudio.domain.listing import CharacterFilter, CharacterSort, Order
from charstudio.domain.profile import Profile, ProfileKind
from charstudio.ui.settings import Settings
from charstudio.ui.theme.theme import Scheme
from tests.ui.conftest import NEWEST, User
from tests.ui.library_rows import fill

# The offscreen platform says so of every window of a minimum size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_the_window_comes_back_as_it_was_left(make_user: Callable[..., User]) -> None:
    first = make_user(scheme=None)
    workspace = first.workspace
    workspace.columns.setSizes([230, 480, 300, 290])
    workspace.middle.setSizes([150, 500])
    columns, middle = workspace.columns.sizes(), workspace.middle.sizes()
    table = workspace.characters.table
    table.setColumnWidth(0, 333)
    table.horizontalHeader().setSectionHidden(3, True)
    table.horizontalHeader().moveSection(1, 5)
    workspace.characters.set_layout_name("table")
    workspace.characters.set_card_size("large")
    workspace.characters.set_order(Order(CharacterSort.NAME, descending=True))
    workspace.inspector.set_tab(2)
    first.program.actions["theme_dark"].trigger()
    first.close()
    # The size apart, which Qt cuts to the screen: the offscreen one is too narrow for the inspector.
    settings = Settings()
    settings.put("window", "")
    settings.save()

    second = make_user(scheme=None)
    workspace = second.workspace
    second.wait(lambda: workspace.columns.sizes() == columns)
    assert workspace.middle.sizes() == middle
    table = workspace.characters.table
    head = table.horizontalHeader()
    assert table.columnWidth(0) == 333
    assert head.isSectionHidden(3)
    assert head.visualIndex(1) == 5
    assert workspace.characters.layout_name == "table"
    assert workspace.characters.card_size == "large"
    assert workspace.characters.order == Order(CharacterSort.NAME, descending=True)
    assert head.sortIndicatorSection() == 0
    assert workspace.inspector.tab == 2
    assert second.program.theme.scheme is Scheme.DARK
    assert second.program.actions["theme_dark"].isChecked()


def test_the_size_of_the_window_comes_back(make_user: Callable[..., User]) -> None:
    first = make_user()
    first.window.resize(1000, 712)
    first.close()
    second = make_user()
    assert second.window.height() == 712


@pytest.mark.parametrize("action", ["side_bar_show", "inspector_show"])
def test_a_folded_panel_stays_folded(user: User, make_user: Callable[..., User], action: str) -> None:
    user.program.actions[action].trigger()
    user.close()
    second = make_user()
    assert not second.program.actions[action].isChecked()
    panel = second.workspace.side_bar if action == "side_bar_show" else second.workspace.inspector
    assert not panel.isVisible()


def test_a_narrow_window_keeps_the_places_of_the_wide_one(make_user: Callable[..., User]) -> None:
    first = make_user()
    first.window.resize(1100, 760)
    first.wait(lambda: not first.workspace.inspector.isVisible())
    first.close()
    second = make_user()
    second.window.resize(1440, 900)
    second.wait(lambda: second.workspace.inspector.isVisible())
    assert second.workspace.inspector.width() >= 260
    second.wait(lambda: all(size > 100 for size in second.workspace.columns.sizes()))


@pytest.mark.parametrize(
    "where",
    [
        CharacterFilter(),
        CharacterFilter(favorite=True),
        CharacterFilter(style="FANTASY"),
        CharacterFilter(tag="tag 12, the long one"),
        CharacterFilter(owner_id="user"),
    ],
    ids=str,
)
def test_character_and_entry_come_back(
    rows: psycopg.Connection[Any],
    profile: Profile,
    password: str | None,
    make_user: Callable[..., User],
    where: CharacterFilter,
) -> None:
    # Fifteen tags: the last ones are in the part of the section that is folded.
    rows.execute(
        "UPDATE characters SET tags = (SELECT array_agg('tag ' || n || ', the long one') FROM generate_series(0, "
        "CASE WHEN id > 'c00050' THEN 14 ELSE 5 END) AS n)"
    )
    first = make_user()
    first.open(profile, password)
    first.workspace.side_bar.choose(where)
    first.settle()
    first.workspace.characters.select_row(3)
    first.settle()
    chosen, total = first.workspace.characters.current_id(), first.workspace.characters.model.total
    title = first.words(first.workspace.characters)[0]
    first.close()

    second = make_user()
    second.open(profile, password)
    assert second.workspace.side_bar.where == where
    assert second.workspace.characters.model.total == total
    assert second.workspace.characters.current_id() == chosen
    assert second.words(second.workspace.characters)[0] == title
    row = second.workspace.side_bar.model.row_of(where)
    assert row is not None
    assert second.workspace.side_bar.list.currentIndex().row() == row


def test_a_character_beyond_the_first_page_comes_back(
    sql: psycopg.Connection[Any], profile: Profile, password: str | None, make_user: Callable[..., User]
) -> None:
    fill(sql, 700)
    first = make_user()
    first.open(profile, password)
    first.workspace.characters.select_row(650)
    first.settle()
    chosen = first.workspace.characters.current_id()
    first.close()
    second = make_user()
    second.open(profile, password)
    assert second.workspace.characters.current_id() == chosen
    assert second.workspace.characters.selection.currentIndex().row() == 650
    assert 650 in second.workspace.characters.gallery.visible_rows()


def test_each_library_has_a_place_of_its_own(user: User, profile: Profile, password: str | None) -> None:
    other = Profile("other", "Other", ProfileKind.TEAM, profile.location)
    user.workspace.characters.select_row(5)
    user.workspace.side_bar.choose(CharacterFilter(style="ANIME"))
    user.settle()
    chosen = user.workspace.characters.current_id()
    user.open(other, password)
    assert user.workspace.characters.current_id() == NEWEST
    user.open(profile, password)
    assert user.workspace.side_bar.where == CharacterFilter(style="ANIME")
    assert user.workspace.characters.current_id() == chosen


def test_closing_before_the_list_has_arrived_forgets_nothing(
    user: User, profile: Profile, password: str | None, make_user: Callable[..., User]
) -> None:
    user.workspace.characters.select_row(5)
    user.settle()
    chosen = user.workspace.characters.current_id()
    user.close()
    second = make_user()
    second.program.session.open(profile, password)
    second.wait(lambda: second.program.ready)
    second.close()
    third = make_user()
    third.open(profile, password)
    assert third.workspace.characters.current_id() == chosen


def test_a_damaged_memory_is_passed_over(
    rows: psycopg.Connection[Any], profile: Profile, password: str | None, make_user: Callable[..., User]
) -> None:
    settings = Settings()
    garbage = QByteArray(b"\x01\x02 not a state")
    for name in ("window", "columns", "middle", "table"):
        settings.put(name, garbage)
    for name in ("layout", "cards", "theme", "inspector tab", "order", "side bar", "inspector"):
        settings.put(name, "--nonsense 99999999999")
    settings.put("inspector tab", "77")
    settings.put("team/character", "gone")
    settings.put("team/entry", "owner_id")
    settings.save()
    user = make_user(scheme=None)
    user.open(profile, password)
    assert user.workspace.characters.layout_name == "gallery"
    assert user.workspace.characters.card_size == "medium"
    assert user.workspace.inspector.tab == 0
    assert user.workspace.characters.order == Order()
    assert user.workspace.characters.current_id() == NEWEST
    assert user.workspace.characters.model.total == 60
    assert user.workspace.columns.count() == 4


def test_what_is_not_to_be_remembered_is_not(
    rows: psycopg.Connection[Any], profile: Profile, password: str | None, make_user: Callable[..., User]
) -> None:
    first = make_user(remember=False)
    first.open(profile, password)
    first.workspace.characters.set_layout_name("table")
    first.workspace.characters.select_row(5)
    first.settle()
    first.close()
    second = make_user()
    second.open(profile, password)
    assert second.workspace.characters.layout_name == "gallery"
    assert second.workspace.characters.current_id() == NEWEST
