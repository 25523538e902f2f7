"""Composition: makes the parts of the window, joins them, and runs it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from charstudio.domain.errors import ExpectedError, MissingPartError
from charstudio.domain.profile import Profile, Safety
from charstudio.ui.actions import Actions
from charstudio.ui.connection_watch import ConnectionWatch
from charstudio.ui.database_link import DatabaseLink
from charstudio.ui.launch import Start
from charstudio.ui.libraries import Libraries
from charstudio.ui.memory import WindowMemory
from charstudio.ui.messages import MessageBar, UncaughtErrors
from charstudio.ui.pictures import Pictures
from charstudio.ui.session import Session
from charstudio.ui.settings import Settings
from charstudio.ui.theme.theme import Scheme, Theme
from charstudio.ui.window import MainWindow
from charstudio.ui.work import Work

if TYPE_CHECKING:
    from charstudio.services.library import Library
    from charstudio.services.profiles import Profiles
    from charstudio.ui.preview_link import PreviewLink
    from charstudio.ui.welcome.request import ConnectionRequest


class CharStudio(QObject):
    """The running program: one window, one open library. ``failed`` carries why no library could be opened."""

    failed = Signal(object)

    def __init__(self, application: QApplication, start: Start, window: MainWindow | None = None) -> None:
        """Fill ``window``, or a new one."""
        super().__init__(application)
        self._start = start
        self._link: PreviewLink | None = None
        self._again: Callable[[], None] | None = None
        self._remember: tuple[Profile, str] | None = None
        self._typed: dict[str, str] = {}
        self.memory = WindowMemory(Settings())
        self.theme = Theme(application, start.scheme or self.memory.scheme, dressed=False)
        self.work = Work(self)
        self.pictures = Pictures(self)
        self.session = Session(self.work, self.pictures, self)
        self.watch = ConnectionWatch(self.work, self)
        self.window = window or MainWindow()
        self.window.fill(self.work, self.pictures)
        self.messages = MessageBar(self.window)
        self.database = DatabaseLink(self.window, self.work, Settings())
        self._uncaught = UncaughtErrors(self)
        self.libraries = Libraries(self.work, self.window)
        self.actions = Actions(self.window, self._slots())
        libraries_menu = self.actions.libraries_menu(self.window)
        self.libraries.fill(libraries_menu)
        self.window.set_menus(self.actions.menu(self.window), libraries_menu)
        for name in ("side_bar_show", "inspector_show"):
            self.window.top_bar.add_toggle(self.actions[name])
        self.actions[f"theme_{self.theme.scheme}"].setChecked(True)
        if start.remember:
            self.memory.restore(self.window)
        self.actions["side_bar_show"].setChecked(self.window.workspace.side_bar_shown)
        self.actions["inspector_show"].setChecked(self.window.workspace.inspector_shown)
        self._enable_library_actions(False)
        self.theme.dress()
        self._connect()

    def show(self) -> None:
        """Show the window; the library is opened once it was painted."""
        self.window.painted.connect(lambda: QTimer.singleShot(0, self.open))
        self.window.show()

    def open(self) -> None:
        """Open what was asked for or is configured, else offer the ways to start."""
        if self._start.welcome:
            self.offer_start()
            return
        if self._start.demo:
            self._open_demo(reset=self._start.reset)
            return
        self.work.read("start", _find_libraries, self._open_found, self._not_found)

    def _open_found(self, found: tuple[tuple[Profile, str | None] | None, Profiles]) -> None:
        given, known = found
        self.libraries.set_known(known)
        last = known.find(known.last)
        if given is not None:
            self._open(*given)
        elif last is not None:
            self._open(last)
        else:
            self.offer_start()

    def _not_found(self, error: ExpectedError) -> None:
        self.window.show_failure(error)
        self.failed.emit(error)

    @property
    def ready(self) -> bool:
        """Whether the window shows what it was opened for."""
        return self.session.library is not None or self.window.page == "welcome"

    def close(self) -> None:
        """Remember the window, end all work and leave the library."""
        if self._start.remember:
            self.memory.save(self.window)
        self._uncaught.release()
        self.watch.watch(None)
        self.database.use(None)
        self.work.close()
        self.session.close()

    # --- opening ----------------------------------------------------------------------------------------------------

    def _open(self, profile: Profile, password: str | None = None) -> None:
        """Without a password, the one typed before serves, where no keyring may have taken it, then the keyring's."""
        if password:
            self._typed[profile.id] = password
        password = password or self._typed.get(profile.id)
        self._again = lambda: self._open(profile, password)
        self.window.top_bar.show_profile(profile)
        self.session.open(profile, password)

    def _switch(self, profile: Profile, password: str | None = None) -> None:
        """Open another library, or go back to the one that is open from where its opening was offered."""
        library = self.session.library
        if library is not None and library.profile.id == profile.id and password is None:
            self.window.show_library(library.profile)
        else:
            self._open(profile, password)

    def _open_demo(self, *, reset: bool = False) -> None:
        self._again = self._open_demo
        self.session.open_demo(reset=reset)

    def _new_library(self, name: str) -> None:
        from charstudio.services.profiles import local_profile

        try:
            profile = local_profile(name)
        except ExpectedError as error:
            self.window.welcome.show_error(error)
            return
        self.window.welcome.show_progress("Making the library", None)
        self._open(profile)

    def _new_connection(self, request: ConnectionRequest) -> None:
        from charstudio.services.profiles import team_profile

        try:
            profile, password = team_profile(request.name, request.text, request.image_base)
        except ExpectedError as error:
            self.window.welcome.show_error(error)
            return
        password = request.password or password
        if password:
            self._remember = profile, password
        self.window.welcome.show_progress("Connecting", None)
        self._open(profile, password)

    def offer_start(self) -> None:
        """Show the ways to start."""
        from charstudio.services.parts import embedded_server_absence
        from charstudio.ui.welcome.request import Choice

        reason = embedded_server_absence()
        self.window.show_welcome()
        for choice in (Choice.DEMO, Choice.LIBRARY):
            self.window.welcome.set_available(choice, not reason, reason)

    def _opened(self, library: Library) -> None:
        profile = library.profile
        if self._link is not None:
            self._link.close()
            self._link = None
            if self._start.remember:
                # The place in the library that is left.
                self.memory.save(self.window)
        self.window.show_library(profile)
        self.libraries.set_opened(profile)
        self._enable_library_actions(True)
        status = self.window.status
        read_only = " · Read only" if profile.safety is Safety.READ_ONLY else ""
        status.show_place(f"PostgreSQL {library.server_version} · {library.place}{read_only}")
        self._show_warning()
        self.watch.watch(None)
        self.database.use(None)
        workspace = self.window.workspace
        if self._start.remember:
            workspace.use(library, self.memory.character(profile.id), self.memory.entry(profile.id))
        else:
            workspace.use(library)
        workspace.characters.view().setFocus()

    def _settled(self) -> None:
        """The list is painted: now for what people wait for less."""
        from charstudio.ui.preview_link import PreviewLink

        library = self.session.library
        if library is not None:
            profile = library.profile
            self._link = PreviewLink(self.window, self.work, library)
            self.watch.watch(library)
            self.database.use(library, scheduled=self._start.remember)
            self.work.read("profiles", lambda: self._keep(profile), self.libraries.set_known, self._not_kept)

    def _show_warning(self) -> None:
        library = self.session.library
        self.window.status.show_warning("Not encrypted" if library is not None and library.warns_plain_text else "")

    def _connection_lost(self, error: ExpectedError) -> None:
        self.window.status.show_warning(f"{error.what} Trying again…")

    def _connection_restored(self) -> None:
        self._show_warning()
        self.messages.inform("Connected again.")
        self._reload()

    def _keep(self, profile: Profile) -> Profiles:
        """Remember the profile, and the password that was typed for it; returns all profiles. Runs in a thread."""
        from charstudio.services import passwords, profiles

        if profile.id in profiles.URL_VARIABLES or not self._start.remember:
            return profiles.load()
        known = profiles.update(lambda known: known.opened(profile))
        remember, self._remember = self._remember, None
        if remember is not None and remember[0].id == profile.id and not passwords.remember(profile.id, remember[1]):
            raise MissingPartError("No keyring keeps the password.", "It serves until CharStudio ends.")
        return known

    def _edited(self, profile: Profile, password: str | None, needs_reopening: bool) -> None:
        """A profile was saved: the window shows its new name and colour, and its library as it is to be now."""
        self._typed.pop(profile.id, None)
        if password:
            self._typed[profile.id] = password
        library = self.session.library
        if library is None or library.profile.id != profile.id:
            return
        if needs_reopening:
            self._open(profile)
            return
        library.profile = profile
        self.libraries.set_opened(profile)
        self.window.name_library(profile)
        self._show_warning()

    def _not_kept(self, error: ExpectedError) -> None:
        self.messages.report(error)

    def _failed(self, profile: Profile, error: ExpectedError) -> None:
        if self.window.page == "welcome":
            self.window.welcome.show_error(error)
        else:
            self.window.top_bar.show_profile(profile)
            self.window.show_failure(error)
        self.failed.emit(error)

    def _progressed(self, text: str, fraction: float) -> None:
        if self.window.page != "welcome":
            self.window.show_welcome()
        self.window.welcome.show_progress(text, fraction)

    def _restored(self, profile: Profile, note: str) -> None:
        if note:
            self.messages.inform(note)
        self._open(profile)

    def _retry(self) -> None:
        (self._again or self.open)()

    # --- intents ----------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        window = self.window
        self.session.opened.connect(self._opened)
        self.session.failed.connect(self._failed)
        self.session.progressed.connect(self._progressed)
        self.work.bug.connect(self.messages.report)
        self._uncaught.raised.connect(self.messages.report)
        self.libraries.open_wanted.connect(self._switch)
        self.libraries.edited.connect(self._edited)
        self.watch.lost.connect(self._connection_lost)
        self.watch.restored.connect(self._connection_restored)
        self.database.failed.connect(self.messages.report)
        self.database.restored.connect(self._restored)
        window.welcome_made.connect(self._connect_welcome)
        window.retry_wanted.connect(self._retry)
        window.closing.connect(self.close)
        window.top_bar.searched.connect(window.workspace.search)
        window.workspace.characters.filter_dropped.connect(self._drop_filter)
        window.workspace.reload_wanted.connect(self._reload)
        window.workspace.settled.connect(self._settled)
        window.workspace.selection_described.connect(window.status.show_selection)
        window.workspace.inspector_shows.connect(self.actions["inspector_show"].setChecked)

    def _connect_welcome(self) -> None:
        welcome = self.window.welcome
        welcome.demo_chosen.connect(self._open_demo)
        welcome.library_chosen.connect(self._new_library)
        welcome.connection_chosen.connect(self._new_connection)

    def _slots(self) -> dict[str, Callable[[], None]]:
        window = self.window
        workspace = window.workspace
        return {
            "demo_open": self._open_demo,
            "library_start": self.offer_start,
            "profiles_manage": self.libraries.manage,
            "library_reload": self._reload,
            "database_show": self.database.show,
            "search_focus": lambda: window.top_bar.search.setFocus(),
            "preview_open": lambda: self._link.open_current() if self._link else None,
            "gallery_show": lambda: workspace.characters.set_layout_name("gallery"),
            "table_show": lambda: workspace.characters.set_layout_name("table"),
            "cards_enlarge": lambda: workspace.characters.step_card_size(1),
            "cards_reduce": lambda: workspace.characters.step_card_size(-1),
            "side_bar_show": lambda: workspace.show_side_bar(self.actions["side_bar_show"].isChecked()),
            "inspector_show": lambda: workspace.show_inspector(self.actions["inspector_show"].isChecked()),
            **{f"theme_{scheme}": partial(self._choose_scheme, scheme) for scheme in Scheme},
            "about_show": self._show_about,
            "program_quit": self._quit,
        }

    def _enable_library_actions(self, enabled: bool) -> None:
        """What needs an open library is off without one."""
        for name in ("library_reload", "database_show", "search_focus", "preview_open", "gallery_show", "table_show"):
            self.actions[name].setEnabled(enabled)
        for name in ("cards_enlarge", "cards_reduce", "side_bar_show", "inspector_show"):
            self.actions[name].setEnabled(enabled)

    def _quit(self) -> None:
        self.window.close()

    def _choose_scheme(self, scheme: Scheme) -> None:
        self.theme.choose(scheme)
        self.memory.keep_scheme(scheme)

    def _drop_filter(self) -> None:
        self.window.top_bar.search.clear()
        self.window.workspace.show_everything()

    def _reload(self) -> None:
        self.pictures.forget()
        self.window.workspace.reload()

    def _show_about(self) -> None:
        from charstudio.folders import data_folder, log_folder
        from charstudio.logs import FILE_NAME
        from charstudio.ui.about.dialog import AboutDialog
        from charstudio.ui.about.facts import collect

        library = self.session.library
        facts = collect(log_folder() / FILE_NAME, data_folder(), library.server_version if library else "")
        AboutDialog(facts, self.window).exec()


def _find_libraries() -> tuple[tuple[Profile, str | None] | None, Profiles]:
    """What the environment asks for, and the profiles there are. Runs in a thread. Raises ExpectedError."""
    from charstudio.services import profiles

    return profiles.from_environment(os.environ), profiles.load()
