"""The state of the database, adopting it and upgrading it, on real databases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from charstudio.domain.database_state import Standing
from charstudio.domain.errors import OfflineError
from charstudio.domain.profile import Safety
from charstudio.services import backups, upkeep
from charstudio.services.attachment import Attachment
from charstudio.ui.database.page import DatabasePage
from charstudio.ui.work import Work
from tests.support.postgres import PostgresServer
from tests.support.revisions import add_revision


def settle(qtbot: QtBot, work: Work) -> None:
    qtbot.waitUntil(lambda: work.is_idle, timeout=30_000)


def use(qtbot: QtBot, work: Work, page: DatabasePage, attachment: Attachment) -> None:
    page.use(attachment, "db.example.com")
    settle(qtbot, work)


def test_a_database_that_is_ready_asks_for_nothing(
    qtbot: QtBot, work: Work, page: DatabasePage, attachment: Attachment
) -> None:
    use(qtbot, work, page, attachment)
    state = page.state
    assert state.badge.words == "Ready"
    assert state.facts.values[0].endswith("db.example.com")
    assert state.facts.values[-1].endswith("the newest")
    assert not state.step.isVisible()
    assert page.backups.back_up.property("kind") == "primary"


def test_adopting_says_what_it_adds_and_asks_first(
    qtbot: QtBot, work: Work, page: DatabasePage, prisma: Attachment
) -> None:
    use(qtbot, work, page, prisma)
    state = page.state
    assert state.badge.words == "To be adopted"
    assert state.step.isVisible()
    assert not page.backups.back_up.property("kind")
    state.step.click()
    settle(qtbot, work)
    assert state.question.isVisible()
    assert '+  the schema "charstudio"' in state.question.words.text()
    assert "Nothing in the schema" in state.question.words.text()
    assert upkeep.state(prisma).standing is Standing.ADOPTABLE
    state.question.yes.click()
    settle(qtbot, work)
    assert state.badge.words == "Ready"
    assert state.operation.outcome.words.startswith("Adopted, at revision")
    assert not state.step.isVisible()
    assert upkeep.state(prisma).standing is Standing.READY


def test_an_upgrade_takes_the_backup_first(
    qtbot: QtBot, work: Work, page: DatabasePage, attachment: Attachment, later: Path
) -> None:
    use(qtbot, work, page, attachment)
    state = page.state
    assert (state.badge.words, state.step.text()) == ("To be upgraded", "Upgrade…")
    state.step.click()
    assert "9002" in state.question.title.text()
    state.question.yes.click()
    assert not state.step.isEnabled()
    settle(qtbot, work)
    (backup,) = backups.list_own(attachment)
    assert state.badge.words == "Ready"
    assert state.operation.outcome.words == f"Now at revision 9002. The backup from before is {backup.path.name}."
    assert [shown.path for shown in page.backups.backups] == [backup.path]


def test_after_a_failed_upgrade_the_way_back_comes_first(
    qtbot: QtBot, work: Work, page: DatabasePage, attachment: Attachment, later: Path
) -> None:
    add_revision(later, "9003", "Wrong", "SELECT 1 / 0")
    use(qtbot, work, page, attachment)
    state = page.state
    state.step.click()
    state.question.yes.click()
    settle(qtbot, work)
    (backup,) = backups.list_own(attachment)
    assert state.way_back.isVisible()
    assert state.way_back.command.text() == f"charstudio db restore {backup.path}"
    assert state.way_back.sentence.text().startswith("Nothing was changed")
    assert "did not foresee" in state.way_back.error.text()
    shown = [label.text() for label in state.findChildren(QLabel) if label.isVisible()]
    assert shown.index("The way back") < shown.index(state.way_back.error.text())
    state.way_back.copy.click()
    assert QGuiApplication.clipboard().text() == state.way_back.command.text()
    state.way_back.restore.click()
    assert backup.path.name in page.backups.question.title.text()
    assert state.badge.words == "To be upgraded"


def test_a_read_only_profile_says_why_nothing_can_be_changed(
    qtbot: QtBot, work: Work, page: DatabasePage, prisma: Attachment
) -> None:
    prisma.profile = replace(prisma.profile, safety=Safety.READ_ONLY)
    use(qtbot, work, page, prisma)
    state = page.state
    assert not state.step.isEnabled()
    assert "read only" in state.step.toolTip()
    assert state.why_not.text() == state.step.toolTip()
    assert not page.indexes.create_missing.isEnabled()
    assert "read only" in page.indexes.create_missing.toolTip()


def test_a_refusal_is_shown_in_place(
    qtbot: QtBot, work: Work, page: DatabasePage, prisma: Attachment, postgres_server: PostgresServer
) -> None:
    from charstudio.data import migrate

    use(qtbot, work, page, prisma)
    with postgres_server.connect(prisma.database.settings.database) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [migrate.LOCK])
        page.state.step.click()
        settle(qtbot, work)
    assert "Somebody else" in page.state.operation.outcome.words
    assert page.state.step.isEnabled()


def test_what_is_switched_off_says_who_can_change_that(
    qtbot: QtBot, work: Work, page: DatabasePage, attachment: Attachment, postgres_server: PostgresServer
) -> None:
    with postgres_server.connect(attachment.database.settings.database) as connection:
        connection.execute("ALTER TABLE characters DROP COLUMN tags")
    use(qtbot, work, page, attachment)
    (limitation, *_) = upkeep.state(attachment).limitations

    def words() -> str:
        return "\n".join(label.text() for label in page.state.findChildren(QLabel) if label.isVisible())

    qtbot.waitUntil(lambda: "Switched off" in words(), timeout=10_000)
    shown = words()
    assert f"{limitation.feature}: {limitation.reason}." in shown
    assert limitation.remedy in shown


def test_a_server_that_is_away_is_an_error_in_place_with_a_way_on(
    qtbot: QtBot, work: Work, page: DatabasePage, attachment: Attachment, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = upkeep.state

    def away(_: Attachment) -> None:
        raise OfflineError("The server does not answer.", "Check the network.")

    monkeypatch.setattr(upkeep, "state", away)
    use(qtbot, work, page, attachment)
    assert page.state.badge.words == "Not reached"
    assert page.state.stack.currentWidget() is not page.state.content
    monkeypatch.setattr(upkeep, "state", state)
    page.state.check.click()
    settle(qtbot, work)
    assert page.state.badge.words == "Ready"
    assert page.state.stack.currentWidget() is page.state.content
