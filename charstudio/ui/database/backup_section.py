"""The section of the backups: those there are, making one, checking one, restoring one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from charstudio.domain.backup import Backup
from charstudio.domain.errors import ExpectedError
from charstudio.domain.profile import Profile
from charstudio.ui.database import words
from charstudio.ui.database.lines import Line, LinesList
from charstudio.ui.database.operation import Operation, Report
from charstudio.ui.database.parts import Question, Section, allow, button
from charstudio.ui.database.schedule import BackupSchedule
from charstudio.ui.database.schedule_row import ScheduleRow
from charstudio.ui.states import State, error_state
from charstudio.ui.text import counted
from charstudio.ui.theme import icons, tokens
from charstudio.ui.work import Work

if TYPE_CHECKING:
    from charstudio.services.attachment import Attachment
    from charstudio.services.backups import Restored

_NONE: Final = State(
    "archive", "No backup yet", "A backup holds all tables as they are now, and can be restored into a new library."
)
_CHOOSE: Final = "Choose a backup in the list first."


@dataclass(frozen=True, slots=True)
class _Known:
    """What the section shows: backups, newest first, and as sentences what cannot be done here."""

    backups: tuple[Backup, ...]
    no_tools: str
    no_pictures: str
    no_server: str


class BackupSection(Section):
    """``changed`` is sent when a backup was made, ``restored`` with the Profile of a new library and a note."""

    changed = Signal()
    restored = Signal(object, str)

    def __init__(self, work: Work, schedule: BackupSchedule) -> None:
        super().__init__("Backups")
        self._work = work
        self._schedule = schedule
        self._attachment: Attachment | None = None
        self._known: _Known | None = None
        self._restoring: Path | None = None
        self.pictures = button("With pictures", "square")
        self.pictures.setCheckable(True)
        self.pictures.toggled.connect(
            lambda on: self.pictures.setIcon(icons.icon("check-square-fill" if on else "square"))
        )
        self.back_up = button("Back up now", kind="primary")
        self.back_up.clicked.connect(self._create)
        self.tools.addWidget(self.pictures)
        self.tools.addWidget(self.back_up)
        self.schedule = ScheduleRow(schedule)
        self.operation = Operation(work)
        self.operation.changed.connect(self._operation_changed)
        self.question = Question()
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the new library")
        self.name.setPlaceholderText("Name of the new library")
        self.name.textChanged.connect(self._name_changed)
        self.name.returnPressed.connect(self.question.yes.click)
        self.question.field.addWidget(self.name)
        self.question.confirmed.connect(self._restore)
        self.list = LinesList("Backups", two_rows=True, most=9)
        self.list.selectionModel().currentChanged.connect(self._allow)
        self.verify = button("Verify", "shield-check")
        self.verify.clicked.connect(self._verify)
        self.restore = button("Restore into a new library…", "clock-counter-clockwise")
        self.restore.clicked.connect(self._ask_selected)
        self.folder = button("Open folder", "folder-open")
        self.folder.clicked.connect(self._open_folder)
        self._lay_out()
        self.retried.connect(self.reload)
        self._allow()

    @property
    def backups(self) -> tuple[Backup, ...]:
        return self._known.backups if self._known is not None else ()

    def use(self, attachment: Attachment) -> None:
        self.operation.drop()
        self.question.close_question()
        self._attachment, self._known = attachment, None
        self.addition.setText("")
        self.schedule.refresh(None)
        self._allow()
        self.reload()

    def reload(self) -> None:
        """Look for the backups again."""
        attachment = self._attachment
        if attachment is None:
            return
        if self._known is None:
            self.stack.show_loading()
        self._work.read(("database", "backups"), lambda: _read(attachment), self._show, self._unreadable)

    def ask_restore(self, path: Path) -> None:
        """Ask for the name of the library that the backup at ``path`` is restored into."""
        profile = self._attachment.profile if self._attachment is not None else None
        if profile is None:
            return
        self._restoring = path
        self.question.ask(
            f"Restore {path.name} into a new library?",
            "The backup is checked first. The new library is on this computer and opens when it is there; "
            "nothing that exists is changed.",
            "Restore",
        )
        self.name.setText(f"{profile.name} restored")
        self.name.selectAll()
        self.name.setFocus()

    def dismiss(self) -> bool:
        """Close the question; whether there was one."""
        return self.question.close_question()

    def _lay_out(self) -> None:
        self.below.addWidget(self.schedule)
        self.below.addWidget(self.operation)
        self.below.addWidget(self.question)
        self.body.addWidget(self.list)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.restore)
        row.addWidget(self.verify)
        row.addStretch(1)
        row.addWidget(self.folder)
        self.column.addWidget(self._buttons)

    def _show(self, known: _Known) -> None:
        chosen = self._selected()
        self._known = known
        self.addition.setText(words.total(known.backups))
        now = datetime.now(UTC)
        self.list.show_lines([_line(backup, now) for backup in known.backups])
        paths = [backup.path for backup in known.backups]
        if paths:
            row = paths.index(chosen.path) if chosen is not None and chosen.path in paths else 0
            self.list.setCurrentIndex(self.list.lines.index(row))
            self.show_content()
        else:
            self.show_state(_NONE)
        self.schedule.refresh(known.backups[0] if known.backups else None)
        self._allow()

    def _unreadable(self, error: ExpectedError) -> None:
        self._known = None
        self.addition.setText("")
        self.show_state(error_state(error))
        self._allow()

    def _selected(self) -> Backup | None:
        row = self.list.currentIndex().row()
        return self.backups[row] if 0 <= row < len(self.backups) else None

    def _allow(self) -> None:
        known = self._known
        busy = "Wait until this has ended." if self.operation.running else ""
        busy = busy or ("" if known is not None else "The backups are not known yet.")
        tools = known.no_tools if known is not None else ""
        chosen = "" if self._selected() is not None else _CHOOSE
        no_pictures = known.no_pictures if known is not None else ""
        if no_pictures:
            self.pictures.setChecked(False)
        allow(self.pictures, busy or no_pictures, "Put the pictures into the backup as well")
        allow(self.back_up, busy or tools, "Write all tables into a file, and read it through")
        allow(self.verify, busy or tools or chosen, "Read the chosen backup through: checksums and every row")
        server = known.no_server if known is not None else ""
        allow(self.restore, busy or tools or server or chosen, "Make a library on this computer from the chosen backup")
        self._buttons.setVisible(bool(self.backups))

    def _operation_changed(self) -> None:
        self._allow()
        if not self.operation.running:
            self.reload()

    # --- what can be done -------------------------------------------------------------------------------------------

    def _create(self) -> None:
        attachment = self._attachment
        if attachment is None:
            return
        pictures, keep = self.pictures.isChecked(), self._schedule.keep

        def work(report: Report) -> Backup:
            from charstudio.services import backups

            return backups.create(attachment, report, pictures=pictures, keep=keep)

        self.operation.run("Backing up", work, self._created, "Cancelled. No file was left.")

    def _created(self, backup: Backup) -> None:
        self.operation.succeed(f"Backed up and read through: {words.contents(backup)}, {words.size(backup.size)}.")
        self.changed.emit()

    def _verify(self) -> None:
        backup = self._selected()
        if backup is None:
            return

        def work(report: Report) -> Backup:
            from charstudio.services import backups

            return backups.verify(backup.path, report)

        self.operation.run("Reading the backup through", work, self._verified, "Cancelled.")

    def _verified(self, backup: Backup) -> None:
        tables = counted(len(backup.tables), "table", "tables")
        self.operation.succeed(f"{backup.path.name} is whole: {tables}, {words.contents(backup)}.")

    def _ask_selected(self) -> None:
        backup = self._selected()
        if backup is not None:
            self.ask_restore(backup.path)

    def _name_changed(self, name: str) -> None:
        allow(self.question.yes, "" if name.strip() else "Type a name for the new library.")

    def _restore(self) -> None:
        path, name = self._restoring, self.name.text()
        if path is None:
            return

        def work(report: Report) -> tuple[Profile, Restored]:
            from charstudio.services import backups

            return backups.restore_into_library(path, name, report)

        self.operation.run("Restoring", work, self._restored, "Cancelled. No library was left.")

    def _restored(self, result: tuple[Profile, Restored]) -> None:
        profile, restored = result
        self.operation.succeed(f"Restored into “{profile.name}”.")
        self.restored.emit(profile, restored.note)

    def _open_folder(self) -> None:
        backup = self._selected()
        if backup is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(backup.path.parent)))


def _line(backup: Backup, now: datetime) -> Line:
    when = words.moment(backup.created, now)
    reason = backup.reason[:1].upper() + backup.reason[1:] if backup.reason else "Made by hand"
    return Line(
        "archive",
        "secondary",
        when[:1].upper() + when[1:],
        words.age(backup.created, now),
        f"{reason} · {backup.path.name}",
        (words.contents(backup), words.size(backup.size)),
        f"{backup.path}\n{words.completeness(backup)}",
    )


def _read(attachment: Attachment) -> _Known:
    from charstudio.services import backups
    from charstudio.services.parts import embedded_server_absence

    return _Known(
        tuple(backups.list_own(attachment)),
        backups.tools_absence(),
        backups.pictures_absence(attachment.profile),
        embedded_server_absence(),
    )
