"""Paints a variant: its picture, and the beginning of its edit instruction."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from charstudio.ui.cards import painting
from charstudio.ui.cards.geometry import CardMetrics
from charstudio.ui.paging.model import AnyIndex
from charstudio.ui.pictures import PictureKey, PictureProvider
from charstudio.ui.theme import tokens
from charstudio.ui.theme.theme import colors
from charstudio.ui.variants.model import VariantsModel

OWNER: Final = "variants"
_CAPTION_HEIGHT: Final = 22
_RATIO: Final = 4 / 3


def _picture_height(width: int) -> int:
    return round(width * _RATIO)


METRICS: Final = CardMetrics(
    least_width=76,
    height_for_width=lambda width: _picture_height(width) + _CAPTION_HEIGHT,
    gap=tokens.SPACE_8,
    margin=tokens.SPACE_16,
    top=tokens.SPACE_8,
    most_columns=4,
)


class VariantCard(QStyledItemDelegate):
    def __init__(self, pictures: PictureProvider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = cast("VariantsModel", index.model()).record(index.row())
        if row is None:
            return
        card: QRect = option.rect
        area = QRect(card.left(), card.top(), card.width(), _picture_height(card.width()))
        image = row.image
        ratio = painter.device().devicePixelRatioF()
        state = None
        if image is not None:
            key = PictureKey(image, round(area.width() * ratio), round(area.height() * ratio), True)
            state = self._pictures.picture(key, OWNER)
        painting.picture(painter, area, state, painting.rounded(area, tokens.RADIUS_THUMBNAIL))
        flags = option.state
        selected = bool(flags & QStyle.StateFlag.State_Selected)
        focused = bool(flags & QStyle.StateFlag.State_HasFocus)
        if selected or focused:
            painting.outline(painter, area, tokens.RADIUS_THUMBNAIL, selected=selected, focused=focused)
        caption = QRect(card.left(), area.bottom() + 3, card.width(), _CAPTION_HEIGHT - 4)
        painting.line(painter, caption, row.prompt, colors().secondary, painting.font(tokens.TYPE_CAPTION))

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        width = option.rect.width()
        return QSize(width, METRICS.height_for_width(width))
