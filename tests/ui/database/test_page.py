"""The page as a whole: Esc, one below the other, and the library behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from charstudio.services.attachment import Attachment
from charstudio.ui.database.page import DatabasePage
from charstudio.ui.work import Work


def settle(qtbot: QtBot, work: Work) -> None:
    qtbot.waitUntil(lambda: work.is_idle, timeout=30_000)


def test_esc_closes_a_question_first_and_then_the_page(
    qtbot: QtBot, work: Work, page: DatabasePage, attachment: Attachment
) -> None:
    page.use(attachment, "local")
    settle(qtbot, work)
    page.indexes.create_missing.click()
    closed: list[None] = []
    page.closed.connect(lambda: closed.append(None))
    page.activateWindow()
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.indexes.question.isHidden()
    assert closed == []
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert len(closed) == 1
    page.back.click()
    assert len(closed) == 2


def test_a_narrow_page_puts_the_backups_before_the_indexes(
    qtbot: QtBot, work: Work, page: DatabasePage, attachment: Attachment
) -> None:
    page.use(attachment, "local")
    settle(qtbot, work)
    assert page.backups.y() == page.state.y()
    assert page.indexes.y() > page.state.y()
    page.resize(960, 700)
    qtbot.waitUntil(lambda: page.backups.y() > page.state.y())
    assert page.indexes.y() > page.backups.y()
    assert page.indexes.x() == page.state.x()


def test_leaving_the_library_ends_its_work(
    qtbot: QtBot, work: Work, page: DatabasePage, attachment: Attachment
) -> None:
    page.use(attachment, "local")
    settle(qtbot, work)
    page.backups.back_up.click()
    page.leave()
    assert not page.backups.operation.running
    settle(qtbot, work)
