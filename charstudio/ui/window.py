"""The main window: one top bar, the pages below it, and the status line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from charstudio.domain.errors import ExpectedError
from charstudio.domain.profile import Profile
from charstudio.ui.pictures import Pictures
from charstudio.ui.preview.view import PreviewPage
from charstudio.ui.states import PanelStack, error_state
from charstudio.ui.statusbar import StatusBar
from charstudio.ui.topbar import TopBar
from charstudio.ui.welcome.page import WelcomePage
from charstudio.ui.work import Work
from charstudio.ui.workspace import Workspace

_LEAST_WIDTH: Final = 960
_LEAST_HEIGHT: Final = 600


class MainWindow(QFrame):
    """Shows the welcome page or the workspace, or the preview in place of everything.

    ``painted`` is sent once, after the first paint; ``closing`` when the person closes the window; ``retry_wanted``
    asks to open the library again that could not be opened.
    """

    painted = Signal()
    closing = Signal()
    retry_wanted = Signal()

    def __init__(self, work: Work, pictures: Pictures) -> None:
        super().__init__()
        self.setProperty("surface", "window")
        self.setWindowTitle("CharStudio")
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.resize(1440, 900)
        self.top_bar = TopBar()
        self.workspace = Workspace(work, pictures)
        self.welcome = WelcomePage()
        self.preview = PreviewPage(pictures)
        self.status = StatusBar()
        self._library = PanelStack(self.workspace)
        self._library.acted.connect(self.retry_wanted)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._library)
        self._pages.addWidget(self.welcome)
        main = QWidget()
        column = _column(main)
        column.addWidget(self.top_bar)
        column.addWidget(self._pages, 1)
        column.addWidget(self.status)
        self._whole = QStackedWidget()
        self._whole.addWidget(main)
        self._whole.addWidget(self.preview)
        _column(self).addWidget(self._whole)
        self._first_paint = True
        self._whole.installEventFilter(self)

    def set_menus(self, menu: QMenu, libraries: QMenu) -> None:
        """Give the top bar its menus: the window's, and that of the libraries."""
        self.top_bar.set_menus(menu, libraries)

    # --- pages ------------------------------------------------------------------------------------------------------

    @property
    def page(self) -> str:
        """``preview``, ``welcome`` or ``library``."""
        if self._whole.currentWidget() is self.preview:
            return "preview"
        return "welcome" if self._pages.currentWidget() is self.welcome else "library"

    def show_welcome(self) -> None:
        """Offer the ways to start."""
        self._show(self.welcome)
        self.setWindowTitle("CharStudio")

    def show_library(self, profile: Profile) -> None:
        """Show the workspace, under the name of the library that is open."""
        self._show(self._library)
        self._library.show_content()
        self.top_bar.show_profile(profile)
        self.setWindowTitle(f"{profile.name} – CharStudio")

    def show_failure(self, profile: Profile, error: ExpectedError) -> None:
        """Say in place why a library could not be opened."""
        self._show(self._library)
        self.top_bar.show_profile(profile)
        self._library.show_state(error_state(error))

    def show_preview(self) -> None:
        """Show the preview in place of everything."""
        self._whole.setCurrentWidget(self.preview)
        self.preview.setFocus()

    def hide_preview(self) -> None:
        """Go back to what was there before the preview."""
        self._whole.setCurrentIndex(0)

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._whole.setCurrentIndex(0)
        self.top_bar.set_searchable(page is self._library)

    # --- events -----------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._first_paint and event.type() == QEvent.Type.Paint:
            self._first_paint = False
            self._whole.removeEventFilter(self)
            self.painted.emit()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _column(parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
