"""The main window: one top bar, the pages below it, and the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from charstudio.ui.theme import tokens

if TYPE_CHECKING:
    from charstudio.domain.errors import ExpectedError
    from charstudio.domain.profile import Profile
    from charstudio.ui.pictures import Pictures
    from charstudio.ui.preview.view import PreviewPage
    from charstudio.ui.states import PanelStack
    from charstudio.ui.statusbar import StatusBar
    from charstudio.ui.topbar import TopBar
    from charstudio.ui.welcome.page import WelcomePage
    from charstudio.ui.work import Work
    from charstudio.ui.workspace import Workspace

_LEAST_WIDTH: Final = 960
_LEAST_HEIGHT: Final = 600


class MainWindow(QFrame):
    """Shows the welcome page or the workspace, or the preview in place of everything.

    At first it is an outline: bars and areas without content, on screen before the panels are imported. ``fill`` puts
    the panels in. The welcome page and the preview are made when they are first asked for.

    ``painted`` is sent once, after the first paint; ``welcome_made`` before the welcome page is first shown;
    ``closing`` when the person closes the window; ``retry_wanted`` asks to open the library again that could not be
    opened.
    """

    painted = Signal()
    welcome_made = Signal()
    closing = Signal()
    retry_wanted = Signal()

    top_bar: TopBar
    workspace: Workspace
    status: StatusBar
    _pictures: Pictures
    _library: PanelStack
    _pages: QStackedWidget
    _whole: QStackedWidget

    def __init__(self, outline: tokens.Colors = tokens.LIGHT) -> None:
        super().__init__()
        self.setProperty("surface", "window")
        self.setWindowTitle("CharStudio")
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.resize(1440, 900)
        self._welcome: WelcomePage | None = None
        self._preview: PreviewPage | None = None
        self._database: QWidget | None = None
        self._profile: Profile | None = None
        self._column = _column(self)
        self._outline = _outline(outline)
        self._column.addWidget(self._outline)
        self._first_paint = True
        self._outline.installEventFilter(self)

    def fill(self, work: Work, pictures: Pictures) -> None:
        """Put the panels in place of the outline. Once, before anything else is asked of the window."""
        from charstudio.folders import bundled
        from charstudio.ui.states import PanelStack
        from charstudio.ui.statusbar import StatusBar
        from charstudio.ui.topbar import TopBar
        from charstudio.ui.workspace import Workspace

        self.setWindowIcon(QIcon(str(bundled("resources") / "icon.png")))
        self._pictures = pictures
        self.top_bar = TopBar()
        self.workspace = Workspace(work, pictures)
        self.status = StatusBar()
        self._library = PanelStack(self.workspace)
        self._library.acted.connect(self.retry_wanted)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._library)
        main = QWidget()
        column = _column(main)
        column.addWidget(self.top_bar)
        column.addWidget(self._pages, 1)
        self._whole = QStackedWidget()
        self._whole.addWidget(main)
        self._column.replaceWidget(self._outline, self._whole)
        self._column.addWidget(self.status)
        self._outline.hide()
        self._outline.deleteLater()
        if self._first_paint:
            self._whole.installEventFilter(self)

    @property
    def welcome(self) -> WelcomePage:
        """The ways to start."""
        if self._welcome is None:
            from charstudio.ui.welcome.page import WelcomePage

            self._welcome = WelcomePage()
            self._pages.addWidget(self._welcome)
            self.welcome_made.emit()
        return self._welcome

    @property
    def preview(self) -> PreviewPage:
        """The large view of one picture or two."""
        if self._preview is None:
            from charstudio.ui.preview.view import PreviewPage

            self._preview = PreviewPage(self._pictures)
            self._whole.addWidget(self._preview)
        return self._preview

    def set_menus(self, menu: QMenu, libraries: QMenu) -> None:
        """Give the top bar its menus: the window's, and that of the libraries."""
        self.top_bar.set_menus(menu, libraries)

    # --- pages ------------------------------------------------------------------------------------------------------

    @property
    def page(self) -> str:
        """``preview``, ``welcome``, ``database`` or ``library``."""
        if self._whole.currentIndex() > 0:
            return "preview"
        page = self._pages.currentWidget()
        if page is self._library:
            return "library"
        return "database" if page is self._database else "welcome"

    def show_welcome(self) -> None:
        """Offer the ways to start."""
        self._show(self.welcome)
        self.welcome.setFocus()
        self.setWindowTitle("CharStudio")

    def show_library(self, profile: Profile) -> None:
        """Show the workspace, under the name of the library that is open."""
        self._show(self._library)
        self._library.show_content()
        self.name_library(profile)

    def name_library(self, profile: Profile) -> None:
        """Say which library is open."""
        self._profile = profile
        self.top_bar.show_profile(profile)
        self.setWindowTitle(f"{profile.name} – CharStudio")

    def show_failure(self, error: ExpectedError) -> None:
        """Say in place why a library could not be opened."""
        from charstudio.ui.states import error_state

        self._show(self._library)
        self._library.show_state(error_state(error))

    def show_preview(self) -> None:
        """Show the preview in place of everything but the status line, which then names the library."""
        self._whole.setCurrentWidget(self.preview)
        self.status.show_name(self._profile)
        self.preview.setFocus()

    def show_database(self, page: QWidget) -> None:
        """Show the page of the database in place of the workspace."""
        if page is not self._database:
            self._database = page
            self._pages.addWidget(page)
        self._show(page)
        page.setFocus()

    def hide_database(self) -> None:
        """Go back to the library."""
        self._show(self._library)

    def hide_preview(self) -> None:
        """Go back to what was there before the preview."""
        self._whole.setCurrentIndex(0)
        self.status.show_name(None)

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.hide_preview()
        self.top_bar.set_searchable(page is self._library)

    # --- events -----------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._first_paint and event.type() == QEvent.Type.Paint:
            self._first_paint = False
            watched.removeEventFilter(self)
            self.painted.emit()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _outline(colors: tokens.Colors) -> QWidget:
    """The bars and areas of the window, empty, in plain colours that need no theme."""
    outline = QWidget()
    column = _column(outline)
    top, side, rest = QFrame(), QFrame(), QFrame()
    top.setFixedHeight(tokens.TOP_BAR_HEIGHT)
    side.setFixedWidth(tokens.SIDE_BAR_WIDTH)
    for area, color in ((top, colors.panel), (side, colors.side_bar), (rest, colors.window)):
        area.setStyleSheet(f"background: {color}; border: 0;")
    areas = QHBoxLayout()
    areas.addWidget(side)
    areas.addWidget(rest)
    column.addWidget(top)
    column.addLayout(areas)
    return outline


def _column(parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
