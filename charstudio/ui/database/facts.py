"""Labels and what is so, in two columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from charstudio.ui.database.parts import label
from charstudio.ui.theme import tokens

_LABELS_WIDTH: Final = 72


class Facts(QWidget):
    """The rows stay when their values change, so that nothing jumps."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.SPACE_16)
        self._grid.setVerticalSpacing(tokens.SPACE_8)
        self._grid.setColumnMinimumWidth(0, _LABELS_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._values: list[QLabel] = []

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """The same labels each time, in the same order."""
        for row, (name, value) in enumerate(facts):
            if row == len(self._values):
                self._values.append(label())
                self._grid.addWidget(label(name, "secondary"), row, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(self._values[row], row, 1)
            self._values[row].setText(value)

    @property
    def values(self) -> list[str]:
        return [value.text() for value in self._values]
