"""Lists of one-line entries with an icon and a count, as in the side bar and the themes panel."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from charstudio.ui import text
from charstudio.ui.cards import painting
from charstudio.ui.theme import icons, tokens
from charstudio.ui.theme.theme import color, colors


class EntryList(QListView):
    """A list of entries, one of which is chosen. Rows are alike in height, apart from section heads.

    ``pressed_key`` carries the current index when Enter or Space is pressed on it.
    """

    pressed_key = Signal(QModelIndex)

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.pressed_key.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


def paint_entry(
    painter: QPainter,
    rect: QRect,
    *,
    icon: str,
    label: str,
    count: int | None,
    selected: bool,
    hovered: bool,
    focused: bool,
    quiet: bool = False,
    ink: str | None = None,
) -> None:
    """Draw one entry: icon, label, and its count at the right. ``quiet`` ones lead to nothing."""
    now = colors()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = rect.adjusted(tokens.SPACE_8, 1, -tokens.SPACE_8, -1)
    if selected or hovered:
        fill = now.accent_soft if selected else now.hover
        painter.fillPath(painting.rounded(box, tokens.RADIUS_CONTROL), color(fill))
    if focused:
        painting.outline(painter, box, tokens.RADIUS_CONTROL, selected=True, focused=True)
    label_ink = now.accent if selected else now.secondary if quiet else now.text
    icon_box = QRect(box.left() + tokens.SPACE_8, box.top(), tokens.ICON, box.height())
    icons.paint(painter, icon_box, icon, ink or (now.accent if selected else now.secondary), tokens.ICON)
    right = box.right() - tokens.SPACE_8
    if count is not None:
        number = text.number(count)
        painter.setFont(painting.font(tokens.TYPE_CAPTION))
        width = QFontMetrics(painter.font()).horizontalAdvance(number)
        painter.setPen(color(now.accent if selected else now.secondary))
        place = QRect(right - width, box.top(), width + 1, box.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), number)
        right -= width + tokens.SPACE_8
    left = icon_box.right() + tokens.SPACE_8
    weight = tokens.WEIGHT_STRONG if selected else tokens.WEIGHT_REGULAR
    words = QRect(left, box.top(), right - left, box.height())
    painting.line(painter, words, label, label_ink, painting.font(tokens.TYPE_BODY, weight))
    painter.restore()
