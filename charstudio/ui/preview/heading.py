"""A title with a quiet addition behind it, on one line that never asks for room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from charstudio.ui.preview.reading import reading_direction
from charstudio.ui.theme import tokens
from charstudio.ui.theme.theme import color, colors, font


class Heading(QWidget):
    """The title keeps half of the room at least, the addition ("3 of 201") what it can."""

    def __init__(self, size: int = tokens.TYPE_TITLE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strong, self._plain = font(size, tokens.WEIGHT_STRONG), font()
        self._title = self._addition = ""
        self._marked = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_text(self, title: str, addition: str) -> None:
        self._title, self._addition = title, addition
        self.setAccessibleName(", ".join(filter(None, (title, addition))))
        self.update()

    def set_marked(self, marked: bool) -> None:
        """Draw the title in the accent colour: it names what the keyboard speaks to."""
        self._marked = marked
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tokens.MIDDLE_WIDTH, tokens.SPACE_32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        strong, plain = QFontMetricsF(self._strong), QFontMetricsF(self._plain)
        room = float(self.width())
        gap = tokens.SPACE_8 if self._addition else 0
        spare = room - gap - min(strong.horizontalAdvance(self._title), room / 2)
        addition = plain.elidedText(self._addition, Qt.TextElideMode.ElideRight, spare)
        addition_width = plain.horizontalAdvance(addition)
        title = strong.elidedText(self._title, Qt.TextElideMode.ElideRight, room - addition_width - gap)
        title_width = strong.horizontalAdvance(title)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = room - title_width if right_to_left else 0.0
        baseline = (self.height() + strong.ascent() - strong.descent()) / 2
        self._draw(painter, title, QRectF(x, 0, title_width, baseline), marked=self._marked)
        x = x - gap - addition_width if right_to_left else title_width + gap
        self._draw(painter, addition, QRectF(x, 0, addition_width, baseline), quiet=True)
        painter.end()

    def _draw(self, painter: QPainter, text: str, place: QRectF, marked: bool = False, quiet: bool = False) -> None:
        current = colors()
        painter.setFont(self._plain if quiet else self._strong)
        painter.setPen(color(current.secondary if quiet else current.accent if marked else current.text))
        painter.setLayoutDirection(reading_direction(text))
        painter.drawText(place.bottomLeft(), text)
