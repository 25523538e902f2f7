"""Backups by themselves, by a clock that the test turns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from charstudio.domain.backup import Backup
from charstudio.domain.errors import ExpectedError, RefusedError
from charstudio.services import backups
from charstudio.services.attachment import Attachment
from charstudio.ui.database.schedule import REASON, BackupSchedule, Rhythm, is_due, next_due
from charstudio.ui.settings import Settings
from charstudio.ui.work import Work

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def scheduled(work: Work, clock: Clock) -> Iterator[BackupSchedule]:
    schedule = BackupSchedule(work, Settings(), work, clock)
    yield schedule
    schedule.use(None)


def settle(qtbot: QtBot, work: Work) -> None:
    qtbot.waitUntil(lambda: work.is_idle, timeout=20_000)


@pytest.mark.parametrize(
    ("rhythm", "newest", "due"),
    [
        (Rhythm.OFF, None, False),
        (Rhythm.DAILY, None, True),
        (Rhythm.DAILY, timedelta(hours=23), False),
        (Rhythm.DAILY, timedelta(hours=24), True),
        (Rhythm.WEEKLY, timedelta(days=6), False),
        (Rhythm.WEEKLY, timedelta(days=8), True),
        (Rhythm.DAILY, timedelta(days=-3), False),
    ],
)
def test_when_a_backup_is_due(rhythm: Rhythm, newest: timedelta | None, due: bool) -> None:
    made = NOW - newest if newest is not None else None
    assert is_due(rhythm, made, NOW) is due
    upcoming = next_due(rhythm, made, NOW)
    assert (upcoming == NOW) is due
    assert (upcoming is None) is (rhythm is Rhythm.OFF)


def test_a_day_later_another_one(
    qtbot: QtBot, work: Work, clock: Clock, scheduled: BackupSchedule, attachment: Attachment
) -> None:
    known: list[Backup | None] = []
    scheduled.newest_known.connect(known.append)
    scheduled.use(attachment)
    settle(qtbot, work)
    assert known == [None]
    assert backups.list_backups() == []
    scheduled.set_rhythm(Rhythm.DAILY)
    settle(qtbot, work)
    (first,) = backups.list_own(attachment)
    assert first.reason == REASON
    assert known[-1] == first
    clock.now += timedelta(hours=23)
    scheduled.look()
    settle(qtbot, work)
    assert len(backups.list_own(attachment)) == 1
    clock.now += timedelta(hours=2)
    scheduled.look()
    settle(qtbot, work)
    assert len(backups.list_own(attachment)) == 2


def test_the_choice_is_remembered_for_each_profile(
    qtbot: QtBot, work: Work, scheduled: BackupSchedule, attachment: Attachment
) -> None:
    scheduled.use(attachment, enabled=False)
    scheduled.set_rhythm(Rhythm.WEEKLY)
    scheduled.set_keep(3)
    again = BackupSchedule(work, Settings(), work)
    assert (again.rhythm, again.keep) == (Rhythm.OFF, 10)
    again.use(attachment, enabled=False)
    assert (again.rhythm, again.keep) == (Rhythm.WEEKLY, 3)
    settle(qtbot, work)
    again.use(None)
    assert backups.list_backups() == []


def test_a_failure_is_told_once_and_not_repeated_every_minute(
    qtbot: QtBot,
    work: Work,
    clock: Clock,
    scheduled: BackupSchedule,
    attachment: Attachment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tries: list[Path | None] = []

    def full(*_: object, **__: object) -> Backup:
        tries.append(None)
        raise RefusedError("The disk is full.", "Free some space.")

    monkeypatch.setattr(backups, "create", full)
    told: list[ExpectedError] = []
    scheduled.failed.connect(told.append)
    scheduled.use(attachment)
    scheduled.set_rhythm(Rhythm.DAILY)
    settle(qtbot, work)
    scheduled.look()
    settle(qtbot, work)
    assert (len(tries), len(told)) == (1, 1)
    clock.now += timedelta(hours=2)
    scheduled.look()
    settle(qtbot, work)
    assert (len(tries), len(told)) == (2, 1)


def test_a_closed_library_is_left_alone(
    qtbot: QtBot, work: Work, scheduled: BackupSchedule, attachment: Attachment
) -> None:
    scheduled.use(attachment)
    scheduled.use(None)
    scheduled.look()
    settle(qtbot, work)
    assert backups.list_backups() == []
