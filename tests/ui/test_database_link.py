"""The way to the Database page and back, and the last backup in the status line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from charstudio.services import backups
from charstudio.services.library import Library
from charstudio.ui.database.page import DatabasePage
from charstudio.ui.database_link import DatabaseLink
from charstudio.ui.pictures import Pictures
from charstudio.ui.settings import Settings
from charstudio.ui.window import MainWindow
from charstudio.ui.work import Work


@pytest.fixture
def window(qtbot: QtBot, work: Work) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.fill(work, Pictures(window))
    window.show()
    return window


@pytest.fixture
def link(window: MainWindow, work: Work) -> Iterator[DatabaseLink]:
    link = DatabaseLink(window, work, Settings())
    yield link
    link.use(None)


def settle(qtbot: QtBot, work: Work) -> None:
    qtbot.waitUntil(lambda: work.is_idle, timeout=30_000)


def test_it_leads_to_the_page_and_back(
    qtbot: QtBot, work: Work, window: MainWindow, link: DatabaseLink, library: Library
) -> None:
    link.show()
    assert window.page == "library"
    window.show_library(library.profile)
    link.use(library)
    link.show()
    settle(qtbot, work)
    assert window.page == "database"
    assert not window.top_bar.search.isVisible()
    page = window.findChild(DatabasePage)
    assert page is not None
    assert page.state.badge.words == "Ready"
    page.back.click()
    assert window.page == "library"
    assert window.top_bar.search.isVisible()
    link.show()
    assert window.findChildren(DatabasePage) == [page]
    settle(qtbot, work)


def test_the_status_line_knows_the_last_backup(
    qtbot: QtBot, work: Work, window: MainWindow, link: DatabaseLink, library: Library
) -> None:
    window.show_library(library.profile)
    link.use(library)
    settle(qtbot, work)
    assert not window.status._backup.isVisible()
    link.show()
    settle(qtbot, work)
    page = window.findChild(DatabasePage)
    assert page is not None
    page.backups.back_up.click()
    settle(qtbot, work)
    assert len(backups.list_own(library.attachment)) == 1
    assert window.status._backup.text().startswith("Last backup today ")
    assert window.status._backup.isVisible()
