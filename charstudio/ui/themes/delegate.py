"""Paints a theme as one line with the number of its variants."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from charstudio.ui.paging.model import AnyIndex
from charstudio.ui.rows import paint_entry
from charstudio.ui.theme import tokens
from charstudio.ui.themes.model import ThemesModel


class ThemeDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        entry = cast("ThemesModel", index.model()).entry(index.row())
        state = option.state
        paint_entry(
            painter,
            option.rect,
            icon="stack" if entry.theme_id is None else "folder-simple",
            label=entry.name,
            count=entry.variants,
            selected=bool(state & QStyle.StateFlag.State_Selected),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
            quiet=entry.variants == 0,
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, tokens.ROW_HEIGHT + tokens.SPACE_4)
