"""The whole window: preview and back, what goes wrong, light and dark, the end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql as composed
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser

from charstudio.data.embedded.account import choose_account
from charstudio.data.embedded.binaries import find_binaries
from charstudio.data.embedded.folder import LibraryFolder
from charstudio.data.embedded.process import read_pid_file, stop_server
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.listing import CharacterFilter
from charstudio.domain.profile import Profile, ProfileKind
from charstudio.folders import config_folder
from charstudio.services import profiles
from charstudio.ui.theme import tokens
from charstudio.ui.theme.theme import Scheme, colors
from tests.support.postgres import PostgresServer
from tests.ui.conftest import NEWEST, User

Key = Qt.Key
Shift = Qt.KeyboardModifier.ShiftModifier
Control = Qt.KeyboardModifier.ControlModifier
# The offscreen platform says so of every window of a minimum size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def focus(user: User, panel: str) -> None:
    workspace = user.workspace
    (workspace.variants.grid if panel == "variants" else workspace.characters.view()).setFocus()


# --- preview ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["gallery", "table"])
def test_space_opens_a_character_large_and_esc_leads_back(user: User, layout: str) -> None:
    user.workspace.characters.set_layout_name(layout)
    user.workspace.characters.select_row(4)
    focus(user, "characters")
    user.press(Key.Key_Space)
    assert user.window.page == "preview"
    user.settle()
    assert user.window.preview.row == 4
    user.press(Key.Key_Escape)
    assert user.window.page == "library"
    assert user.workspace.characters.selection.currentIndex().row() == 4
    assert QApplication.focusWidget() is user.workspace.characters.view()


def test_walking_in_the_preview_moves_the_list_behind_it(user: User) -> None:
    focus(user, "characters")
    user.press(Key.Key_Return)
    user.press(Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Left)
    assert user.window.preview.row == 2
    user.press(Key.Key_Space)
    user.settle()
    assert user.window.page == "library"
    assert user.workspace.characters.selection.currentIndex().row() == 2
    assert user.workspace.characters.current_id() == "c00058"
    assert QApplication.focusWidget() is user.workspace.characters.gallery


def test_a_variant_opens_large_and_esc_leads_back_to_it(user: User) -> None:
    user.workspace.variants.select_row(2)
    focus(user, "variants")
    user.press(Key.Key_Space)
    assert user.window.page == "preview"
    user.press(Key.Key_Right)
    assert user.window.preview.row == 3
    user.press(Key.Key_Escape)
    assert user.window.page == "library"
    assert user.workspace.variants.grid.currentIndex().row() == 3
    assert QApplication.focusWidget() is user.workspace.variants.grid
    user.settle()


def test_two_variants_are_compared(user: User) -> None:
    grid = user.workspace.variants.grid
    flags = QItemSelectionModel.SelectionFlag
    for row in (0, 3):
        grid.selectionModel().setCurrentIndex(user.workspace.variants.model.index(row), flags.Select)
    user.click("Compare")
    assert user.window.page == "preview"
    user.settle()
    shown = [pane.canvas.accessibleName() for pane in user.window.preview._panes]
    prompts = [user.workspace.variants.model.record(row) for row in (0, 3)]
    assert shown == [f"Picture of {row.prompt}" for row in prompts if row is not None]
    user.press(Key.Key_Escape)
    assert user.workspace.variants.selected_rows() == [0, 3]
    assert QApplication.focusWidget() is grid


def test_the_preview_shows_the_whole_record_once_it_was_read(user: User) -> None:
    focus(user, "characters")
    user.press(Key.Key_Space)
    user.wait(lambda: any("a red dragon" in words for words in _documents(user)))
    user.press(Key.Key_Escape)


def _documents(user: User) -> list[str]:
    return [document.toPlainText() for document in user.window.preview.findChildren(QTextBrowser)]


def test_reloading_in_the_preview_keeps_it_open(user: User) -> None:
    user.workspace.characters.select_row(7)
    focus(user, "characters")
    user.press(Key.Key_Space)
    user.press(Key.Key_F5)
    user.settle()
    assert user.window.page == "preview"
    assert user.window.preview.row == 7
    user.press(Key.Key_Escape)
    assert user.workspace.characters.selection.currentIndex().row() == 7


def test_reloading_reads_what_the_preview_shows_anew(user: User, rows: psycopg.Connection[Any]) -> None:
    focus(user, "characters")
    user.press(Key.Key_Space)
    user.wait(lambda: any("a red dragon" in words for words in _documents(user)))
    rows.execute("UPDATE characters SET prompt = 'a blue whale' WHERE id = %s", [NEWEST])
    user.press(Key.Key_F5)
    user.wait(lambda: any("a blue whale" in words for words in _documents(user)))
    user.press(Key.Key_Escape)
    user.settle()


def test_another_library_can_be_opened_from_the_preview(user: User, profile: Profile, password: str | None) -> None:
    focus(user, "characters")
    user.press(Key.Key_Space)
    user.press(Key.Key_N, modifier=Control)
    assert user.window.page == "welcome"
    user.open(profile, password)
    assert user.window.page == "library"
    focus(user, "characters")
    user.press(Key.Key_Space)
    assert user.window.page == "preview"
    user.press(Key.Key_Right, Key.Key_Escape)
    assert user.window.page == "library"
    assert user.workspace.characters.selection.currentIndex().row() == 1
    user.settle()


# --- what goes wrong --------------------------------------------------------------------------------------------------


@pytest.fixture
def outage(postgres_server: PostgresServer, settings: ConnectionSettings) -> Callable[[bool], None]:
    """Lets the server refuse the test's database, and admit to it again."""

    def switch(down: bool) -> None:
        name = composed.Identifier(settings.database)
        with postgres_server.connect() as connection:
            connection.execute(
                composed.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(
                    name, composed.SQL("false" if down else "true")
                )
            )
            if down:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [settings.database]
                )

    return switch


