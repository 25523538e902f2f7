"""CharStudio's mark: a picture card with a person on it, in front of another."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from charstudio.ui.theme.theme import color, colors


def paint_mark(painter: QPainter, rect: QRectF) -> None:
    """Draw the mark into ``rect``, a square of any size, in the colours in force."""
    current = colors()
    unit = rect.width() / 16
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(unit, unit)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(current.accent, 0.4))
    painter.save()
    painter.translate(8, 8)
    painter.rotate(-14)
    painter.drawRoundedRect(QRectF(-5.6, -6.6, 10, 13), 2.4, 2.4)
    painter.restore()
    card = QPainterPath()
    card.addRoundedRect(QRectF(4, 2, 10.4, 13.2), 2.4, 2.4)
    painter.fillPath(card, color(current.accent))
    painter.setBrush(color(current.on_accent))
    painter.drawEllipse(QPointF(9.2, 7), 2.3, 2.5)
    shoulders = QPainterPath()
    shoulders.addEllipse(QPointF(9.2, 14.6), 4.2, 3.9)
    painter.fillPath(shoulders.intersected(card), color(current.on_accent))
    painter.restore()


class Mark(QWidget):
    """The mark as a widget of a fixed size. Decoration: it says nothing that the text beside it does not."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, QRectF(self.rect()))
        painter.end()
