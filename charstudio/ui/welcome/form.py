"""What all forms on the cards share: labelled fields with a line of feedback, and two buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from charstudio.ui.states import set_level
from charstudio.ui.theme import tokens
from charstudio.ui.theme.theme import font
from charstudio.ui.welcome.feedback import Feedback


class Field(QVBoxLayout):
    """A label, a line to type in (with buttons beside it) and a line of feedback that keeps its height."""

    def __init__(self, label: str, lines: int, *beside: QWidget) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setAccessibleName(label)
        self.label = QLabel(label)
        self.label.setProperty("level", "caption")
        self.label.setBuddy(self.edit)
        self.feedback = QLabel()
        self.feedback.setProperty("level", "caption")
        self.feedback.setFont(font(tokens.TYPE_CAPTION))
        self.feedback.setTextFormat(Qt.TextFormat.PlainText)
        self.feedback.setWordWrap(True)
        self.feedback.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.feedback.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.feedback.setMinimumHeight(lines * (tokens.TYPE_CAPTION + tokens.SPACE_4))
        self.level = "caption"
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_4)
        row.addWidget(self.edit, 1)
        for widget in beside:
            row.addWidget(widget)
        self.setSpacing(tokens.SPACE_4)
        self.addWidget(self.label)
        self.addLayout(row)
        if lines:
            self.addWidget(self.feedback)

    @property
    def text(self) -> str:
        return self.edit.text().strip()

    def show_feedback(self, feedback: Feedback) -> None:
        self.level = feedback.level
        self.feedback.setText(feedback.text)
        self.edit.setAccessibleDescription(feedback.text)
        set_level(self.feedback, feedback.level)


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
