"""The form of one profile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from charstudio.domain.profile import ProfileColor, Safety
from charstudio.ui.forms.connection import ConnectionFields
from charstudio.ui.forms.feedback import Feedback, describe, profile_name, read_connection
from charstudio.ui.forms.fields import Field, PathField, Wanted
from charstudio.ui.profiles.advanced import Advanced
from charstudio.ui.profiles.choices import ColorChoice, SafetyChoice
from charstudio.ui.profiles.draft import NAME_HINT, Draft, images_feedback, name_feedback
from charstudio.ui.theme import tokens

if TYPE_CHECKING:
    from charstudio.domain.connection import ConnectionSettings

_NO_PASSWORD: Final = "None is kept"
_KEPT: Final = "Kept in the keyring"
_TO_FORGET: Final = "Forgotten when you save"


class ProfileForm(QWidget):
    """``changed`` is sent when a person changed something; ``connection_changed`` where a test is out of date then."""

    changed = Signal()
    connection_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self._others: frozenset[str] = frozenset()
        self._filling = False
        self._forgets = False
        self._stored: bool | None = None
        self.name = Field("Name", 1)
        self.color = ColorChoice()
        self.safety = SafetyChoice()
        self.clear_password = QPushButton("Clear")
        self.fields = ConnectionFields(
            self, "Password, kept in the keyring only", self._describe, beside_password=[self.clear_password]
        )
        self.images = PathField("Pictures", 1, Wanted.FOLDER, "The folder of the pictures")
        self.folder = Field("Folder", 0)
        self.advanced = Advanced()
        self._team = QWidget()
        self._local = QWidget()
        self._set_up()
        self._lay_out()

    def _set_up(self) -> None:
        self.clear_password.setAutoDefault(True)
        self.clear_password.setAccessibleName("Clear the password")
        self.clear_password.clicked.connect(self._forget_password)
        self.folder.edit.setReadOnly(True)
        self.name.edit.setPlaceholderText("After the database, unless you type one")
        self.images.edit.setPlaceholderText("https://example.com, or a folder")
        self.name.edit.textChanged.connect(self._changed)
        self.color.changed.connect(self._changed)
        self.safety.changed.connect(self._changed)
        self.images.edit.textChanged.connect(self._changed)
        self.fields.read.connect(self._follow)
        self.fields.password.edit.textChanged.connect(self._password_changed)
        self.advanced.changed.connect(self._connection_changed)

    def _lay_out(self) -> None:
        swatches = QVBoxLayout()
        swatches.setSpacing(tokens.SPACE_4)
        swatches.addWidget(_label("Colour", self.color))
        swatches.addWidget(self.color)
        swatches.addStretch(1)
        first = QHBoxLayout()
        first.setSpacing(tokens.SPACE_24)
        first.addLayout(self.name, 1)
        first.addLayout(swatches)
        safety = QVBoxLayout()
        safety.setSpacing(tokens.SPACE_4)
        safety.addWidget(_label("Safety", self.safety))
        safety.addWidget(self.safety)
        team = _column(self._team)
        team.addLayout(self.fields.connection)
        team.addLayout(self.fields.password)
        local = _column(self._local)
        local.addLayout(self.folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_24] * 4)
        column.setSpacing(tokens.SPACE_12)
        column.addLayout(first)
        column.addLayout(safety)
        column.addSpacing(tokens.SPACE_4)
        column.addWidget(self._team)
        column.addWidget(self._local)
        column.addLayout(self.images)
        column.addWidget(self.advanced)
        column.addStretch(1)

    def order(self) -> list[QWidget]:
        """The widgets as Tab goes through them."""
        return [
            self.name.edit,
            *self.color.buttons.values(),
            *self.safety.buttons.values(),
            self.fields.connection.edit,
            self.fields.password.edit,
            self.fields.password.reveal,
            self.clear_password,
            self.folder.edit,
            self.images.edit,
            self.images.browse,
            *self.advanced.order(),
        ]

    @property
    def draft(self) -> Draft | None:
        """The draft as it stands in the form now."""
        draft = self._draft
        if draft is None:
            return None
        settings = self.fields.settings
        location = draft.profile.location
        if draft.is_team:
            typed = self.fields.connection.text
            holds_password = settings is not None and settings.password is not None
            location = settings.without_password() if settings is not None and holds_password else typed
        profile = replace(
            draft.profile,
            name=self.name.edit.text(),
            color=ProfileColor(self.color.value),
            safety=Safety(self.safety.value),
            location=location,
            image_base=self.images.edit.text(),
            ca_file=self.advanced.authority.edit.text(),
            behind_pooler=self.advanced.pooler.isChecked(),
            plain_text_intended=self.advanced.plain_text.isChecked(),
        )
        typed_password = self.fields.typed_password
        password = typed_password or ("" if self._forgets else None)
        return replace(draft, profile=profile, password=password, unkept=draft.unkept and password == draft.password)

    def fill(self, draft: Draft, others: frozenset[str]) -> None:
        """Show a draft; ``others`` are the names of the other libraries."""
        self._filling = True
        self._draft, self._others = draft, others
        self._forgets = draft.password == ""
        profile = draft.profile
        self.name.edit.setText(profile.name)
        self.name.edit.setCursorPosition(0)
        self.color.choose(profile.color)
        self.safety.choose(profile.safety)
        self.advanced.fill(profile)
        self.folder.edit.setText("" if draft.is_team else profile.location)
        self.folder.edit.setCursorPosition(0)
        self.fields.fill(profile.location if draft.is_team else "", draft.password or "")
        self.images.edit.setText(profile.image_base)
        self.images.edit.setCursorPosition(0)
        self._team.setVisible(draft.is_team)
        self.advanced.setVisible(draft.is_team)
        self._local.setVisible(not draft.is_team)
        self.show_stored_password(None)
        self._filling = False
        self._check()

    def show_stored_password(self, stored: bool | None) -> None:
        """Whether the keyring has a password for this profile; None while that is not known."""
        self._stored = stored
        self._show_password_state()

    def focus_first(self) -> None:
        """Put the cursor where typing begins: a new connection is pasted, an old one has a name to be changed."""
        draft = self._draft
        edit = self.fields.connection.edit if draft is not None and draft.is_blank else self.name.edit
        edit.setFocus()
        edit.selectAll()

    def _show_password_state(self) -> None:
        stored = self._stored
        words = _TO_FORGET if self._forgets else _KEPT if stored else "" if stored is None else _NO_PASSWORD
        self.fields.password.edit.setPlaceholderText(words)
        self.fields.password.edit.setAccessibleDescription(words)
        can_forget = bool(stored) and not self._forgets
        self.clear_password.setEnabled(can_forget or bool(self.fields.password.edit.text()))

    def _forget_password(self) -> None:
        self._forgets = bool(self._stored)
        self.fields.password.edit.clear()
        self._show_password_state()
        self._connection_changed()

    def _password_changed(self, text: str) -> None:
        if self._filling:
            return
        if text:
            self._forgets = False
        self._show_password_state()
        self._connection_changed()

    def _follow(self) -> None:
        """The name of a new profile follows its connection string until it is typed."""
        draft = self._draft
        if self._filling or draft is None:
            return
        settings = self.fields.settings
        if draft.kept is None and settings is not None:
            before = read_connection(draft.profile.location).settings
            if not self.name.text or (before is not None and self.name.text == profile_name(before)):
                self.name.edit.setText(profile_name(settings))
                self.name.edit.setCursorPosition(0)
        self._connection_changed()

    def _connection_changed(self) -> None:
        if not self._filling:
            self.fields.refresh()
            self._changed()
            self.connection_changed.emit()

    def _changed(self) -> None:
        # While it is being filled, some parts are still those of another profile.
        draft = None if self._filling else self.draft
        if draft is None:
            return
        self._draft = draft
        self._check()
        self.changed.emit()

    def _check(self) -> None:
        draft = self._draft
        if draft is None:
            return
        self.name.show_feedback(Feedback(NAME_HINT) if draft.is_blank else name_feedback(draft, self._others))
        self.images.show_feedback(images_feedback(draft))

    def _describe(self, settings: ConnectionSettings, notes: tuple[str, ...]) -> Feedback:
        """What the connection string means together with the advanced values."""
        from charstudio.services.profiles import connection_settings

        draft = self.draft
        if draft is None:
            return describe(settings, notes)
        profile = replace(draft.profile, location=settings.without_password())
        together = connection_settings(profile)
        return describe(together, notes or settings.notes, intended=profile.plain_text_intended)


def _column(parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.SPACE_12)
    return column


def _label(words: str, buddy: QWidget) -> QLabel:
    label = QLabel(words)
    label.setProperty("level", "caption")
    label.setBuddy(buddy)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return label