def test_a_lost_server_is_said_in_place_and_reload_brings_everything_back(
    rows: psycopg.Connection[Any],
    profile: Profile,
    password: str | None,
    outage: Callable[[bool], None],
    make_user: Callable[..., User],
) -> None:
    user = make_user()
    user.open(profile, password)
    rows.close()
    outage(True)
    user.workspace.characters.select_row(1)
    panels = (user.workspace.themes, user.workspace.inspector)
    user.wait(lambda: all(user.sees("Try again", panel) or user.sees("No connection", panel) for panel in panels))
    assert user.workspace.characters.model.total == 60
    user.workspace.reload()
    user.wait(lambda: user.sees("No connection", user.workspace.characters))
    outage(False)
    user.press(Key.Key_F5)
    user.wait(lambda: not user.sees("No connection") and user.workspace.characters.current_id() == "c00059")
    user.wait(lambda: user.workspace.themes.model.rowCount() == 2)
    user.settle()


def test_an_embedded_server_that_dies_comes_back(tmp_path: Path, make_user: Callable[..., User]) -> None:
    place = tmp_path / "library"
    user = make_user()
    user.open(Profile("mine", "Mine", ProfileKind.LOCAL, str(place)))
    assert user.sees("No characters yet")
    folder, binaries = LibraryFolder(place), find_binaries()
    stop_server(folder, binaries, choose_account(folder, binaries))
    user.workspace.reload()
    user.wait(lambda: user.sees("No connection"))
    user.wait(lambda: user.sees("No characters yet") and not user.sees("No connection"))
    user.settle()
    user.close()
    assert read_pid_file(folder.server) is None


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://ada:s3cret-pw@127.0.0.1:9/nowhere", "refused the connection"),
        ("mysql://ada:s3cret-pw@db.example.com/platform", "DATABASE_URL"),
        ("postgresql://ada:s3cret-pw@db.example.com:port/platform", "DATABASE_URL"),
    ],
)
def test_a_wrong_database_url_is_said_in_the_window_without_its_password(
    make_user: Callable[..., User], monkeypatch: pytest.MonkeyPatch, url: str, sentence: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    user = make_user()
    errors: list[object] = []
    user.program.failed.connect(errors.append)
    user.program.open()
    user.wait(lambda: user.sees(sentence))
    assert len(errors) == 1
    assert not user.sees("s3cret-pw")
    assert "s3cret-pw" not in repr(errors)
    # What a retry leads to is the same sentence.
    user.click("Try again")
    user.wait(lambda: len(errors) == 2)
    assert user.sees(sentence)


def test_a_database_that_is_none_of_the_platform_is_said_and_can_be_left(
    empty_settings: ConnectionSettings, make_user: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    user = make_user()
    profile = Profile("other", "Other", ProfileKind.TEAM, empty_settings.without_password())
    user.program.session.open(profile, empty_settings.password.reveal() if empty_settings.password else None)
    user.wait(lambda: user.sees("This database cannot be used"))
    assert user.program.session.library is None
    assert not user.program.actions["library_reload"].isEnabled()
    user.press_window(Key.Key_N, Control)
    assert user.window.page == "welcome"


def test_a_role_that_may_not_read_is_told_so(
    postgres_server: PostgresServer, settings: ConnectionSettings, make_user: Callable[..., User]
) -> None:
    if postgres_server.loopback is None:
        pytest.skip("roles with passwords are made on the embedded server only")
    with postgres_server.role(database=settings.database) as (role, password):
        user = make_user()
        location = postgres_server.as_role(role, password, settings.database).without_password()
        user.program.session.open(Profile("p", "Nobody", ProfileKind.TEAM, location), password)
        user.wait(lambda: user.sees("That was refused") or user.sees("This database cannot be used"))
        assert not user.sees(password)
        user.close()


def test_a_damaged_file_of_profiles_is_said(make_user: Callable[..., User]) -> None:
    user = make_user()
    profiles.save(profiles.Profiles())
    (file,) = [path for path in config_folder().iterdir() if path.suffix == ".json"]
    file.write_text("{ no", "utf-8")
    user.program.open()
    user.wait(lambda: user.sees("The file of profiles cannot be read"))


def test_without_anything_configured_the_ways_to_start_are_offered(make_user: Callable[..., User]) -> None:
    user = make_user()
    user.program.open()
    user.wait(lambda: user.window.page == "welcome")
    assert user.program.ready
    assert not user.window.top_bar.search.isVisible()


def test_the_library_that_was_open_last_is_opened_again(
    rows: psycopg.Connection[Any], profile: Profile, password: str | None, make_user: Callable[..., User]
) -> None:
    if password:
        pytest.skip("the tests' keyring keeps no password")
    first = make_user()
    first.open(profile, password)
    first.close()
    second = make_user()
    second.program.open()
    second.wait(lambda: second.program.ready)
    second.settle()
    assert second.window.windowTitle().startswith("Test library")
    assert second.workspace.characters.model.total == 60


# --- look and end -----------------------------------------------------------------------------------------------------


def test_the_theme_changes_at_run_time(user: User) -> None:
    user.program.actions["theme_dark"].trigger()
    assert colors() is tokens.DARK
    assert user.window.palette().color(QPalette.ColorRole.Window).name().upper() == tokens.DARK.window
    dark = user.window.grab().toImage()
    user.program.actions["theme_light"].trigger()
    light = user.window.grab().toImage()
    place = user.workspace.themes.mapTo(user.window, user.workspace.themes.rect().bottomLeft())
    assert dark.pixelColor(place).lightness() < 60
    assert light.pixelColor(place).lightness() > 200
    assert user.program.memory.scheme is Scheme.LIGHT


def test_closing_leaves_no_thread_no_timer_and_no_connection(
    rows: psycopg.Connection[Any], profile: Profile, password: str | None, make_user: Callable[..., User]
) -> None:
    before = set(threading.enumerate())
    user = make_user()
    user.open(profile, password)
    # In the middle of things: reads under way, a search being typed.
    user.workspace.reload()
    QTest.keyClicks(user.window.top_bar.search, "dragon")
    user.close()
    user.qtbot.wait(300)
    assert [thread.name for thread in set(threading.enumerate()) - before if thread.is_alive()] == []
    assert user.program.session.library is None
    assert user.program.work.is_idle


def test_closing_while_a_library_is_being_opened_closes_it_too(
    rows: psycopg.Connection[Any], profile: Profile, password: str | None, make_user: Callable[..., User]
) -> None:
    before = set(threading.enumerate())
    user = make_user()
    user.program.session.open(profile, password)
    user.close()
    assert [thread.name for thread in set(threading.enumerate()) - before if thread.is_alive()] == []


def test_choosing_a_library_twice_leaves_one_open(
    rows: psycopg.Connection[Any], profile: Profile, password: str | None, make_user: Callable[..., User]
) -> None:
    user = make_user()
    for _ in range(3):
        user.program.session.open(profile, password)
    user.settle()
    user.open(profile, password)
    loaders = [thread for thread in threading.enumerate() if "pictures" in thread.name]
    assert len(loaders) <= 6
    assert user.workspace.characters.current_id() == NEWEST


def test_another_library_starts_with_all_of_its_characters(user: User, profile: Profile, password: str | None) -> None:
    user.workspace.side_bar.choose(CharacterFilter(style="ANIME"))
    user.settle()
    other = Profile("another", "Another", ProfileKind.TEAM, profile.location)
    user.open(other, password)
    assert user.workspace.side_bar.where == CharacterFilter()
    assert user.workspace.characters.model.total == 60
    assert user.sees("Characters", user.workspace.characters)
