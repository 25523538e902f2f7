"""The line that sets how often a backup is made by itself, and how many stay."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from charstudio.domain.backup import Backup
from charstudio.ui.database import words
from charstudio.ui.database.parts import button, label
from charstudio.ui.database.schedule import BackupSchedule, Rhythm, next_due
from charstudio.ui.segments import Segments
from charstudio.ui.theme import tokens

_KEEP: Final = (3, 5, 10, 20, 50)
_SEGMENTS: Final = (
    (Rhythm.OFF.value, "Off", "prohibit"),
    (Rhythm.DAILY.value, "Daily", "calendar-check"),
    (Rhythm.WEEKLY.value, "Weekly", "calendar-blank"),
)


class ScheduleRow(QWidget):
    """Shows and sets a BackupSchedule for the open database."""

    def __init__(self, schedule: BackupSchedule) -> None:
        super().__init__()
        self._schedule = schedule
        self.rhythm = Segments(_SEGMENTS)
        self.keep = button("", "caret-down")
        # The caret stands behind the words.
        self.keep.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.keep.setToolTip("How many backups of this database stay; older ones are removed when a new one is made")
        self._menu = QMenu(self.keep)
        self.keep.setMenu(self._menu)
        self.next = label(level="caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.rhythm)
        row.addWidget(self.keep)
        row.addSpacing(tokens.SPACE_4)
        row.addWidget(self.next, 1, Qt.AlignmentFlag.AlignVCenter)
        self._newest: Backup | None = None
        self.rhythm.chosen.connect(self._choose)

    def refresh(self, newest: Backup | None) -> None:
        """Show the choices for the open database; ``newest`` is its newest backup."""
        self._newest = newest
        self.rhythm.blockSignals(True)
        self.rhythm.choose(self._schedule.rhythm.value)
        self.rhythm.blockSignals(False)
        self._describe()

    def _choose(self, name: str) -> None:
        self._schedule.set_rhythm(Rhythm(name))
        self._describe()

    def _describe(self) -> None:
        now, keep = datetime.now(UTC), self._schedule.keep
        self.keep.setText(f"Keep {keep} ")
        self._menu.clear()
        group = QActionGroup(self._menu)
        for number in sorted({*_KEEP, keep}):
            action = self._menu.addAction(f"The last {number}")
            action.setCheckable(True)
            action.setChecked(number == keep)
            action.triggered.connect(partial(self._keep, number))
            group.addAction(action)
        due = next_due(self._schedule.rhythm, self._newest.created if self._newest is not None else None, now)
        if due is None:
            self.next.setText("No backup is made by itself.")
        elif due <= now:
            self.next.setText("While CharStudio runs; the next one now.")
        else:
            self.next.setText(f"While CharStudio runs; the next one {words.moment(due, now)}.")

    def _keep(self, number: int) -> None:
        self._schedule.set_keep(number)
        self._describe()
