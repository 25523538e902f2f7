"""The form for a team database: connection string, password, a name, and where its pictures are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from charstudio.ui.forms.connection import ConnectionFields
from charstudio.ui.forms.feedback import check_images, check_name, profile_name
from charstudio.ui.forms.fields import Field, PathField, Wanted
from charstudio.ui.theme import tokens
from charstudio.ui.welcome.form import Form
from charstudio.ui.welcome.request import ConnectionRequest


class ConnectionForm(Form):
    def __init__(self) -> None:
        super().__init__("Connect")
        self._name_is_typed = False
        self._fields = ConnectionFields(self)
        self.connection = self._fields.connection
        self.password = self._fields.password
        self.reveal = self.password.reveal
        self.name = Field("Name of the profile", 0)
        self.images = PathField("Pictures", 1, Wanted.FOLDER, "The folder of the pictures")
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
            self.images.browse,
        ]

    def _set_up_fields(self) -> None:
        self._fields.read.connect(self._follow)
        self.name.edit.textEdited.connect(self._name_was_typed)
        self.name.edit.textChanged.connect(self.refresh)
        self.images.edit.setPlaceholderText("https://example.com, or a folder (can be set later)")
        self.images.edit.textChanged.connect(self._check_images)
        for field in (self.connection, self.name, self.password, self.images):
            field.edit.returnPressed.connect(self.try_submit)

    def request(self) -> ConnectionRequest:
        """What was filled in. Only when it is complete."""
        settings = self._fields.settings
        if settings is None:
            raise ValueError("The form is not complete.")
        return ConnectionRequest(
            name=self.name.text,
            text=settings.without_password(),
            password=self._fields.typed_password,
            image_base=self.images.text,
        )

    def is_complete(self) -> bool:
        name_is_good = bool(self.name.text) and not check_name(self.name.text).blocks
        return self._fields.settings is not None and name_is_good and self.images.level != "bad"

    def focus_first(self) -> None:
        self.connection.edit.setFocus()

    def clear(self) -> None:
        self._name_is_typed = False
        for field in (self.name, self.images):
            field.edit.clear()
        self._fields.fill("")
        self._check_images()

    def _follow(self) -> None:
        settings = self._fields.settings
        if settings is not None and not self._name_is_typed:
            self.name.edit.setText(profile_name(settings))
            self.name.edit.setCursorPosition(0)
        self.refresh()

    def _name_was_typed(self, text: str) -> None:
        self._name_is_typed = bool(text.strip())

    def _check_images(self) -> None:
        self.images.show_feedback(check_images(self.images.text))
        self.refresh()
