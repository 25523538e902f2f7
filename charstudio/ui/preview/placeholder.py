"""What a canvas paints where there is no picture: skeleton, reason, notice; and its focus ring."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from charstudio.ui.preview.reading import reading_direction
from charstudio.ui.states import paint_skeleton
from charstudio.ui.theme import icons, tokens
from charstudio.ui.theme.theme import color, colors, font

_CENTRED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def skeleton(painter: QPainter, rect: QRect) -> None:
    """The place of a portrait that is on its way."""
    height = min(rect.height() - 2 * tokens.SPACE_32, (rect.width() - 2 * tokens.SPACE_32) * tokens.CARD_RATIO)
    place = QRectF(0, 0, height / tokens.CARD_RATIO, height)
    place.moveCenter(QRectF(rect).center())
    paint_skeleton(painter, place, tokens.RADIUS_CARD)


def message(painter: QPainter, rect: QRect, icon: str, title: str, reason: str) -> None:
    """An icon, what is the matter in a few words, and the reason below; in the middle of ``rect``."""
    width = min(rect.width() - 2 * tokens.SPACE_24, tokens.MIDDLE_WIDTH)
    strong, plain = font(tokens.TYPE_TITLE, tokens.WEIGHT_STRONG), font()
    room = QRectF(0, 0, width, rect.height())
    title_height = QFontMetricsF(strong).boundingRect(room, _CENTRED, title).height()
    reason_height = QFontMetricsF(plain).boundingRect(room, _CENTRED, reason).height() if reason else 0
    total = tokens.SPACE_32 + tokens.SPACE_12 + title_height + tokens.SPACE_4 + reason_height
    x = rect.x() + (rect.width() - width) / 2
    y = rect.y() + (rect.height() - total) / 2
    painter.save()
    icons.paint(painter, QRectF(x, y, width, tokens.SPACE_32), icon, colors().disabled, tokens.SPACE_32)
    y += tokens.SPACE_32 + tokens.SPACE_12
    painter.setFont(strong)
    painter.setPen(color(colors().text))
    painter.setLayoutDirection(reading_direction(title))
    painter.drawText(QRectF(x, y, width, title_height), _CENTRED, title)
    y += title_height + tokens.SPACE_4
    painter.setFont(plain)
    painter.setPen(color(colors().secondary))
    painter.setLayoutDirection(reading_direction(reason))
    painter.drawText(QRectF(x, y, width, reason_height), _CENTRED, reason)
    painter.restore()


def notice(painter: QPainter, rect: QRect, text: str) -> None:
    """A line over the lower edge of a picture."""
    face = font()
    metrics = QFontMetricsF(face)
    most = rect.width() - 2 * tokens.SPACE_24
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, most)
    place = QRectF(0, 0, min(most, metrics.horizontalAdvance(text)) + 2 * tokens.SPACE_12, tokens.CONTROL_HEIGHT)
    place.moveCenter(QRectF(rect).center())
    place.moveBottom(rect.bottom() - tokens.SPACE_16)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color(colors().line), 1))
    painter.setBrush(color(colors().card))
    painter.drawRoundedRect(place, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
    painter.setFont(face)
    painter.setPen(color(colors().warning))
    painter.setLayoutDirection(reading_direction(text))
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()


def focus(painter: QPainter, rect: QRect) -> None:
    """The outline of a canvas that the keyboard speaks to."""
    painter.save()
    pen = QPen(color(colors().accent), tokens.SELECTION_OUTLINE)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
    painter.restore()
