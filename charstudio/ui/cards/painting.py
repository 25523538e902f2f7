"""What the delegates of cards have in common: rounded pictures, their states, badges and elided text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap

from charstudio.ui.pictures import Picture
from charstudio.ui.theme import icons, theme, tokens
from charstudio.ui.theme.theme import color, colors


def rounded(rect: QRect | QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), radius, radius)
    return path


def picture(
    painter: QPainter, area: QRect, state: Picture | None, clip: QPainterPath, icon: str = "image", words: str = ""
) -> None:
    """Draw a picture that fills ``area`` from its top third, or the place it is to take.

    ``state`` None means that there is no picture: ``icon`` and ``words`` say so. ``clip`` is the rounded outline.
    """
    painter.save()
    painter.setClipPath(clip)
    if state is not None and state.pixmap is not None:
        source = top_third(state.pixmap, area.size())
        painter.drawPixmap(QRectF(area), state.pixmap, QRectF(source))
    else:
        painter.fillRect(area, color(colors().skeleton))
        if state is None:
            _placeholder(painter, area, icon, words)
        elif state.broken:
            _placeholder(painter, area, "link-break", state.broken)
    painter.restore()


def top_third(pixmap: QPixmap, area: QSize) -> QRect:
    """The part of a picture that fills ``area``, cut so that what is at a third of the height, the face, stays."""
    size = pixmap.size()
    fitted = area.scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
    spare = QSize(size.width() - fitted.width(), size.height() - fitted.height())
    return QRect(QPoint(spare.width() // 2, spare.height() // 3), fitted)


def skeleton_card(painter: QPainter, card: QRect, area: QRect, clip: QPainterPath) -> None:
    """The place of a card whose row is on its way."""
    painter.save()
    painter.setClipPath(clip)
    painter.fillRect(area, color(colors().skeleton))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(colors().skeleton))
    for top, share in ((12, 0.6), (32, 0.4)):
        bar = QRectF(card.left() + 10, area.bottom() + top, card.width() * share, 9)
        painter.drawRoundedRect(bar, 4, 4)
    painter.restore()


def _placeholder(painter: QPainter, area: QRect, icon: str, words: str) -> None:
    now = colors()
    box = area.adjusted(tokens.SPACE_8, 0, -tokens.SPACE_8, 0)
    # Above the middle: the style's badge lies on the lower edge.
    top = area.top() + area.height() * 2 // 5 - 20
    icons.paint(painter, QRect(box.left(), top, box.width(), 24), icon, now.secondary, 24)
    painter.setFont(font(tokens.TYPE_CAPTION))
    painter.setPen(color(now.secondary))
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.drawText(QRect(box.left(), top + 28, box.width(), area.bottom() - top - 56), int(flags), words)


def badge(painter: QPainter, corner: QPoint, label: str) -> None:
    """A dark label on a picture; ``corner`` is its lower left corner."""
    painter.save()
    painter.setFont(font(tokens.TYPE_CAPTION))
    metrics = QFontMetrics(painter.font())
    width, height = metrics.horizontalAdvance(label) + 2 * tokens.SPACE_8, metrics.height() + tokens.SPACE_4
    rect = QRect(corner.x(), corner.y() - height, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(tokens.PICTURE_SHADE, 0.66))
    painter.drawRoundedRect(rect, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
    painter.setPen(color(tokens.ON_PICTURE))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), label)
    painter.restore()


def disc(painter: QPainter, centre: QPoint, icon: str) -> None:
    """A flag on a picture: an icon on a dark disc."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(tokens.PICTURE_SHADE, 0.6))
    painter.drawEllipse(centre, 11, 11)
    icons.paint(painter, QRect(centre.x() - 7, centre.y() - 7, 14, 14), icon, tokens.ON_PICTURE, 14)
    painter.restore()


def outline(painter: QPainter, rect: QRect, radius: float, *, selected: bool, focused: bool) -> None:
    """The edge of a card: a fine line, or the accent where it is selected; a focused one that is not is dashed."""
    now = colors()
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if selected or focused:
        pen = QPen(color(now.accent), tokens.SELECTION_OUTLINE)
        if not selected:
            pen.setStyle(Qt.PenStyle.DashLine)
    else:
        pen = QPen(color(now.line), 1)
    painter.setPen(pen)
    inset = pen.widthF() / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def line(painter: QPainter, rect: QRect, words: str, ink: str, typeface: QFont) -> None:
    """One line of text, elided where it is too long, aligned by the direction of its own script's start."""
    painter.setFont(typeface)
    painter.setPen(color(ink))
    elided = QFontMetrics(typeface).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(
        rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), elided
    )


_fonts: dict[tuple[int, int], QFont] = {}


def font(size: int, weight: int = tokens.WEIGHT_REGULAR) -> QFont:
    """The system's font for painters, made once for each size and weight."""
    found = _fonts.get((size, weight))
    if found is None:
        found = _fonts[size, weight] = theme.font(size, weight)
    return found
