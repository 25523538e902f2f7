"""Paints the rows of the list of profiles: colour, name and place; at the right what is special about it."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from charstudio.domain.profile import Safety
from charstudio.ui import profile_look
from charstudio.ui.cards import painting
from charstudio.ui.paging.model import AnyIndex
from charstudio.ui.profiles.model import DraftModel
from charstudio.ui.theme import icons, tokens
from charstudio.ui.theme.theme import color, colors

_HEIGHT: Final = 48
_LINE: Final = 18
_DOT_BOX: Final = 12
_LOCK: Final = 12


class ProfileDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model = cast("DraftModel", index.model())
        draft, mark = model.draft(index.row()), model.mark(index.row())
        now = colors()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(tokens.SPACE_8, 1, -tokens.SPACE_8, -1)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            fill = now.accent_soft if selected else now.hover
            painter.fillPath(painting.rounded(box, tokens.RADIUS_CONTROL), color(fill))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.outline(painter, box, tokens.RADIUS_CONTROL, selected=True, focused=True)
        inner = box.adjusted(tokens.SPACE_8, 0, -tokens.SPACE_8, 0)
        top = inner.center().y() - _LINE + 1
        name = QRect(inner.left() + _DOT_BOX + tokens.SPACE_8, top, 0, _LINE)
        name.setRight(inner.right())
        dot = QPointF(inner.left() + _DOT_BOX / 2, name.center().y() + 1.5)
        profile_look.paint_dot(painter, dot, draft.profile.color)
        place = name.translated(0, _LINE)
        if draft.profile.safety is Safety.READ_ONLY:
            lock = QRect(name.right() - _LOCK + 1, place.top(), _LOCK, _LINE)
            icons.paint(painter, lock, profile_look.LOCK, now.secondary, _LOCK)
            place.setRight(lock.left() - tokens.SPACE_8)
        if mark:
            typeface = painting.font(tokens.TYPE_CAPTION)
            width = QFontMetrics(typeface).horizontalAdvance(mark) + 2
            painter.setFont(typeface)
            painter.setPen(color(now.secondary if mark == "Open" else now.warning))
            at = QRect(name.right() - width + 1, name.top(), width, _LINE)
            painter.drawText(at, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), mark)
            name.setRight(at.left() - tokens.SPACE_8)
        title_ink = now.accent if selected else now.text
        painting.line(painter, name, draft.title, title_ink, painting.font(tokens.TYPE_BODY, tokens.WEIGHT_STRONG))
        painting.line(painter, place, draft.place, now.secondary, painting.font(tokens.TYPE_CAPTION))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, _HEIGHT)
