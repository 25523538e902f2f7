"""The form for a team database: connection string, password, a name, and where its pictures are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QToolButton, QWidget

from charstudio.ui.theme import icons, tokens
from charstudio.ui.welcome.feedback import (
    CONNECTION_EXAMPLE,
    check_images,
    check_name,
    describe,
    profile_name,
    read_connection,
)
from charstudio.ui.welcome.form import Field, Form
from charstudio.ui.welcome.request import ConnectionRequest

if TYPE_CHECKING:
    from charstudio.domain.connection import ConnectionSettings

_PASSWORD: Final = "Password, if there is one"
_TAKEN: Final = "Password, taken from the connection string"


class ConnectionForm(Form):
    """A password in a pasted string moves to the password field at once, so that it does not stay on the screen."""

    def __init__(self) -> None:
        super().__init__("Connect")
        self._settings: ConnectionSettings | None = None
        self._length = 0
        self._name_is_typed = False
        self.reveal = QToolButton()
        self.browse = QPushButton("Browse…")
        self.connection = Field("Connection string", 2)
        self.password = Field(_PASSWORD, 0, self.reveal)
        self.name = Field("Name of the profile", 0)
        self.images = Field("Pictures", 1, self.browse)
        self._set_up_fields()
        pair = QHBoxLayout()
        pair.setSpacing(tokens.SPACE_12)
        for field in (self.name, self.password):
            pair.addLayout(field, 1)
            pair.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self.connection)
        self.column.addLayout(pair)
        self.column.addLayout(self.images)
        self.clear()

    def order(self) -> list[QWidget]:
        return [
            self.connection.edit,
            self.name.edit,
            self.password.edit,
            self.reveal,
            self.images.edit,
            self.browse,
        ]

    def _set_up_fields(self) -> None:
        self.connection.edit.setPlaceholderText(CONNECTION_EXAMPLE)
        self.connection.edit.textChanged.connect(self._read)
        self.connection.edit.editingFinished.connect(self._take_password)
        self.name.edit.textEdited.connect(self._name_was_typed)
        self.name.edit.textChanged.connect(self.refresh)
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.reveal.setCheckable(True)
        self.reveal.setIcon(icons.icon("eye"))
        self.reveal.setFixedHeight(self.browse.sizeHint().height())
        self.reveal.setIconSize(QSize(tokens.ICON, tokens.ICON))
        self.reveal.setToolTip("Show the password")
        self.reveal.setAccessibleName("Show the password")
        self.reveal.toggled.connect(self._reveal_password)
        self.images.edit.setPlaceholderText("https://example.com, or a folder (can be set later)")
        self.images.edit.textChanged.connect(self._check_images)
        self.browse.setAutoDefault(True)
        self.browse.setAccessibleName("Browse for the folder of the pictures")
        self.browse.clicked.connect(self._browse)
        for field in (self.connection, self.name, self.password, self.images):
            field.edit.returnPressed.connect(self.try_submit)

    def request(self) -> ConnectionRequest:
        """What was filled in. Only when it is complete."""
        if self._settings is None:
            raise ValueError("The form is not complete.")
        own = self._settings.password
        return ConnectionRequest(
            name=self.name.text,
            text=self._settings.without_password(),
            password=own.reveal() if own is not None else self.password.edit.text(),
            image_base=self.images.text,
        )

    def is_complete(self) -> bool:
        name_is_good = bool(self.name.text) and not check_name(self.name.text).blocks
        return self._settings is not None and name_is_good and self.images.level != "bad"

    def focus_first(self) -> None:
        self.connection.edit.setFocus()

    def clear(self) -> None:
        self._name_is_typed = False
        for field in (self.connection, self.name, self.password, self.images):
            field.edit.clear()
        self.reveal.setChecked(False)
        self.password.label.setText(_PASSWORD)
        self._read()
        self._check_images()

    def _read(self) -> None:
        text = self.connection.edit.text()
        pasted = len(text) > self._length + 1
        self._length = len(text)
        reading = read_connection(text)
        self._settings = reading.settings
        self.connection.show_feedback(reading.feedback)
        if reading.settings is not None and not self._name_is_typed:
            self.name.edit.setText(profile_name(reading.settings))
            self.name.edit.setCursorPosition(0)
        if pasted:
            self._take_password()
        self.refresh()

    def _take_password(self) -> None:
        settings = self._settings
        if settings is None or settings.password is None:
            return
        notes = settings.notes
        self.password.edit.setText(settings.password.reveal())
        self.password.label.setText(_TAKEN)
        shown = settings.without_password()
        self._length = len(shown)
        self.connection.edit.setText(shown)
        self.connection.edit.setCursorPosition(0)
        if notes and self._settings is not None:
            # The text is now as CharStudio writes it; what was left out of the pasted one is still worth knowing.
            self.connection.show_feedback(describe(self._settings, notes))

    def _name_was_typed(self, text: str) -> None:
        self._name_is_typed = bool(text.strip())

    def _check_images(self) -> None:
        self.images.show_feedback(check_images(self.images.text))
        self.refresh()

    def _reveal_password(self, shown: bool) -> None:
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.reveal.setIcon(icons.icon("eye-slash" if shown else "eye"))

    def _browse(self) -> None:
        dialog = QFileDialog(self, "The folder of the pictures")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.images.edit.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
