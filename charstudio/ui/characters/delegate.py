"""Paints a character as a card."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from charstudio.domain.records import CharacterRow
from charstudio.domain.vocabulary import GenerationStatus, readable
from charstudio.ui.cards import painting
from charstudio.ui.cards.geometry import CardMetrics
from charstudio.ui.characters.model import CharactersModel
from charstudio.ui.paging.model import AnyIndex
from charstudio.ui.pictures import PictureKey, PictureProvider
from charstudio.ui.text import contents
from charstudio.ui.theme import tokens
from charstudio.ui.theme.theme import color, colors

_CAPTION_HEIGHT: Final = 56
OWNER: Final = "characters"
"""The gallery's name among those who wait for pictures."""


def picture_height(width: int) -> int:
    return round(width * tokens.CARD_RATIO)


def _card_height(width: int) -> int:
    return picture_height(width) + _CAPTION_HEIGHT


CARD_SIZES: Final[dict[str, CardMetrics]] = {
    name: CardMetrics(width, _card_height, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_8)
    for name, width in (("small", 108), ("medium", 136), ("large", 232))
}


_PLACEHOLDERS: Final = {
    GenerationStatus.PENDING.value: ("hourglass", "Waiting"),
    GenerationStatus.PROCESSING.value: ("hourglass-medium", "In progress"),
    GenerationStatus.FAILED.value: ("warning", "Failed"),
}
"""Icon and words in place of a picture that is not there, by status: why it is not."""


class CharacterCard(QStyledItemDelegate):
    """Picture with style and flags on it; below, the name and one line of counts."""

    def __init__(self, pictures: PictureProvider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        card: QRect = option.rect
        row = cast("CharactersModel", index.model()).record(index.row())
        now = colors()
        outline = painting.rounded(card, tokens.RADIUS_CARD)
        painter.fillPath(outline, color(now.card))
        area = QRect(card.left(), card.top(), card.width(), picture_height(card.width()))
        if row is None:
            painting.skeleton_card(painter, card, area, outline)
        else:
            self._paint_row(painter, card, area, row)
        state = option.state
        painting.outline(
            painter,
            card,
            tokens.RADIUS_CARD,
            selected=bool(state & QStyle.StateFlag.State_Selected),
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
        )

    def _paint_row(self, painter: QPainter, card: QRect, area: QRect, row: CharacterRow) -> None:
        now = colors()
        image = row.image
        ratio = painter.device().devicePixelRatioF()
        state = None
        if image is not None:
            key = PictureKey(image, round(area.width() * ratio), round(area.height() * ratio), True)
            state = self._pictures.picture(key, OWNER)
        placeholder = _PLACEHOLDERS.get(row.status or "", ("image", "No image"))
        painting.picture(painter, area, state, painting.rounded(card, tokens.RADIUS_CARD), *placeholder)
        if row.style:
            painting.badge(
                painter, QPoint(area.left() + tokens.SPACE_8, area.bottom() - tokens.SPACE_8), readable(row.style)
            )
        x = area.right() - tokens.SPACE_8 - 11
        for flag, icon in ((row.is_favorite, "heart-fill"), (row.is_public, "globe-simple")):
            if flag:
                painting.disc(painter, QPoint(x, area.top() + tokens.SPACE_8 + 11), icon)
                x -= 26
        inner = card.adjusted(10, 0, -10, 0)
        name = QRect(inner.left(), area.bottom() + 8, inner.width(), 20)
        counts = QRect(inner.left(), name.bottom() + 1, inner.width(), 18)
        strong = painting.font(tokens.TYPE_BODY, tokens.WEIGHT_STRONG)
        painting.line(painter, name, row.title, now.text if row.name else now.secondary, strong)
        painting.line(painter, counts, contents(row), now.secondary, painting.font(tokens.TYPE_CAPTION))

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        width = option.rect.width()
        return QSize(width, _card_height(width))
