"""Leads to the Database page and back to the same place, and keeps the schedule of backups."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from charstudio.domain.backup import Backup
from charstudio.ui.database.schedule import BackupSchedule
from charstudio.ui.settings import Settings
from charstudio.ui.window import MainWindow
from charstudio.ui.work import Work

if TYPE_CHECKING:
    from charstudio.services.library import Library
    from charstudio.ui.database.page import DatabasePage


class DatabaseLink(QObject):
    """``restored`` carries the Profile of a library that a backup was restored into, and a note that is mostly empty;
    ``failed`` the error of a backup that was to be made by itself."""

    restored = Signal(object, str)
    failed = Signal(object)

    def __init__(self, window: MainWindow, work: Work, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._work = work
        self._library: Library | None = None
        self._page: DatabasePage | None = None
        self._opened_from: QWidget | None = None
        self._schedule = BackupSchedule(work, settings, self)
        self._schedule.newest_known.connect(self._show_last)
        self._schedule.made.connect(self._made_by_itself)
        self._schedule.failed.connect(self.failed)

    def use(self, library: Library | None, scheduled: bool = True) -> None:
        """Go by this library's database from now on; ``scheduled`` False makes no backup by itself."""
        self._library = library
        if self._page is not None:
            self._page.leave()
        self._window.status.show_backup("")
        self._schedule.use(library.attachment if library is not None else None, scheduled)

    def show(self) -> None:
        """Show the page of the open library's database."""
        library = self._library
        if library is None:
            return
        page = self._page or self._make()
        if self._window.page != "database":
            self._opened_from = QApplication.focusWidget()
        self._window.show_database(page)
        page.use(library.attachment, library.place)

    def _make(self) -> DatabasePage:
        # Not before: few who open the window want it.
        from charstudio.ui.database.page import DatabasePage

        page = self._page = DatabasePage(self._work, self._schedule)
        page.closed.connect(self._return)
        page.backup_made.connect(self._schedule.look)
        page.restored.connect(self.restored)
        return page

    def _return(self) -> None:
        self._window.hide_database()
        if self._opened_from is not None and self._window.isAncestorOf(self._opened_from):
            self._opened_from.setFocus()

    def _show_last(self, newest: Backup | None) -> None:
        # It comes with all that the page says, which a start need not wait for.
        from charstudio.ui.database.words import last_backup

        self._window.status.show_backup(last_backup(newest, datetime.now(UTC)))

    def _made_by_itself(self) -> None:
        if self._page is not None and self._window.page == "database":
            self._page.backups.reload()
