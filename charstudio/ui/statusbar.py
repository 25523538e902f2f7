"""The status line: server and library at the left, selection and passing messages at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from charstudio.ui.theme import tokens

_MESSAGE_MS: Final = 6000


class StatusBar(QFrame):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setProperty("edge", "top")
        self.setFixedHeight(tokens.STATUS_HEIGHT)
        self._place = _caption()
        self._warning = _caption()
        self._warning.setProperty("level", "caption-warning")
        self._selection = _caption()
        self._message = _caption()
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_16, 0, tokens.SPACE_16, 0)
        row.setSpacing(tokens.SPACE_16)
        row.addWidget(self._place)
        row.addWidget(self._warning)
        row.addStretch(1)
        row.addWidget(self._message)
        row.addWidget(self._selection)
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.setInterval(_MESSAGE_MS)
        self._passing.timeout.connect(self._message.clear)

    def show_place(self, words: str) -> None:
        self._place.setText(words)

    def show_warning(self, words: str) -> None:
        self._warning.setText(words)

    def show_selection(self, words: str) -> None:
        self._selection.setText(words)

    def show_message(self, words: str) -> None:
        """A message that goes away by itself."""
        self._message.setText(words)
        self._passing.start()


def _caption() -> QLabel:
    label = QLabel()
    label.setProperty("level", "caption")
    return label
