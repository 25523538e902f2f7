"""The panels of a real library, joined."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from charstudio.domain.listing import CharacterFilter, CharacterSort, Order
from charstudio.domain.profile import Profile
from charstudio.domain.records import Character, Variant
from charstudio.ui.paging import pagemap
from tests.ui.conftest import NEWEST, User
from tests.ui.library_rows import fill

Key = Qt.Key
# The offscreen platform says so of every window of a minimum size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def shown_themes(user: User) -> list[str]:
    model = user.workspace.themes.model
    return [model.entry(row).name for row in range(model.rowCount())]


def shown_variants(user: User) -> list[str]:
    model = user.workspace.variants.model
    return [row.id for row in (model.record(number) for number in range(model.rowCount())) if row is not None]


def in_inspector(user: User, words: str) -> bool:
    lines = [line.text() for line in user.workspace.inspector.findChildren(QLineEdit)]
    return user.sees(words, user.workspace.inspector) or any(words in line for line in lines)


def choose(user: User, row: int) -> None:
    user.workspace.characters.select_row(row)
    user.settle()


def choose_theme(user: User, name: str) -> None:
    themes = user.workspace.themes
    themes.list.setCurrentIndex(themes.model.index(shown_themes(user).index(name)))
    user.settle()


# --- what is chosen at the left fills what is at the right ------------------------------------------------------------


def test_the_first_character_is_chosen_and_fills_the_panels(user: User) -> None:
    assert user.workspace.characters.current_id() == NEWEST
    assert shown_themes(user) == ["All themes", *(f"Theme {number} of {NEWEST}" for number in range(3))]
    assert len(shown_variants(user)) == 6
    assert in_inspector(user, "a red dragon")
    assert user.sees("60")


def test_what_can_wait_starts_once_the_list_is_there(user: User) -> None:
    workspace, library = user.workspace, user.workspace.library
    assert library is not None
    rows: list[int] = []
    workspace.settled.connect(lambda: rows.append(workspace.characters.model.rowCount()))
    workspace.use(library)
    assert rows == []
    user.settle()
    assert len(rows) == 1 and rows[0] > 0
    workspace.reload()
    user.settle()
    assert len(rows) == 1


def test_another_character_fills_them_with_its_own(user: User) -> None:
    choose(user, 1)
    assert user.workspace.characters.current_id() == "c00059"
    assert shown_themes(user) == ["All themes", "Theme 0 of c00059"]
    assert shown_variants(user) == ["c00059-t0-v0"]
    choose(user, 2)
    assert shown_themes(user) == []
    assert shown_variants(user) == []
    assert user.sees("No themes", user.workspace.themes)


def test_a_theme_shows_its_variants_only(user: User) -> None:
    choose_theme(user, f"Theme 1 of {NEWEST}")
    assert shown_variants(user) == [f"{NEWEST}-t1-v0", f"{NEWEST}-t1-v1"]
    choose_theme(user, f"Theme 2 of {NEWEST}")
    assert shown_variants(user) == []
    assert user.sees("No variants", user.workspace.variants)
    choose_theme(user, "All themes")
    assert len(shown_variants(user)) == 6


def test_a_variant_is_shown_with_its_metadata(user: User) -> None:
    user.workspace.variants.select_row(0)
    user.settle()
    assert in_inspector(user, "make them smile 0 times")
    assert in_inspector(user, "sitting")


def test_a_theme_without_the_chosen_variant_takes_it_from_the_inspector(user: User) -> None:
    choose_theme(user, f"Theme 0 of {NEWEST}")
    user.workspace.variants.select_row(0)
    user.settle()
    assert in_inspector(user, "make them smile 0 times")
    choose_theme(user, f"Theme 1 of {NEWEST}")
    assert user.workspace.variants.current() is None
    assert not in_inspector(user, "make them smile 0 times")
    assert in_inspector(user, "a red dragon")


def test_reloading_keeps_character_theme_and_variant(user: User, rows: psycopg.Connection[Any]) -> None:
    choose_theme(user, f"Theme 1 of {NEWEST}")
    user.workspace.variants.select_row(1)
    user.settle()
    fill(rows, 3, first=61)
    user.press(Key.Key_F5)
    user.settle()
    characters = user.workspace.characters
    assert characters.current_id() == NEWEST
    assert characters.selection.currentIndex().row() > 0
    theme = user.workspace.themes.current()
    assert theme is not None and theme.theme_id == f"{NEWEST}-t1"
    variant = user.workspace.variants.current()
    assert variant is not None and variant.id == f"{NEWEST}-t1-v1"
    assert in_inspector(user, "make them smile 1 times")


def test_a_character_that_is_gone_leaves_the_first_one(user: User, rows: psycopg.Connection[Any]) -> None:
    rows.execute("DELETE FROM characters WHERE id = %s", [NEWEST])
    user.press(Key.Key_F5)
    user.settle()
    assert user.workspace.characters.current_id() == "c00059"
    assert shown_themes(user) == ["All themes", "Theme 0 of c00059"]


def test_a_library_that_was_emptied_says_so(user: User, rows: psycopg.Connection[Any]) -> None:
    rows.execute("DELETE FROM characters")
    user.press(Key.Key_F5)
    user.settle()
    assert user.sees("No characters yet")
    assert user.sees("Nothing chosen", user.workspace.inspector)
    assert shown_themes(user) == shown_variants(user) == []


# --- a fast walk ------------------------------------------------------------------------------------------------------


def test_a_fast_walk_ends_on_the_right_character_and_shows_no_stale_one(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    show = user.workspace.inspector.show_character

    def spy(character: Character | None) -> None:
        if character is not None:
            shown.append(character.id)
        show(character)

    monkeypatch.setattr(user.workspace.inspector, "show_character", spy)
    user.workspace.characters.view().setFocus()
    ids = [user.workspace.characters.model.record(row) for row in range(51)]
    for _ in range(50):
        user.press(Key.Key_Right)
        QApplication.processEvents()
    user.settle()
    last = ids[50]
    assert last is not None
    assert user.workspace.characters.current_id() == last.id
    assert shown[-1] == last.id
    order = [row.id for row in ids if row is not None]
    assert [order.index(identity) for identity in shown] == sorted(order.index(identity) for identity in shown)
    assert in_inspector(user, "a quiet gardener") or in_inspector(user, "a red dragon")


def test_a_variant_that_comes_late_is_not_shown_with_another_character(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = user.workspace.library
    assert library is not None
    gate, entered = threading.Event(), threading.Event()
    read = library.themes.variant

    def slow(identity: str) -> Variant | None:
        entered.set()
        assert gate.wait(10)
        return read(identity)

    monkeypatch.setattr(library.themes, "variant", slow)
    user.workspace.variants.select_row(0)
    assert entered.wait(10)
    user.workspace.characters.select_row(1)
    user.wait(lambda: shown_themes(user) == ["All themes", "Theme 0 of c00059"])
    gate.set()
    user.settle()
    user.qtbot.wait(20)
    assert not in_inspector(user, f"{NEWEST}-t0-v0")
    assert not in_inspector(user, "make them smile")


# --- filters ----------------------------------------------------------------------------------------------------------


def test_an_entry_of_the_side_bar_filters(user: User) -> None:
    user.workspace.side_bar.choose(CharacterFilter(favorite=True))
    user.settle()
    assert user.workspace.characters.model.total == 12
    assert user.sees("Favourites", user.workspace.characters)
    user.workspace.side_bar.choose(CharacterFilter(style="ANIME"))
    user.settle()
    assert user.workspace.characters.model.total == 20
    assert user.sees("Anime", user.workspace.characters)
    user.workspace.side_bar.choose(CharacterFilter())
    user.settle()
    assert user.workspace.characters.model.total == 60


def test_the_words_of_the_search_filter_within_the_entry(user: User) -> None:
    user.press(Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is user.window.top_bar.search
    QTest.keyClicks(user.window.top_bar.search, "DRAGON red")
    user.wait(lambda: user.workspace.characters.model.total == 20)
    user.workspace.side_bar.choose(CharacterFilter(favorite=True))
    user.settle()
    assert user.workspace.characters.model.total == 4
    user.press(Key.Key_Escape)
    user.wait(lambda: user.workspace.characters.model.total == 12)


def test_nothing_found_is_said_and_show_all_drops_search_and_entry(user: User) -> None:
    user.workspace.side_bar.choose(CharacterFilter(favorite=True))
    QTest.keyClicks(user.window.top_bar.search, "unicorn")
    user.wait(lambda: user.sees("Nothing found"))
    assert user.sees("Nothing chosen", user.workspace.inspector)
    user.click("Show all")
    user.settle()
    assert user.window.top_bar.search.text() == ""
    assert user.workspace.side_bar.where == CharacterFilter()
    assert user.workspace.characters.model.total == 60
    assert not user.sees("Nothing found")
    assert user.sees("Characters", user.workspace.characters)


def test_a_filter_keeps_the_character_where_it_is_let_through(user: User) -> None:
    choose(user, 5)
    chosen = user.workspace.characters.current_id()
    user.workspace.search("gardener" if in_inspector(user, "gardener") else "dragon")
    user.settle()
    assert user.workspace.characters.current_id() == chosen


def test_the_order_changes_and_keeps_the_character(user: User) -> None:
    choose(user, 7)
    chosen = user.workspace.characters.current_id()
    user.workspace.characters.set_order(Order(CharacterSort.NAME, descending=False))
    user.settle()
    assert user.workspace.characters.current_id() == chosen
    first = user.workspace.characters.model.record(0)
    assert first is not None and first.name is None


def test_a_chosen_character_whose_page_was_let_go_is_still_the_chosen_one(
    sql: psycopg.Connection[Any],
    profile: Profile,
    password: str | None,
    make_user: Callable[..., User],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pagemap, "HELD_PAGES", 2)
    fill(sql, 1000)
    user = make_user()
    user.open(profile, password)
    user.workspace.characters.select_row(5)
    user.settle()
    chosen = user.workspace.characters.current_id()
    gallery = user.workspace.characters.gallery
    for row in (300, 500, 700, 900):
        gallery.scrollTo(user.workspace.characters.model.index(row, 0))
        user.settle()
    assert not user.workspace.characters.model._pages.holds(0)  # type: ignore[union-attr]
    assert user.workspace.characters.current_id() == chosen
    user.press(Key.Key_F5)
    user.settle()
    assert user.workspace.characters.current_id() == chosen


def test_a_character_far_down_stays_chosen_when_the_list_is_read_anew(
    sql: psycopg.Connection[Any], profile: Profile, password: str | None, make_user: Callable[..., User]
) -> None:
    fill(sql, 900)
    user = make_user()
    user.open(profile, password)
    user.workspace.characters.view().setFocus()
    user.press(Key.Key_End)
    user.settle()
    chosen = user.workspace.characters.current_id()
    assert chosen == "c00001"
    user.press(Key.Key_F5)
    user.settle()
    assert user.workspace.characters.current_id() == chosen
    assert user.workspace.characters.selection.currentIndex().row() == 899
    assert in_inspector(user, "a quiet gardener")
    assert user.workspace.characters.gallery.visible_rows().stop == 900


def test_gallery_and_table_show_one_selection(user: User) -> None:
    choose(user, 9)
    user.press(Key.Key_2, modifier=Qt.KeyboardModifier.ControlModifier)
    table = user.workspace.characters.table
    assert table.isVisible()
    assert table.currentIndex().row() == 9
    user.workspace.characters.view().setFocus()
    user.press(Key.Key_Down)
    user.settle()
    user.press(Key.Key_1, modifier=Qt.KeyboardModifier.ControlModifier)
    assert user.workspace.characters.gallery.isVisible()
    assert user.workspace.characters.gallery.currentIndex().row() == 10


def test_a_click_on_a_head_of_the_table_orders_the_list(user: User) -> None:
    user.workspace.characters.set_layout_name("table")
    table = user.workspace.characters.table
    head = table.horizontalHeader()
    for expected in (Order(CharacterSort.NAME, False), Order(CharacterSort.NAME, True)):
        x = head.sectionViewportPosition(0) + 20
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
        user.settle()
        assert user.workspace.characters.order == expected
    assert head.sortIndicatorSection() == 0


def test_the_number_of_selected_characters_is_said(user: User) -> None:
    user.workspace.characters.view().setFocus()
    user.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    assert user.sees("60 selected", user.window.status)
    user.workspace.characters.select_row(3)
    assert not user.sees("selected", user.window.status)


def test_two_selected_variants_can_be_compared_and_one_or_three_cannot(user: User) -> None:
    selection = user.workspace.variants.grid.selectionModel()
    model = user.workspace.variants.model
    for row, ready in ((0, False), (2, True), (3, False)):
        selection.select(model.index(row), QItemSelectionModel.SelectionFlag.Select)
        assert user.workspace.variants._compare.isEnabled() is ready


# --- room -------------------------------------------------------------------------------------------------------------


def test_the_inspector_folds_in_a_narrow_window_and_lies_over_it_on_request(user: User) -> None:
    inspector = user.workspace.inspector
    assert inspector.isVisible()
    user.window.resize(1100, 800)
    user.wait(lambda: not inspector.isVisible())
    assert not user.program.actions["inspector_show"].isChecked()
    user.press(Key.Key_I, modifier=Qt.KeyboardModifier.ControlModifier)
    assert inspector.isVisible()
    assert inspector.geometry().right() == user.workspace.rect().right()
    user.window.resize(1440, 900)
    user.wait(lambda: inspector.parent() is user.workspace.columns)
    assert inspector.isVisible()
    assert user.program.actions["inspector_show"].isChecked()


def test_the_side_bar_folds_and_unfolds(user: User) -> None:
    for shown in (False, True):
        user.press(Key.Key_B, modifier=Qt.KeyboardModifier.ControlModifier)
        assert user.workspace.side_bar.isVisible() is shown
