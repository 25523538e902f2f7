"""The menu of libraries, the chip, and the window after a profile was edited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from charstudio.domain.profile import Profile, ProfileKind, Safety
from charstudio.services import profiles
from charstudio.services.profiles import Profiles
from charstudio.ui.libraries import Libraries
from charstudio.ui.library_chip import LibraryChip
from charstudio.ui.work import Work
from tests.ui.conftest import User

FIRST = Profile("1", "R&D", ProfileKind.LOCAL, "/one")
SECOND = Profile("2", "Two", ProfileKind.TEAM, "postgresql://db.example.com/two", safety=Safety.READ_ONLY)
GIVEN = Profile("DATABASE_URL", "DATABASE_URL", ProfileKind.TEAM, "postgresql://db.example.com/x")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def libraries(work: Work, window: QWidget) -> Iterator[Libraries]:
    libraries = Libraries(work, window)
    yield libraries
    work.close()


@pytest.fixture
def menu(libraries: Libraries, window: QWidget) -> QMenu:
    menu = QMenu(window)
    menu.addAction("Manage")
    libraries.fill(menu)
    return menu


def texts(menu: QMenu) -> list[str]:
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_the_menu_lists_the_profiles_each_time_it_is_shown(libraries: Libraries, menu: QMenu) -> None:
    assert texts(menu) == ["Manage"]
    libraries.set_known(Profiles((FIRST, SECOND, GIVEN)))
    libraries.set_opened(FIRST)
    assert texts(menu) == ["R&&D\topen", "Two\tread only", "Manage"]
    assert texts(menu) == ["R&&D\topen", "Two\tread only", "Manage"]
    libraries.set_known(Profiles((SECOND,)))
    assert texts(menu) == ["Two\tread only", "Manage"]


def test_an_entry_opens_its_library(libraries: Libraries, menu: QMenu, qtbot: QtBot) -> None:
    libraries.set_known(Profiles((FIRST, SECOND)))
    libraries.set_opened(FIRST)
    texts(menu)
    with qtbot.waitSignal(libraries.open_wanted) as sent:
        menu.actions()[1].trigger()
    assert sent.args == [SECOND, None]


def test_the_dialog_is_one_and_hands_on_what_it_saved(
    libraries: Libraries, menu: QMenu, qtbot: QtBot, work: Work, window: QWidget
) -> None:
    profiles.save(Profiles((FIRST, SECOND)))
    libraries.set_opened(GIVEN)
    window.show()
    libraries.manage()
    dialog = libraries.dialog
    assert dialog is not None
    libraries.manage()
    assert libraries.dialog is dialog
    qtbot.waitUntil(lambda: work.is_idle)
    assert [draft.profile for draft in dialog.model.drafts] == [FIRST, SECOND]
    dialog.form.name.edit.setText("Renamed")
    with qtbot.waitSignal(libraries.edited) as sent:
        dialog.save_current()
    assert sent.args == [replace(FIRST, name="Renamed"), None, False]
    assert texts(menu)[0] == "Renamed"
    dialog.reject()
    assert libraries.dialog is None


def test_the_window_follows_what_was_saved_for_the_open_library(user: User, profile: Profile) -> None:
    library = user.program.session.library
    user.program.libraries.edited.emit(replace(profile, name="Renamed"), None, False)
    assert user.window.top_bar.chip.name == "Renamed"
    assert user.window.windowTitle() == "Renamed – CharStudio"
    assert user.program.session.library is library
    locked = replace(profile, name="Renamed", safety=Safety.READ_ONLY)
    user.program.libraries.edited.emit(locked, None, True)
    user.settle()
    assert user.program.session.library is not library
    assert user.window.top_bar.chip.is_locked
    assert user.sees("Read only", user.window.status)


def test_the_open_library_is_gone_back_to_from_the_ways_to_start(user: User, profile: Profile) -> None:
    library = user.program.session.library
    user.program.offer_start()
    assert user.window.page == "welcome"
    user.program.libraries.open_wanted.emit(profile, None)
    assert user.window.page == "library"
    assert user.program.session.library is library


def test_the_manager_opens_over_the_window(user: User, profile: Profile) -> None:
    user.program.actions["profiles_manage"].trigger()
    user.settle()
    dialog = user.program.libraries.dialog
    assert dialog is not None
    assert dialog.form.name.text == profile.name
    dialog.reject()


def test_the_chip_names_the_library_and_locks_a_read_only_one(qtbot: QtBot) -> None:
    chip = LibraryChip()
    qtbot.addWidget(chip)
    assert chip.name == "CharStudio"
    chip.show_profile(FIRST)
    open_width = chip.sizeHint().width()
    assert (chip.name, chip.is_locked) == ("R&D", False)
    assert chip.shortcut().isEmpty()
    chip.show_profile(replace(FIRST, safety=Safety.READ_ONLY))
    assert chip.is_locked
    assert chip.sizeHint().width() > open_width
    assert "read only" in chip.accessibleName()
    chip.show_profile(replace(FIRST, name="x" * 60))
    assert chip.sizeHint().width() <= 260
    chip.grab()
