"""What a test of a connection found, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from charstudio.domain.connection_report import ConnectionReport
from charstudio.ui.states import IconLabel, set_level
from charstudio.ui.theme import tokens

_LABELS_WIDTH: Final = 72


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what it is about, what was found, and a level of the style sheet."""

    label: str
    text: str
    level: str = ""


def findings(report: ConnectionReport) -> list[Finding]:
    """The lines of a report, most important first."""
    lines = [
        Finding("Server", f"PostgreSQL {report.server_version}, answers in {_milliseconds(report.latency_ms)}"),
        Finding("Role", report.role),
    ]
    if report.rights:
        lines.append(Finding("Rights", " ".join(report.rights)))
    if report.encrypted:
        lines.append(Finding("Encryption", "TLS"))
    elif report.local:
        lines.append(Finding("Encryption", "No TLS, and no network either: the server is on this computer."))
    else:
        lines.append(Finding("Encryption", "No TLS: others on the network could read along.", "warning"))
    if report.notes:
        lines.append(Finding("Notes", " ".join(report.notes)))
    return lines


def _milliseconds(value: float) -> str:
    return f"{value:.1f} ms" if value < 10 else f"{value:.0f} ms"


class ReportView(QWidget):
    """A headline with an icon, and the findings as a small table."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("", tokens.ICON, "good")
        self.headline = QLabel()
        self.headline.setProperty("level", "strong")
        self.problem = _value("")
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(self._icon)
        head.addWidget(self.headline, 1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.SPACE_12)
        self._grid.setVerticalSpacing(tokens.SPACE_4)
        self._grid.setColumnMinimumWidth(0, _LABELS_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(head)
        column.addWidget(self.problem)
        column.addLayout(self._grid)

    @property
    def text(self) -> str:
        """All of it, for screen readers."""
        rows = [f"{name.text()}: {value.text()}" for name, value in self._rows if not value.isHidden()]
        return "\n".join([self.headline.text(), *([self.problem.text()] if self.problem.text() else []), *rows])

    def show_report(self, report: ConnectionReport) -> None:
        good = not report.problem
        self._icon.set_icon("check-circle-fill" if good else "warning-fill", "good" if good else "warning")
        self.headline.setText("Connected" if good else "Connected, but CharStudio cannot work there yet")
        self.problem.setText(report.problem)
        self.problem.setVisible(not good)
        lines = findings(report)
        while len(self._rows) < len(lines):
            self._add_row()
        for number, (name, value) in enumerate(self._rows):
            for label in (name, value):
                label.setVisible(number < len(lines))
            if number < len(lines):
                name.setText(lines[number].label)
                value.setText(lines[number].text)
                set_level(value, lines[number].level)
        self.setAccessibleName(self.text)

    def _add_row(self) -> None:
        name = QLabel()
        name.setProperty("level", "secondary")
        value = _value("")
        number = len(self._rows)
        self._grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, number, 1)
        self._rows.append((name, value))


def _value(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
