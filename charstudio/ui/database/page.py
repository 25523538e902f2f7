"""The Database page: state, backups and indexes of the open library's database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from charstudio.domain.database_state import BEHIND, Standing
from charstudio.ui.database.backup_section import BackupSection
from charstudio.ui.database.index_section import IndexSection
from charstudio.ui.database.schedule import BackupSchedule
from charstudio.ui.database.state_section import StateSection
from charstudio.ui.theme import icons, tokens
from charstudio.ui.work import Work

if TYPE_CHECKING:
    from charstudio.services.attachment import Attachment

_ARROW: Final = 18
_MOST_WIDTH: Final = 1440
_SIDE_BY_SIDE: Final = 1040
_SHARES: Final = (5, 7)
"""Of the width: state and indexes, backups."""


class DatabasePage(QFrame):
    """``closed`` is sent when the person goes back, ``backup_made`` after a backup was made here; ``restored`` carries
    the Profile of a library that a backup was restored into, and a note that is mostly empty."""

    closed = Signal()
    backup_made = Signal()
    restored = Signal(object, str)

    def __init__(self, work: Work, schedule: BackupSchedule, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "window")
        self.state = StateSection(work)
        self.backups = BackupSection(work, schedule)
        self.indexes = IndexSection(work)
        self._attachment: Attachment | None = None
        self.back = QToolButton()
        self.back.setProperty("kind", "quiet")
        self.back.setIcon(icons.icon("arrow-left", "text"))
        self.back.setIconSize(QSize(_ARROW, _ARROW))
        self.back.setToolTip("Back to the library (Esc)")
        self.back.setAccessibleName("Back to the library")
        self.back.clicked.connect(self.closed)
        self._sections = QGridLayout()
        self._wide: bool | None = None
        self._scroll = QScrollArea()
        self._lay_out()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._leave)
        self.state.restore_wanted.connect(self._ask_restore)
        self.state.changed.connect(self._changed)
        self.state.standing_known.connect(self._mark_primary)
        self.backups.changed.connect(self.backup_made)
        self.backups.restored.connect(self.restored)

    def use(self, attachment: Attachment, place: str) -> None:
        """Show this database; the one that is shown already is looked at again. ``place`` says where it is."""
        if attachment is self._attachment:
            self.reload()
            return
        self._attachment = attachment
        self.state.use(attachment, place)
        self.backups.use(attachment)
        self.indexes.use(attachment)

    def leave(self) -> None:
        """Stop what is under way: the library is closed."""
        self._attachment = None
        for section in (self.state, self.backups, self.indexes):
            section.operation.drop()

    def reload(self) -> None:
        """Look at everything again."""
        for section in (self.state, self.backups, self.indexes):
            section.reload()

    def _changed(self) -> None:
        # An upgrade made a backup, and may have made indexes.
        self.backups.reload()
        self.indexes.reload()
        self.backup_made.emit()

    def _ask_restore(self, path: object) -> None:
        self.backups.ask_restore(path)  # type: ignore[arg-type]
        self._scroll.ensureWidgetVisible(self.backups.question)

    def _mark_primary(self, standing: Standing) -> None:
        """One primary action: what the database needs, else a backup."""
        kind = "" if standing in BEHIND else "primary"
        back_up = self.backups.back_up
        if (back_up.property("kind") or "") != kind:
            back_up.setProperty("kind", kind)
            back_up.style().unpolish(back_up)
            back_up.style().polish(back_up)

    def _leave(self) -> None:
        asked = [section.dismiss() for section in (self.state, self.backups, self.indexes)]
        if not any(asked):
            self.closed.emit()

    def _lay_out(self) -> None:
        title = QLabel("Database")
        title.setProperty("level", "page")
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(self.back)
        head.addWidget(title)
        head.addStretch(1)
        self._sections.setSpacing(tokens.SPACE_16)
        self._arrange(wide=True)
        content = QWidget()
        content.setMaximumWidth(_MOST_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(tokens.SPACE_24, tokens.SPACE_16, tokens.SPACE_24, tokens.SPACE_24)
        column.setSpacing(tokens.SPACE_16)
        column.addLayout(head)
        column.addLayout(self._sections, 1)
        middle = QWidget()
        # Its height follows from its width alone: the least height that Qt adds up for wrapped text is far more.
        middle.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(content, 1000)
        row.addStretch(1)
        self._scroll.setWidget(middle)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= _SIDE_BY_SIDE)

    def _arrange(self, *, wide: bool) -> None:
        """State and indexes beside the backups, or all below each other, with the backups before the indexes."""
        if wide == self._wide:
            return
        self._wide = wide
        grid, top = self._sections, Qt.AlignmentFlag.AlignTop
        for section in (self.state, self.backups, self.indexes):
            grid.removeWidget(section)
        grid.addWidget(self.state, 0, 0, top)
        if wide:
            grid.addWidget(self.indexes, 1, 0, top)
            grid.addWidget(self.backups, 0, 1, 2, 1, top)
        else:
            grid.addWidget(self.backups, 1, 0, top)
            grid.addWidget(self.indexes, 2, 0, top)
        # The room that is left goes below everything, and never between two sections.
        grid.setRowStretch(1, int(wide))
        grid.setRowStretch(2, int(not wide))
        for column, share in enumerate(_SHARES if wide else (1, 0)):
            grid.setColumnStretch(column, share)
        grid.setHorizontalSpacing(tokens.SPACE_16 if wide else 0)
