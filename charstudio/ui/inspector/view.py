"""The inspector."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from charstudio.domain.attention import defects
from charstudio.domain.errors import ExpectedError
from charstudio.domain.records import Character, Variant
from charstudio.ui.inspector import fields
from charstudio.ui.inspector.chips import Chips
from charstudio.ui.inspector.fields import Field, Section
from charstudio.ui.inspector.portrait import Portrait
from charstudio.ui.pictures import PictureProvider
from charstudio.ui.states import PanelStack, State, error_state
from charstudio.ui.theme import tokens

_NOTHING: Final = State("cursor", "Nothing chosen", "Choose a character to see its picture and its fields.")
_TABS: Final = ("Details", "Attributes", "Metadata")


class Inspector(QFrame):
    """Shows one character, and on top of it one of its variants. ``opened`` asks for the preview of the picture."""

    opened = Signal()
    reload_wanted = Signal()

    def __init__(self, pictures: PictureProvider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._character: Character | None = None
        self._variant: Variant | None = None
        self._portrait = Portrait(pictures)
        self._portrait.opened.connect(self.opened)
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        for title in _TABS:
            self._tabs.addTab(title)
        self._tabs.currentChanged.connect(self._rebuild)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        head = QVBoxLayout()
        head.setContentsMargins(tokens.SPACE_16, tokens.SPACE_16, tokens.SPACE_16, 0)
        head.setSpacing(tokens.SPACE_12)
        head.addWidget(self._portrait)
        head.addWidget(self._tabs)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        self._stack = PanelStack(content)
        self._stack.acted.connect(self.reload_wanted)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._stack.show_state(_NOTHING)

    def show_character(self, character: Character | None) -> None:
        """Show a character without a variant; None when nothing is chosen."""
        self._character, self._variant = character, None
        self._show()

    def show_variant(self, variant: Variant | None) -> None:
        """Show a variant of the character that is shown, or the character alone again."""
        self._variant = variant
        self._show()

    def show_error(self, error: ExpectedError) -> None:
        self._stack.show_state(error_state(error))

    @property
    def tab(self) -> int:
        return self._tabs.currentIndex()

    def set_tab(self, number: int) -> None:
        self._tabs.setCurrentIndex(number)

    def _show(self) -> None:
        if self._character is None:
            self._stack.show_state(_NOTHING)
            return
        shown = self._variant or self._character
        self._portrait.show_picture(shown.image or shown.thumbnail)
        self._portrait.setAccessibleDescription(self._character.title)
        self._rebuild()
        self._stack.show_content()

    def _rebuild(self) -> None:
        character = self._character
        if character is None:
            return
        sections: list[Section] = []
        if self.tab == 0:
            if self._variant is not None:
                sections.append(fields.variant_details(self._variant))
            now = datetime.now(UTC).replace(tzinfo=None)
            sections.append(fields.character_details(character, defects(character, now)))
        elif self.tab == 1:
            sections.append(fields.character_attributes(character))
        else:
            sections.append(fields.character_metadata(character))
        self._scroll.setWidget(_sheet(sections, character.title))


def _sheet(sections: Sequence[Section], title: str) -> QWidget:
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_4, tokens.SPACE_16, tokens.SPACE_24)
    column.setSpacing(tokens.SPACE_16)
    for number, section in enumerate(sections):
        heading = section.title or (title if len(sections) > 1 and number else "")
        if heading:
            column.addWidget(_label(heading, "strong"))
        if section.warnings:
            column.addWidget(_label("\n".join(section.warnings), "warning"))
        column.addLayout(_grid(section.fields))
    column.addStretch(1)
    return sheet


def _grid(items: Sequence[Field]) -> QGridLayout:
    """Paired fields side by side, the others across."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.SPACE_12)
    grid.setVerticalSpacing(tokens.SPACE_12)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    row, left_taken = 0, False
    for item in items:
        if item.paired and left_taken:
            grid.addLayout(_block(item), row, 1, Qt.AlignmentFlag.AlignTop)
            row, left_taken = row + 1, False
        elif item.paired:
            grid.addLayout(_block(item), row, 0, Qt.AlignmentFlag.AlignTop)
            left_taken = True
        else:
            row += left_taken
            left_taken = False
            grid.addLayout(_block(item), row, 0, 1, 2)
            row += 1
    return grid


def _block(item: Field) -> QVBoxLayout:
    block = QVBoxLayout()
    block.setSpacing(tokens.SPACE_4)
    block.addWidget(_label(item.label, "caption"))
    if item.absent:
        block.addWidget(_label(item.absent, "absent"))
    elif item.chips:
        block.addWidget(Chips(item.chips))
    else:
        block.addWidget(_line(item) if item.single_line else _paragraph(item))
    return block


def _label(words: str, level: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    # Equal halves, whatever words stand in them.
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    if level:
        label.setProperty("level", level)
    return label


def _paragraph(item: Field) -> QLabel:
    label = _label(item.value, "")
    label.setAccessibleName(f"{item.label}: {item.value}")
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


def _line(item: Field) -> QLineEdit:
    """An address or an id: a label could not wrap it, and what is copied from a line is the text itself."""
    line = QLineEdit(item.value)
    line.setReadOnly(True)
    line.setProperty("kind", "plain")
    line.setCursorPosition(0)
    # QLineEdit keeps two pixels free that a label does not.
    line.setTextMargins(-2, 0, 0, 0)
    line.setToolTip(item.value)
    line.setAccessibleName(item.label)
    return line
