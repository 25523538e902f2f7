"""Backups in the window: made, listed, verified, restored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from charstudio.domain.profile import Profile
from charstudio.services import backups
from charstudio.services.attachment import Attachment
from charstudio.services.profiles import load
from charstudio.ui.database.page import DatabasePage
from charstudio.ui.database.schedule import BackupSchedule, Rhythm
from charstudio.ui.work import Work


def settle(qtbot: QtBot, work: Work) -> None:
    qtbot.waitUntil(lambda: work.is_idle, timeout=30_000)


@pytest.fixture
def shown(qtbot: QtBot, work: Work, page: DatabasePage, attachment: Attachment) -> DatabasePage:
    page.use(attachment, "local")
    settle(qtbot, work)
    return page


def test_without_a_backup_it_says_what_one_is_for(shown: DatabasePage) -> None:
    section = shown.backups
    assert section.stack.currentWidget() is not section.content
    assert not section.restore.isVisible()
    assert section.back_up.isEnabled()


def test_a_backup_appears_in_the_list(qtbot: QtBot, work: Work, shown: DatabasePage, attachment: Attachment) -> None:
    section = shown.backups
    with qtbot.waitSignal(shown.backup_made, timeout=30_000):
        section.back_up.click()
        assert not section.back_up.isEnabled()
        assert section.back_up.toolTip() == "Wait until this has ended."
    settle(qtbot, work)
    (backup,) = backups.list_own(attachment)
    line = section.list.lines.line(0)
    assert line.title.startswith("Today ")
    assert line.caption == f"Made by hand · {backup.path.name}"
    assert section.operation.outcome.words.startswith("Backed up and read through")
    assert section.verify.isEnabled()


def test_pictures_that_nobody_can_reach_are_not_offered(shown: DatabasePage) -> None:
    assert not shown.backups.pictures.isEnabled()
    assert "nowhere that CharStudio knows" in shown.backups.pictures.toolTip()


def test_with_pictures_the_backup_is_complete(
    qtbot: QtBot, work: Work, page: DatabasePage, attachment: Attachment, tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_bytes(b"a picture")
    attachment.profile = replace(attachment.profile, image_base=str(tmp_path))
    page.use(attachment, "local")
    settle(qtbot, work)
    page.backups.pictures.click()
    page.backups.back_up.click()
    settle(qtbot, work)
    line = page.backups.list.lines.line(0)
    assert line.values[0].endswith("1 picture")
    assert "with the pictures" in line.tip


def test_without_the_tools_each_button_says_so(
    qtbot: QtBot, work: Work, page: DatabasePage, attachment: Attachment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "tools_absence", lambda: "The programs are not installed.")
    page.use(attachment, "local")
    settle(qtbot, work)
    assert not page.backups.back_up.isEnabled()
    assert page.backups.back_up.toolTip() == "The programs are not installed."


def test_a_damaged_backup_is_told(qtbot: QtBot, work: Work, shown: DatabasePage, attachment: Attachment) -> None:
    section = shown.backups
    backup = backups.create(attachment)
    section.reload()
    settle(qtbot, work)
    section.verify.click()
    settle(qtbot, work)
    assert f"{backup.path.name} is whole" in section.operation.outcome.words
    backup.path.write_bytes(backup.path.read_bytes()[:-100])
    section.verify.click()
    settle(qtbot, work)
    assert "damaged" in section.operation.outcome.words


def test_a_backup_is_restored_into_a_new_library(
    qtbot: QtBot, work: Work, shown: DatabasePage, attachment: Attachment
) -> None:
    backups.create(attachment)
    section = shown.backups
    section.reload()
    settle(qtbot, work)
    section.restore.click()
    assert section.name.text() == "Test library restored"
    section.name.clear()
    assert not section.question.yes.isEnabled()
    section.name.setText("Second life")
    opened: list[tuple[Profile, str]] = []
    shown.restored.connect(lambda profile, note: opened.append((profile, note)))
    section.question.yes.click()
    qtbot.waitUntil(lambda: bool(opened), timeout=60_000)
    profile, note = opened[0]
    assert (profile.name, note) == ("Second life", "")
    assert load().find(profile.id) == profile
    settle(qtbot, work)


def test_the_schedule_is_chosen_here(
    qtbot: QtBot, work: Work, shown: DatabasePage, schedule: BackupSchedule, attachment: Attachment
) -> None:
    schedule.use(attachment, enabled=False)
    row = shown.backups.schedule
    assert row.next.text() == "No backup is made by itself."
    row.rhythm.choose("weekly")
    assert schedule.rhythm is Rhythm.WEEKLY
    assert row.next.text() == "While CharStudio runs; the next one now."
    next(action for action in row.keep.menu().actions() if action.text() == "The last 3").trigger()
    assert schedule.keep == 3
    assert row.keep.text().strip() == "Keep 3"
    backups.create(attachment)
    shown.backups.reload()
    settle(qtbot, work)
    assert "the next one" in row.next.text()
    assert "now" not in row.next.text()
    assert row.rhythm.current == "weekly"
