"""What is said first after an upgrade that failed: the way back, then what went wrong."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from charstudio.domain.database_state import UpgradeFailedError
from charstudio.logs import redact
from charstudio.ui.database.parts import button, label
from charstudio.ui.database.words import way_back
from charstudio.ui.states import IconLabel
from charstudio.ui.theme import tokens


class WayBack(QFrame):
    """The backup, the command that restores it, and a button that does so; below it the error.

    ``restore_wanted`` carries the path of the backup.
    """

    restore_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "inset")
        self._backup: Path | None = None
        self.sentence = label()
        self.command = label()
        self.command.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.error = label(level="secondary")
        self.copy = button("Copy the command", "copy")
        self.copy.clicked.connect(self._copy)
        self.restore = button("Restore into a new library…", "clock-counter-clockwise")
        self.restore.clicked.connect(lambda: self.restore_wanted.emit(self._backup))
        close = button("Close", kind="quiet")
        close.clicked.connect(self.hide)
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(tokens.SPACE_8)
        buttons.addWidget(self.restore)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(IconLabel("clock-counter-clockwise", tokens.ICON, "warning"))
        head.addWidget(label("The way back", "strong"), 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_12] * 4)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(head)
        column.addWidget(self.sentence)
        column.addWidget(self.command)
        column.addWidget(self._buttons)
        column.addSpacing(tokens.SPACE_4)
        column.addWidget(self.error)
        self.hide()

    def show_error(self, error: UpgradeFailedError) -> None:
        self._backup = error.backup
        sentence, command = way_back(error)
        self.sentence.setText(sentence)
        self.command.setText(command)
        self.command.setVisible(bool(command))
        self._buttons.setVisible(bool(command))
        self.error.setText(redact(str(error)))
        self.setAccessibleName(f"The way back. {sentence}")
        self.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.command.text())
        self.copy.setText("Copied")
