"""What a form says in place: an error with its remedy, and work that goes on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from charstudio.domain.errors import ExpectedError
from charstudio.logs import redact
from charstudio.ui.states import IconLabel
from charstudio.ui.theme import tokens

_STEPS: Final = 1000
"""Of the progress bar, which counts in whole numbers."""


class Notice(QFrame):
    """What went wrong, and what to do next."""

    def __init__(self) -> None:
        super().__init__()
        self.what = QLabel()
        self.remedy = QLabel()
        self.remedy.setProperty("level", "secondary")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self.what, self.remedy):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(IconLabel("warning-circle-fill", tokens.ICON, "bad"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self.hide()

    def show_error(self, error: ExpectedError) -> None:
        self.what.setText(redact(error.what))
        self.remedy.setText(redact(error.remedy))
        self.remedy.setVisible(bool(error.remedy))
        self.setAccessibleName(redact(str(error)))
        self.show()


class ProgressLine(QWidget):
    """A bar with what is being done above it."""

    def __init__(self) -> None:
        super().__init__()
        self._text = QLabel()
        self._text.setProperty("level", "secondary")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._percent = QLabel()
        self._percent.setProperty("level", "secondary")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        texts = QHBoxLayout()
        texts.addWidget(self._text, 1)
        texts.addWidget(self._percent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addLayout(texts)
        column.addWidget(self.bar)
        column.addStretch(1)

    def show_progress(self, text: str, fraction: float | None) -> None:
        self._text.setText(text)
        self.bar.setAccessibleName(text)
        if fraction is None:
            self.bar.setRange(0, 0)
            self._percent.clear()
            return
        done = min(max(fraction, 0.0), 1.0)
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(round(done * _STEPS))
        self._percent.setText(f"{done:.0%}")
