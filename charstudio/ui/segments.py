"""A few exclusive choices side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from charstudio.ui.theme import icons, tokens


class Segments(QFrame):
    """``chosen`` carries the name of the segment that was pressed or chosen."""

    chosen = Signal(str)

    def __init__(self, segments: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        """``segments`` are (name, label, icon)."""
        super().__init__(parent)
        self.setProperty("kind", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for position, (name, label, icon) in enumerate(segments):
            button = QToolButton()
            button.setProperty(
                "segment", "first" if position == 0 else "last" if position == len(segments) - 1 else "middle"
            )
            button.setText(label)
            button.setIcon(icons.icon(icon))
            button.setIconSize(QSize(tokens.ICON, tokens.ICON))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setCheckable(True)
            button.setToolTip(label)
            button.setAccessibleName(label)
            self._group.addButton(button)
            self._buttons[name] = button
            row.addWidget(button)
            button.toggled.connect(lambda on, name=name: self.chosen.emit(name) if on else None)
        next(iter(self._buttons.values())).setChecked(True)

    def set_compact(self, compact: bool) -> None:
        """Show the icons alone; the labels become tooltips."""
        style = Qt.ToolButtonStyle
        for button in self._buttons.values():
            button.setToolButtonStyle(style.ToolButtonIconOnly if compact else style.ToolButtonTextBesideIcon)

    @property
    def current(self) -> str:
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def choose(self, name: str) -> None:
        """Choose a segment; an unknown name (from settings of another version) changes nothing."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)
