"""The status line: server and library at the left, the selection at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from charstudio.ui.theme import tokens


class StatusBar(QFrame):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setProperty("edge", "top")
        self.setFixedHeight(tokens.STATUS_HEIGHT)
        self._place = _caption()
        self._backup = _caption()
        self._warning = _caption()
        self._warning.setProperty("level", "caption-warning")
        self._selection = _caption()
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_16, 0, tokens.SPACE_16, 0)
        row.setSpacing(tokens.SPACE_16)
        row.addWidget(self._place)
        row.addWidget(self._backup)
        row.addWidget(self._warning)
        row.addStretch(1)
        row.addWidget(self._selection)

    def show_place(self, words: str) -> None:
        self._place.setText(words)

    def show_backup(self, words: str) -> None:
        """When the database was last backed up; nothing for nothing."""
        self._backup.setText(words)
        self._backup.setVisible(bool(words))

    def show_warning(self, words: str) -> None:
        self._warning.setText(words)

    def show_selection(self, words: str) -> None:
        self._selection.setText(words)


def _caption() -> QLabel:
    label = QLabel()
    label.setProperty("level", "caption")
    return label
