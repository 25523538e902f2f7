"""The About dialog."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontMetrics, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from charstudio.ui.about.facts import NO_LOG, Facts
from charstudio.ui.mark import Mark
from charstudio.ui.theme import icons, tokens

_WIDTH: Final = 520
_MARK: Final = 48
_LABELS_WIDTH: Final = 136
_PURPOSE: Final = "Characters, themes and variants, in one place."


class AboutDialog(QDialog):
    """Name, versions and places, each of which can be selected and copied."""

    def __init__(self, facts: Facts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About CharStudio")
        self._facts = facts
        self.copy = QPushButton("Copy details")
        self.copy.clicked.connect(self._copy_details)
        close = QPushButton("Close")
        close.setProperty("kind", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_24] * 4)
        column.setSpacing(tokens.SPACE_16)
        column.addLayout(self._head())
        column.addWidget(_line())
        column.addLayout(self._table())
        column.addWidget(_line())
        column.addLayout(buttons)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        close.setFocus()

    def _head(self) -> QHBoxLayout:
        texts = QVBoxLayout()
        texts.setSpacing(tokens.SPACE_4)
        texts.addWidget(_label("CharStudio", "page"))
        texts.addWidget(_label(_PURPOSE, "secondary"))
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_16)
        row.addWidget(Mark(_MARK))
        row.addLayout(texts, 1)
        return row

    def _table(self) -> QGridLayout:
        table = QGridLayout()
        table.setHorizontalSpacing(tokens.SPACE_16)
        table.setVerticalSpacing(0)
        table.setColumnMinimumWidth(0, _LABELS_WIDTH)
        table.setColumnMinimumWidth(1, _WIDTH - _LABELS_WIDTH - tokens.SPACE_16 - 2 * tokens.SPACE_24)
        table.setColumnStretch(1, 1)
        rows: list[tuple[str, QWidget]] = [("Version", _value(self._facts.version))]
        rows += [(part, _value(text)) for part, text in self._facts.versions]
        log = self._facts.log_file
        rows.append(("Log file", PlaceRow("log file", log) if log else _value(NO_LOG)))
        data = self._facts.data_folder
        rows.append(("Data folder", PlaceRow("data folder", data) if data else _value("It cannot be made")))
        rows.append(("Licence", _value(self._facts.licence)))
        for number, (name, value) in enumerate(rows):
            table.addWidget(_label(name, "secondary"), number, 0, Qt.AlignmentFlag.AlignVCenter)
            table.addWidget(value, number, 1)
            table.setRowMinimumHeight(number, tokens.ROW_HEIGHT)
        return table

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._facts.as_text())
        self.copy.setText("Copied")


class PlaceRow(QWidget):
    """A path that opens on a click, shortened in the middle to the room there is, with a button that copies it."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__()
        self._path = path
        self.link = QPushButton()
        self.link.setProperty("kind", "link")
        self.link.setCursor(Qt.CursorShape.PointingHandCursor)
        self.link.setToolTip(f"{path}\nOpen")
        self.link.setAccessibleName(f"Open the {name} {path}")
        self.link.clicked.connect(self._open)
        self.copy = QToolButton()
        self.copy.setProperty("kind", "quiet")
        self.copy.setIcon(icons.icon("copy"))
        self.copy.setIconSize(QSize(tokens.ICON, tokens.ICON))
        self.copy.setToolTip("Copy the path")
        self.copy.setAccessibleName(f"Copy the path of the {name}")
        self.copy.clicked.connect(self._copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_4)
        for button in (self.link, self.copy):
            button.setFixedHeight(tokens.ROW_HEIGHT)
        row.addWidget(self.link)
        row.addStretch(1)
        row.addWidget(self.copy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self.copy.sizeHint().width() - tokens.SPACE_16
        metrics = QFontMetrics(self.link.font())
        self.link.setText(metrics.elidedText(str(self._path), Qt.TextElideMode.ElideMiddle, room))

    def sizeHint(self) -> QSize:
        # The path takes what room the table has; it does not ask for any.
        return QSize(0, tokens.ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._path))


def _label(text: str, level: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("level", level)
    return label


def _value(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("line", "true")
    line.setFixedHeight(1)
    return line
