"""A connection string and its password, as two fields that know each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from charstudio.ui.forms.feedback import CONNECTION_EXAMPLE, Feedback, describe, read_connection
from charstudio.ui.forms.fields import Field, PasswordField

if TYPE_CHECKING:
    from charstudio.domain.connection import ConnectionSettings

PASSWORD: Final = "Password, if there is one"
_TAKEN: Final = "Password, taken from the connection string"


class ConnectionFields(QObject):
    """A password in a pasted string moves to the password field at once, so that it does not stay on the screen.

    ``read`` is sent after each change of the connection string; ``settings`` is None until it can be used.
    """

    read = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        label: str = PASSWORD,
        describe_settings: Callable[[ConnectionSettings, tuple[str, ...]], Feedback] = describe,
        beside_password: Sequence[QWidget] = (),
    ) -> None:
        """``describe_settings`` makes the feedback on a string that can be used, and on notes from its parse."""
        super().__init__(parent)
        self._label = label
        self._describe = describe_settings
        self._notes: tuple[str, ...] = ()
        self._length = 0
        self.settings: ConnectionSettings | None = None
        self.connection = Field("Connection string", 2)
        self.password = PasswordField(label, *beside_password)
        self.connection.edit.setPlaceholderText(CONNECTION_EXAMPLE)
        self.connection.edit.textChanged.connect(self._read)
        self.connection.edit.editingFinished.connect(self._take_password)

    @property
    def typed_password(self) -> str:
        """The password of the connection string while it still holds one, else that of its own field."""
        own = self.settings.password if self.settings is not None else None
        return own.reveal() if own is not None else self.password.edit.text()

    def fill(self, text: str, password: str = "") -> None:
        """Start with this connection string and password, in place of what was typed before."""
        self.password.label.setText(self._label)
        self.password.edit.setText(password)
        self.password.reveal.setChecked(False)
        self._length = len(text)
        if self.connection.edit.text() == text:
            self._read()
        else:
            self.connection.edit.setText(text)
            self.connection.edit.setCursorPosition(0)

    def refresh(self) -> None:
        """Say again what the connection string means."""
        if self.settings is not None:
            self.connection.show_feedback(self._describe(self.settings, self._notes))

    def _read(self) -> None:
        text = self.connection.edit.text()
        pasted = len(text) > self._length + 1
        self._length = len(text)
        reading = read_connection(text)
        self.settings, self._notes = reading.settings, ()
        self.connection.show_feedback(reading.feedback)
        self.refresh()
        if pasted and reading.settings is not None and reading.settings.password is not None:
            self._take_password()
        else:
            self.read.emit()

    def _take_password(self) -> None:
        settings = self.settings
        if settings is None or settings.password is None:
            return
        self.password.edit.setText(settings.password.reveal())
        self.password.label.setText(_TAKEN)
        shown = settings.without_password()
        self._length = len(shown)
        self.connection.edit.setText(shown)
        self.connection.edit.setCursorPosition(0)
        # The text is now as CharStudio writes it; what was left out of the pasted one is still worth knowing.
        self._notes = settings.notes
        self.refresh()
