"""What the forms of the cards share: two buttons, and when they can be pressed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from charstudio.ui.theme import tokens


class Form(QWidget):
    """``buttons`` is a widget of its own: the card puts it below its notice and swaps it for the progress."""

    submitted = Signal()
    cancelled = Signal()

    def __init__(self, submit_text: str) -> None:
        super().__init__()
        self.submit_text = submit_text
        self.submit = QPushButton(submit_text)
        self.submit.setProperty("kind", "primary")
        self.submit.setAutoDefault(True)
        self.submit.clicked.connect(self.try_submit)
        self.cancel = QPushButton("Cancel")
        self.cancel.setProperty("kind", "quiet")
        self.cancel.setAutoDefault(True)
        self.cancel.clicked.connect(self.cancelled)
        self.buttons = QWidget()
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.submit)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(tokens.SPACE_12)

    def is_complete(self) -> bool:
        """Whether it can be submitted as it is."""
        raise NotImplementedError

    def order(self) -> list[QWidget]:
        """The widgets of the form as Tab goes through them."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the cursor where typing begins."""
        raise NotImplementedError

    def clear(self) -> None:
        """Forget what was typed, passwords above all."""
        raise NotImplementedError

    def try_submit(self) -> None:
        if self.is_complete():
            self.submitted.emit()

    def refresh(self) -> None:
        """After each change: the button follows the fields, and says again what it does."""
        self.submit.setEnabled(self.is_complete())
        self.submit.setText(self.submit_text)
