"""Backups by themselves while CharStudio runs: daily or weekly, by the age of the newest one of the open database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from charstudio.domain.backup import DEFAULT_KEEP, Backup
from charstudio.domain.errors import ExpectedError
from charstudio.ui.settings import Settings
from charstudio.ui.work import Work

if TYPE_CHECKING:
    from charstudio.services.attachment import Attachment

REASON: Final = "scheduled"
_LOOK_MS: Final = 60_000
_AFTER_FAILURE: Final = timedelta(hours=1)
"""A server that is away, or a full disk, is not asked every minute."""


class Rhythm(StrEnum):
    """How often a backup is made."""

    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"


_INTERVALS: Final = {Rhythm.DAILY: timedelta(days=1), Rhythm.WEEKLY: timedelta(weeks=1)}


def is_due(rhythm: Rhythm, newest: datetime | None, now: datetime) -> bool:
    """Whether a backup is to be made now. A clock that was put back makes none overdue."""
    return rhythm is not Rhythm.OFF and (newest is None or now - newest >= _INTERVALS[rhythm])


def next_due(rhythm: Rhythm, newest: datetime | None, now: datetime) -> datetime | None:
    """When the next backup is made; None where none is. One that is overdue is made now."""
    if rhythm is Rhythm.OFF:
        return None
    return max(now, newest + _INTERVALS[rhythm]) if newest is not None else now


def _now() -> datetime:
    return datetime.now(UTC)


class BackupSchedule(QObject):
    """Looks once a minute whether a backup of the open database is due, and makes it in the background.

    ``newest_known`` carries the newest backup of the database, or None, whenever it was looked for; ``made`` a backup
    that was made by itself; ``failed`` the error of one that could not be made. Rhythm and number of backups to keep
    are remembered for each profile.
    """

    newest_known = Signal(object)
    made = Signal(object)
    failed = Signal(object)

    def __init__(
        self, work: Work, settings: Settings, parent: QObject | None = None, now: Callable[[], datetime] = _now
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._settings = settings
        self._now = now
        self._attachment: Attachment | None = None
        self._enabled = True
        self._pause_until: datetime | None = None
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def use(self, attachment: Attachment | None, enabled: bool = True) -> None:
        """Keep the backups of this database from now on; None ends that. ``enabled`` False only looks."""
        self._work.cancel(self)
        self._attachment, self._enabled = attachment, enabled
        self._pause_until, self._busy = None, False
        if attachment is None:
            self._timer.stop()
        else:
            self._timer.start()
            self.look()

    @property
    def rhythm(self) -> Rhythm:
        name = self._settings.text(self._key("backups"), Rhythm.OFF)
        return Rhythm(name) if name in list(Rhythm) else Rhythm.OFF

    @property
    def keep(self) -> int:
        """How many backups of the database stay."""
        return max(1, self._settings.number(self._key("backups kept"), DEFAULT_KEEP))

    def set_rhythm(self, rhythm: Rhythm) -> None:
        self._settings.put(self._key("backups"), rhythm.value)
        self._pause_until = None
        self.look()

    def set_keep(self, keep: int) -> None:
        self._settings.put(self._key("backups kept"), keep)

    def look(self) -> None:
        """Look for the newest backup now, and make one where it is due."""
        attachment = self._attachment
        if attachment is None or self._busy:
            return
        self._work.read(self, lambda: _newest(attachment), self._found, self._not_made)

    def _found(self, newest: Backup | None) -> None:
        self.newest_known.emit(newest)
        attachment, now, keep = self._attachment, self._now(), self.keep
        waiting = self._pause_until is not None and now < self._pause_until
        due = is_due(self.rhythm, newest.created if newest is not None else None, now)
        if attachment is None or not self._enabled or waiting or not due:
            return
        self._busy = True
        self._work.read(self, lambda: _make(attachment, keep), self._made, self._not_made)

    def _made(self, backup: Backup) -> None:
        self._busy, self._pause_until = False, None
        self.newest_known.emit(backup)
        self.made.emit(backup)

    def _not_made(self, error: ExpectedError) -> None:
        self._busy = False
        first = self._pause_until is None
        self._pause_until = self._now() + _AFTER_FAILURE
        if first:
            self.failed.emit(error)

    def _key(self, name: str) -> str:
        return f"{self._attachment.profile.id}/{name}" if self._attachment is not None else name


def _newest(attachment: Attachment) -> Backup | None:
    from charstudio.services import backups

    return next(iter(backups.list_own(attachment)), None)


def _make(attachment: Attachment, keep: int) -> Backup:
    from charstudio.services import backups

    return backups.create(attachment, reason=REASON, keep=keep)
