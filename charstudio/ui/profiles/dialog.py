"""The dialog of the profile manager: the list at the left, the form of the chosen profile at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from charstudio.domain.errors import ExpectedError, RefusedError
from charstudio.domain.profile import Profile
from charstudio.services.profiles import Profiles
from charstudio.ui.profiles import store
from charstudio.ui.profiles.body import ProfileBody, set_kind
from charstudio.ui.profiles.draft import Draft
from charstudio.ui.profiles.model import DraftModel
from charstudio.ui.profiles.pane import ProfilePane
from charstudio.ui.profiles.tray import Answer
from charstudio.ui.states import PanelStack, State, error_state
from charstudio.ui.work import Work

_SIZE: Final = (920, 744)
_LEAST: Final = (780, 520)
_NEW_NAME: Final = "My library"
_OPEN_STAYS: Final = "This library is open. Open another one first."
_REMOVE: Final = "Remove from list"
_DELETE: Final = "Delete for good"
_DELETE_DATA: Final = "Delete the library’s data too: its database and pictures, for good"
_EMPTY: Final = State(
    "books",
    "No libraries yet",
    "A library is a database with its pictures: your team’s, or one of your own on this computer.",
    "Connect to a team database",
)


class ProfilesDialog(QDialog):
    """Adds, tests, edits, copies and deletes profiles; nothing is kept before it is saved.

    ``saved`` carries a Profile, its password where no keyring took it (else None), and whether an open library must be
    opened again for the change to count; ``known_changed`` all Profiles after each change of the file; ``open_wanted``
    a Profile and its password, or None for the one in the keyring.
    """

    saved = Signal(object, object, bool)
    known_changed = Signal(object)
    open_wanted = Signal(object, object)

    def __init__(self, work: Work, opened: Profile | None, parent: QWidget | None = None) -> None:
        """``opened`` is the profile of the library that is open; it is listed even if it is not kept."""
        super().__init__(parent)
        self.setWindowTitle("Manage libraries")
        self.resize(*_SIZE)
        self.setMinimumSize(*_LEAST)
        self._work = work
        self._opened = opened
        self._busy = False
        self.model = DraftModel(opened.id if opened else "", self)
        self.pane = ProfilePane(self.model)
        self.body = ProfileBody()
        self.form, self.tray = self.body.form, self.body.tray
        self.pages = PanelStack(self.body)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.pane)
        whole.addWidget(self.pages, 1)
        self._wire()
        self.load()

    def _wire(self) -> None:
        pane, body = self.pane, self.body
        self.pages.acted.connect(self._act_on_state)
        pane.team_wanted.connect(self._add_team)
        pane.local_wanted.connect(self._add_local)
        pane.copy_wanted.connect(self._copy)
        pane.delete_wanted.connect(self._ask_to_delete)
        pane.list.selectionModel().currentChanged.connect(self._chosen)
        self.form.changed.connect(self._edited)
        self.form.connection_changed.connect(self._outdate)
        self.tray.stop.clicked.connect(self._stop)
        self.tray.question.box.toggled.connect(self._name_deletion)
        body.test.clicked.connect(self.try_out)
        body.close_button.clicked.connect(self.reject)
        body.save.clicked.connect(self.save_current)
        body.open_button.clicked.connect(self.open_current)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save_current)
        for first, second in pairwise([pane.list, pane.add, pane.copy, pane.delete, *body.order()]):
            self.setTabOrder(first, second)

    # --- the list ---------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the profiles; until they are there the list is empty."""
        self.pages.show_loading()
        self.pane.setEnabled(False)
        self._work.read(_key("load"), partial(store.read, self._opened), self._loaded, self._not_loaded)

    def _loaded(self, found: store.Found) -> None:
        self.pane.setEnabled(True)
        self.pane.set_local_absence(found.local_absence)
        self.model.fill(found.drafts)
        self._choose(max(self.model.row_of(self.model.open_id), 0))
        self.pane.list.setFocus()

    def _not_loaded(self, error: ExpectedError) -> None:
        self.pages.show_state(error_state(error))

    def _act_on_state(self) -> None:
        """The action of the state in place of the form: add the first profile, or read them again."""
        if self.pane.isEnabled():
            self._add_team()
        else:
            self.load()

    @property
    def row(self) -> int:
        """The chosen row, or -1."""
        return self.pane.list.currentIndex().row()

    @property
    def current(self) -> Draft | None:
        return self.model.draft(self.row) if self.row >= 0 else None

    def _choose(self, row: int) -> None:
        """Choose a row; where there is none, say what this is for."""
        last = self.model.rowCount() - 1
        if last >= 0:
            self.pane.list.setCurrentIndex(self.model.index(min(row, last)))
        else:
            self.pages.show_state(_EMPTY)
            self._refresh()

    def _chosen(self, index: QModelIndex) -> None:
        self._cancel("test", "password")
        self.tray.clear()
        if index.isValid():
            self.pages.show_content()
            self._show(index.row())
        self._refresh()

    def _show(self, row: int) -> None:
        draft = self.model.draft(row)
        self.form.fill(draft, self.model.names_besides(row))
        if not draft.is_team:
            return
        if not draft.password_of:
            self.form.show_stored_password(False)
            return
        look = partial(store.has_password, draft.password_of)
        self._work.read(_key("password"), look, self.form.show_stored_password, self.tray.show_error)

    def _add(self, draft: Draft, row: int | None = None) -> None:
        self._choose(self.model.add(draft, row))
        self.form.focus_first()

    def _add_team(self) -> None:
        self._add(store.new_team())

    def _add_local(self) -> None:
        self._work.read(_key("add"), partial(store.new_local, _NEW_NAME), self._add, self.tray.show_error)

    def _copy(self) -> None:
        if self.current is not None and not self.current.is_blank:
            self._add(store.copy(self.current), self.row + 1)

    # --- the form ---------------------------------------------------------------------------------------------------

    def _edited(self) -> None:
        draft = self.form.draft
        if draft is not None:
            self.model.put(draft)
        if self.tray.is_asking:
            # The question was about what is no longer so.
            self.tray.clear()
        self._refresh()

    def _outdate(self) -> None:
        """A report or an error is about the connection as it was."""
        self._cancel("test")
        self.tray.clear()

    def _refresh(self) -> None:
        draft = self.current
        is_open = draft is not None and draft.profile.id == self.model.open_id
        self.body.refresh(draft, is_open=is_open, busy=self._busy)
        self.pane.setEnabled(not self._busy)
        self.pane.copy.setEnabled(draft is not None and not draft.is_blank)
        self.pane.set_deletable(draft is not None and not is_open, _OPEN_STAYS if is_open else "")

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._refresh()

    # --- testing ----------------------------------------------------------------------------------------------------

    def try_out(self) -> None:
        """Test the connection as it stands in the form; the result is shown below it."""
        draft = self.current
        if draft is not None and not draft.obstacle():
            self.tray.show_progress(f"Connecting: {draft.place}", can_stop=True)
            self._work.read(_key("test"), partial(store.try_out, draft), self.tray.show_report, self.tray.show_error)

    def _stop(self) -> None:
        self._outdate()
        self.body.test.setFocus()

    # --- saving and opening -----------------------------------------------------------------------------------------

    def save_current(self) -> None:
        """Keep the changes of the chosen profile."""
        if self.body.save.isEnabled() and self.current is not None:
            self._save([self.current])

    def open_current(self) -> None:
        """Open the chosen library in the window, once everything is saved or given up."""
        draft = self.current
        if draft is None or not self.body.open_button.isEnabled():
            return
        if draft.is_changed:
            self._save([draft], self.open_current)
        else:
            self._leave(partial(self._open, draft))

    def _open(self, draft: Draft) -> None:
        self.accept()
        self.open_wanted.emit(draft.profile, draft.password or None)

    def _save(self, drafts: Sequence[Draft], then: Callable[[], None] | None = None) -> None:
        """``then`` is called once all is kept, passwords too."""
        self._set_busy(True)
        self.tray.show_progress("Saving", can_stop=False)
        reopening = {draft.profile.id for draft in drafts if draft.needs_reopening}
        done = partial(self._kept, reopening, then)
        self._work.read(_key("save"), partial(store.save, tuple(drafts)), done, self._not_done)

    def _kept(self, reopening: set[str], then: Callable[[], None] | None, result: store.Saved) -> None:
        self.tray.clear()
        for draft in result.drafts:
            self.model.put(draft)
        if self.row >= 0:
            self._show(self.row)
        self._set_busy(False)
        self.known_changed.emit(result.profiles)
        for draft in result.drafts:
            self.saved.emit(draft.profile, draft.password or None, draft.profile.id in reopening)
        if result.unkept and then != self.open_current:
            self.tray.show_error(_unkept(result.unkept))
        elif then is not None:
            then()

    def _not_done(self, error: ExpectedError) -> None:
        self._set_busy(False)
        self.tray.show_error(error)

    # --- deleting ---------------------------------------------------------------------------------------------------

    def _ask_to_delete(self) -> None:
        draft = self.current
        if draft is None or not self.pane.delete.isEnabled():
            return
        if draft.kept is None:
            self._drop(draft.profile.id)
            return
        offers_data = draft.made and not self.model.shares_place(self.row)
        if draft.is_team:
            text = "The database stays as it is. A password that the keyring keeps for it is forgotten."
        else:
            text = f"The library itself stays in {draft.profile.location}."
        answers = [Answer(_REMOVE, partial(self._delete, draft), "primary"), self._back("Cancel")]
        self.tray.ask(f"Remove “{draft.title}” from the list?", text, answers, _DELETE_DATA if offers_data else "")

    def _name_deletion(self, with_data: bool) -> None:
        remove = self.tray.question.buttons[0]
        remove.setText(_DELETE if with_data else _REMOVE)
        set_kind(remove, "danger" if with_data else "primary")

    def _delete(self, draft: Draft) -> None:
        with_data = self.tray.question.box.isChecked()
        self._set_busy(True)
        self.tray.show_progress("Deleting the library" if with_data else "Removing", can_stop=False)
        work = partial(store.remove, draft.profile, with_data)
        self._work.read(_key("save"), work, partial(self._deleted, draft.profile.id), self._not_done)

    def _deleted(self, profile_id: str, known: Profiles) -> None:
        self.tray.clear()
        self._busy = False
        self._drop(profile_id)
        self.known_changed.emit(known)

    def _drop(self, profile_id: str) -> None:
        row = self.model.row_of(profile_id)
        if row >= 0:
            self.model.remove(row)
            self._choose(row)
        self._refresh()
        self.pane.list.setFocus()

    # --- closing ----------------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close, unless something is unsaved: then ask. Esc takes a question back, not the changes."""
        if self._busy:
            return
        if self.tray.is_asking:
            self._go_back()
        else:
            self._leave(super().reject)

    def done(self, result: int) -> None:
        self._cancel("load", "password", "add", "test")
        self.tray.clear()
        super().done(result)

    def _leave(self, finish: Callable[[], None]) -> None:
        """Call ``finish``, after asking what to do with unsaved changes where there are some."""
        unsaved = [draft for draft in self.model.drafts if draft.is_changed and not draft.is_blank]
        if not unsaved:
            finish()
            return
        names = ", ".join(f"“{draft.title}”" for draft in unsaved)
        wrong = next((draft for draft in unsaved if draft.obstacle()), None)
        text = "" if wrong is None else f"“{wrong.title}” cannot be saved yet. {wrong.obstacle()}"
        answers = [
            Answer("Save", partial(self._save, unsaved, finish), "primary", enabled=wrong is None),
            Answer("Discard", finish),
            self._back("Keep editing"),
        ]
        self.tray.ask(f"There are unsaved changes to {names}.", text, answers)

    def _back(self, label: str) -> Answer:
        return Answer(label, self._go_back, "quiet")

    def _go_back(self) -> None:
        self.tray.clear()
        self.pane.list.setFocus()

    def _cancel(self, *names: str) -> None:
        for name in names:
            self._work.cancel(_key(name))


def _key(name: str) -> tuple[str, str]:
    return ("profiles", name)


def _unkept(names: Sequence[str]) -> RefusedError:
    return RefusedError(
        f"The profile is saved, but no keyring of this computer took the password of {', '.join(names)}.",
        "It serves until CharStudio ends. Unlock or install a keyring, then type it again.",
    )
