"""Which libraries there are: the menu that switches between them, and the dialog that manages them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from charstudio.domain.profile import Profile, Safety
from charstudio.ui import profile_look
from charstudio.ui.work import Work

if TYPE_CHECKING:
    from charstudio.services.profiles import Profiles
    from charstudio.ui.profiles import ProfilesDialog


class Libraries(QObject):
    """Knows the profiles; the file itself is read and written in the background.

    ``open_wanted`` carries a Profile and its password, or None for the one in the keyring; ``edited`` a Profile that
    was saved, a password that no keyring took, and whether its library must be opened again for the change to count.
    """

    open_wanted = Signal(object, object)
    edited = Signal(object, object, bool)

    def __init__(self, work: Work, window: QWidget) -> None:
        super().__init__(window)
        self._work = work
        self._window = window
        self._known: tuple[Profile, ...] = ()
        self._opened: Profile | None = None
        self._menu: QMenu | None = None
        self._entries: list[QAction] = []
        self.dialog: ProfilesDialog | None = None

    def fill(self, menu: QMenu) -> None:
        """Put the profiles at the top of the menu, each time it is about to be shown."""
        self._menu = menu
        menu.aboutToShow.connect(self._refresh_menu)

    def set_known(self, known: Profiles) -> None:
        """The profiles as they are kept now."""
        from charstudio.services.profiles import URL_VARIABLES

        self._known = tuple(profile for profile in known.known if profile.id not in URL_VARIABLES)

    def set_opened(self, profile: Profile | None) -> None:
        """The profile of the library that is open."""
        self._opened = profile

    def manage(self) -> None:
        """Show the dialog, over the window."""
        from charstudio.services.profiles import URL_VARIABLES
        from charstudio.ui.profiles import ProfilesDialog

        if self.dialog is not None:
            self.dialog.raise_()
            return
        given = self._opened is not None and self._opened.id in URL_VARIABLES
        self.dialog = dialog = ProfilesDialog(self._work, None if given else self._opened, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.known_changed.connect(self.set_known)
        dialog.saved.connect(self.edited)
        dialog.open_wanted.connect(self.open_wanted)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    def _refresh_menu(self) -> None:
        menu = self._menu
        if menu is None:
            return
        for entry in self._entries:
            menu.removeAction(entry)
            entry.deleteLater()
        self._entries = [self._entry(menu, profile) for profile in self._known]
        if self._entries:
            self._entries.append(QAction(menu))
            self._entries[-1].setSeparator(True)
        first = next(iter(menu.actions()), None)
        for entry in self._entries:
            if first is None:
                menu.addAction(entry)
            else:
                menu.insertAction(first, entry)

    def _entry(self, menu: QMenu, profile: Profile) -> QAction:
        is_open = self._opened is not None and profile.id == self._opened.id
        words = ["open" if is_open else "", "read only" if profile.safety is Safety.READ_ONLY else ""]
        note = ", ".join(word for word in words if word)
        name = profile.name.replace("&", "&&")
        entry = QAction(profile_look.dot_icon(profile.color), f"{name}\t{note}" if note else name, menu)
        entry.setData(profile.id)
        entry.triggered.connect(partial(self._choose, profile))
        return entry

    def _choose(self, profile: Profile, _checked: bool = False) -> None:
        self.open_wanted.emit(profile, None)
