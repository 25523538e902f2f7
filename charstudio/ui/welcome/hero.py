"""The picture side of the welcome page: a wall of character cards, in silhouette until there are real ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from charstudio.ui.mark import Mark
from charstudio.ui.theme import tokens
from charstudio.ui.theme.theme import color, colors

_COLUMN: Final = 132
_OFFSETS: Final = (0.0, 0.5, 0.2, 0.7)
"""How far each column of the wall is shifted up, in cards."""
_MARK: Final = 32
_TAGLINE: Final = "Every character of your platform,\nwith its themes and variants, in one place."


class Hero(QWidget):
    """Name and purpose of CharStudio above the wall. Decoration, but for its two labels."""

    def __init__(self) -> None:
        super().__init__()
        self._pictures: Sequence[QImage] = ()
        name = QLabel("CharStudio")
        name.setProperty("level", "page")
        tagline = QLabel(_TAGLINE)
        tagline.setProperty("level", "secondary")
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_12)
        head.addWidget(Mark(_MARK))
        head.addWidget(name)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_32] * 4)
        column.setSpacing(tokens.SPACE_12)
        column.addLayout(head)
        column.addWidget(tagline)
        column.addStretch(1)
        self._last_label = tagline

    def set_pictures(self, pictures: Sequence[QImage]) -> None:
        """Portraits to show, best about 300 pixels wide; they repeat when the wall is larger."""
        self._pictures = tuple(pictures)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        current = colors()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), color(current.side_bar))
        top = self._last_label.geometry().bottom() + tokens.SPACE_32
        wall = QRectF(0, top, self.width(), self.height() - top)
        painter.setClipRect(wall)
        for number, card in enumerate(self._cards(wall)):
            self._paint_card(painter, card, number)
        self._fade(painter, wall)
        painter.setClipping(False)
        painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), color(current.line))
        painter.end()

    def _cards(self, wall: QRectF) -> Iterator[QRectF]:
        columns = max(2, round((wall.width() - tokens.SPACE_32) / _COLUMN))
        width = (wall.width() - 2 * tokens.SPACE_32 - (columns - 1) * tokens.SPACE_12) / columns
        size = QSizeF(width, width * tokens.CARD_RATIO)
        step = size.height() + tokens.SPACE_12
        for column in range(columns):
            x = wall.left() + tokens.SPACE_32 + column * (width + tokens.SPACE_12)
            y = wall.top() - step * _OFFSETS[column % len(_OFFSETS)]
            while y < wall.bottom():
                yield QRectF(QPointF(x, y), size)
                y += step

    def _paint_card(self, painter: QPainter, card: QRectF, number: int) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(card, tokens.RADIUS_CARD, tokens.RADIUS_CARD)
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        if self._pictures:
            _paint_picture(painter, card, self._pictures[number % len(self._pictures)])
        else:
            _paint_silhouette(painter, card, number)
        painter.restore()

    def _fade(self, painter: QPainter, wall: QRectF) -> None:
        """The wall comes out of the ground at the top and goes back into it at the bottom."""
        ground = colors().side_bar
        for start, end in (
            (wall.top(), wall.top() + tokens.SPACE_32 * 3),
            (wall.bottom(), wall.bottom() - tokens.SPACE_32 * 3),
        ):
            gradient = QLinearGradient(0, start, 0, end)
            gradient.setColorAt(0, color(ground))
            gradient.setColorAt(1, color(ground, 0.0))
            painter.fillRect(QRectF(wall.left(), min(start, end), wall.width(), abs(end - start)), gradient)


def _paint_picture(painter: QPainter, card: QRectF, picture: QImage) -> None:
    """Cropped to the card from the top third, where faces are."""
    scale = max(card.width() / picture.width(), card.height() / picture.height())
    width, height = card.width() / scale, card.height() / scale
    source = QRectF((picture.width() - width) / 2, (picture.height() - height) / 3, width, height)
    painter.drawImage(card, picture, source)


def _paint_silhouette(painter: QPainter, card: QRectF, number: int) -> None:
    current = colors()
    tone = (current.accent, current.good, current.bad, current.accent, current.warning)[number % 5]
    strength = (0.0, 0.08, 0.04)[number % 3]
    ground = QLinearGradient(card.topLeft(), card.bottomLeft())
    ground.setColorAt(0, _mixed(tone, current.card, 0.14 + strength))
    ground.setColorAt(1, _mixed(tone, current.card, 0.34 + strength))
    painter.fillRect(card, ground)
    painter.setPen(Qt.PenStyle.NoPen)
    unit = card.width() / 100
    middle = card.center().x() + (-4, 0, 5, 2)[number % 4] * unit
    face = card.top() + 50 * unit
    hair = _mixed(tone, current.text, 0.62) if not current.dark else _mixed(tone, current.window, 0.42)
    painter.setBrush(hair)
    _paint_hair(painter, middle, face, unit, number % 4)
    painter.setBrush(_mixed(tone, current.card, 0.72))
    painter.drawEllipse(QPointF(middle, card.bottom() + 14 * unit), 42 * unit, 40 * unit)
    skin = _mixed(tone, current.panel, 0.22 + strength) if not current.dark else _mixed(tone, current.text, 0.45)
    painter.setBrush(skin)
    painter.drawRoundedRect(QRectF(middle - 8 * unit, face + 10 * unit, 16 * unit, 27 * unit), 8 * unit, 8 * unit)
    painter.drawEllipse(QPointF(middle, face), 19 * unit, 23 * unit)
    painter.setBrush(hair)
    fringe = QPainterPath()
    fringe.addEllipse(QPointF(middle, face), 20 * unit, 24 * unit)
    above = QPainterPath()
    lean = (-10, 10, -4, 6)[number % 4] * unit
    above.addEllipse(QPointF(middle + lean, face - 24 * unit), 30 * unit, 17 * unit)
    painter.drawPath(fringe.intersected(above))


def _paint_hair(painter: QPainter, middle: float, face: float, unit: float, kind: int) -> None:
    """What is seen of the hair behind the head: short, long, a bun, curly."""
    painter.drawEllipse(QPointF(middle, face - 3 * unit), 23 * unit, 25 * unit)
    if kind == 1:
        long = QRectF(middle - 24 * unit, face - 8 * unit, 48 * unit, 48 * unit)
        painter.drawRoundedRect(long, 16 * unit, 16 * unit)
    elif kind == 2:
        painter.drawEllipse(QPointF(middle + 4 * unit, face - 30 * unit), 9 * unit, 9 * unit)
    elif kind == 3:
        for x, y in ((-20, -6), (-15, -19), (0, -25), (15, -19), (20, -6)):
            painter.drawEllipse(QPointF(middle + x * unit, face + y * unit), 10 * unit, 10 * unit)


def _mixed(tone: str, ground: str, share: float) -> QColor:
    """``share`` of the one colour in the other."""
    first, second = color(tone), color(ground)
    return QColor.fromRgbF(
        first.redF() * share + second.redF() * (1 - share),
        first.greenF() * share + second.greenF() * (1 - share),
        first.blueF() * share + second.blueF() * (1 - share),
    )
