"""The right side of the dialog: the form, what is said below it, and the buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from charstudio.ui.profiles.draft import Draft
from charstudio.ui.profiles.form import ProfileForm
from charstudio.ui.profiles.tray import Tray
from charstudio.ui.theme import tokens

_MADE_LATER = "The library is made when it is first opened."
_IS_OPEN = "This library is open."


class ProfileBody(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.form = ProfileForm()
        self.tray = Tray()
        self.test = QPushButton("Test connection")
        self.close_button = QPushButton("Close")
        self.close_button.setProperty("kind", "quiet")
        self.save = QPushButton("Save")
        self.open_button = QPushButton("Open")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.form)
        buttons = QFrame()
        # A question brings buttons of its own.
        self.tray.asking.connect(buttons.setHidden)
        buttons.setProperty("surface", "panel")
        buttons.setProperty("edge", "top")
        row = QHBoxLayout(buttons)
        row.setContentsMargins(tokens.SPACE_24, tokens.SPACE_16, tokens.SPACE_24, tokens.SPACE_16)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.test)
        row.addStretch(1)
        for button in (self.close_button, self.save, self.open_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(self.tray)
        column.addWidget(buttons)

    def order(self) -> list[QWidget]:
        """The widgets as Tab goes through them."""
        return [*self.form.order(), self.tray.stop, self.test, self.close_button, self.save, self.open_button]

    def refresh(self, draft: Draft | None, *, is_open: bool, busy: bool) -> None:
        """What can be done with the draft now, and which button is the next step."""
        obstacle = draft.obstacle() if draft is not None else ""
        usable = draft is not None and not obstacle and not busy
        changed = draft is not None and draft.is_changed
        made_later = draft is not None and not draft.is_team and not draft.made
        self.test.setEnabled(usable and not made_later)
        self.test.setToolTip(_MADE_LATER if made_later else obstacle)
        self.save.setEnabled(usable and changed)
        self.save.setToolTip(obstacle if changed else "")
        self.open_button.setText("Save and open" if changed and not is_open else "Open")
        self.open_button.setEnabled(usable and not is_open)
        self.open_button.setToolTip(_IS_OPEN if is_open else obstacle)
        _set_primary(self.save, primary=changed)
        _set_primary(self.open_button, primary=not changed)
        self.form.setEnabled(not busy)
        self.close_button.setEnabled(not busy)


def _set_primary(button: QPushButton, *, primary: bool) -> None:
    set_kind(button, "primary" if primary else "")
    button.setDefault(primary)


def set_kind(button: QPushButton, kind: str) -> None:
    """Change the ``kind`` that the style sheet goes by, now."""
    if (button.property("kind") or "") != kind:
        button.setProperty("kind", kind or None)
        button.style().unpolish(button)
        button.style().polish(button)
