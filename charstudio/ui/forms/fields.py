"""Labelled lines to type in, each with a line of feedback below."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from charstudio.ui.forms.feedback import Feedback
from charstudio.ui.states import set_level
from charstudio.ui.theme import icons, tokens
from charstudio.ui.theme.theme import font


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


class PasswordField(Field):
    """A password, hidden until the eye beside it is pressed."""

    def __init__(self, label: str, *beside: QWidget) -> None:
        self.reveal = QToolButton()
        super().__init__(label, 0, self.reveal, *beside)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.reveal.setCheckable(True)
        self.reveal.setIcon(icons.icon("eye"))
        self.reveal.setIconSize(QSize(tokens.ICON, tokens.ICON))
        self.reveal.setFixedHeight(QPushButton("…").sizeHint().height())
        self.reveal.setToolTip("Show the password")
        self.reveal.setAccessibleName("Show the password")
        self.reveal.toggled.connect(self._reveal)

    def _reveal(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.reveal.setIcon(icons.icon("eye-slash" if shown else "eye"))


class Wanted(Enum):
    """What a PathField looks for."""

    FOLDER = QFileDialog.FileMode.Directory
    FILE = QFileDialog.FileMode.ExistingFile


class PathField(Field):
    """A place on disk, typed or looked for; what is chosen in the dialog counts as typed."""

    def __init__(self, label: str, lines: int, wanted: Wanted, title: str) -> None:
        """``title`` is that of the dialog, and says what is looked for."""
        self.browse = QPushButton("Browse…")
        super().__init__(label, lines, self.browse)
        self._wanted = wanted
        self._title = title
        self.browse.setAutoDefault(True)
        self.browse.setAccessibleName(f"Browse for {title[0].lower()}{title[1:]}")
        self.browse.clicked.connect(self._browse)

    def _browse(self) -> None:
        dialog = QFileDialog(self.browse, self._title)
        dialog.setFileMode(self._wanted.value)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, self._wanted is Wanted.FOLDER)
        dialog.fileSelected.connect(self.edit.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
