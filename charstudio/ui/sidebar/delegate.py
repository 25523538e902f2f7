"""Paints the entries and section heads of the side bar."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from charstudio.ui.cards import painting
from charstudio.ui.paging.model import AnyIndex
from charstudio.ui.rows import paint_entry
from charstudio.ui.sidebar.model import SideBarModel
from charstudio.ui.theme import tokens
from charstudio.ui.theme.theme import colors

_HEAD_HEIGHT: Final = 36


class SideBarDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        entry = cast("SideBarModel", index.model()).entry(index.row())
        if entry.is_head:
            words = option.rect.adjusted(tokens.SPACE_16, tokens.SPACE_12, -tokens.SPACE_16, 0)
            strong = painting.font(tokens.TYPE_CAPTION, tokens.WEIGHT_STRONG)
            painting.line(painter, words, entry.label, colors().secondary, strong)
            return
        state = option.state
        paint_entry(
            painter,
            option.rect,
            icon=entry.icon,
            label=entry.label,
            count=entry.count,
            selected=bool(state & QStyle.StateFlag.State_Selected) and entry.filter is not None,
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
            quiet=bool(entry.unfolds),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        entry = cast("SideBarModel", index.model()).entry(index.row())
        return QSize(0, _HEAD_HEIGHT if entry.is_head else tokens.ROW_HEIGHT)
