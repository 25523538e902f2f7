"""Lists of lines with an icon, a title, a caption and values at the right, one or two rows of text high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from charstudio.ui.cards import painting
from charstudio.ui.paging.model import ACCESSIBLE_ROLE, DISPLAY_ROLE, TOOLTIP_ROLE, AnyIndex
from charstudio.ui.rows import EntryList
from charstudio.ui.theme import icons, tokens
from charstudio.ui.theme.theme import color, colors

_ONE_ROW: Final = 24
_TWO_ROWS: Final = 48
_VALUE_GAP: Final = tokens.SPACE_24
_SMALL: Final = 520
"""Below this width only the last value, the one that matters most, is shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``tone`` names the field of Colors of the icon; ``values`` stand at the right, in columns."""

    icon: str
    tone: str
    title: str
    addition: str = ""
    caption: str = ""
    values: tuple[str, ...] = ()
    tip: str = ""

    @property
    def spoken(self) -> str:
        return ", ".join(filter(None, (self.title, self.addition, *self.values, self.caption)))


class LinesModel(QAbstractListModel):
    """Lines as they are given."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self._widths: tuple[int, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines = tuple(lines)
        metrics = QFontMetrics(painting.font(tokens.TYPE_BODY))
        columns = max((len(line.values) for line in self._lines), default=0)
        self._widths = tuple(
            max(metrics.horizontalAdvance(line.values[column]) for line in self._lines if column < len(line.values))
            for column in range(columns)
        )
        self.endResetModel()

    def line(self, row: int) -> Line:
        return self._lines[row]

    @property
    def widths(self) -> tuple[int, ...]:
        """The width of each column of values."""
        return self._widths

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: AnyIndex, role: int = DISPLAY_ROLE) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == DISPLAY_ROLE:
            return line.title
        if role == TOOLTIP_ROLE:
            return line.tip
        return line.spoken if role == ACCESSIBLE_ROLE else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, two_rows: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._height = _TWO_ROWS if two_rows else _ONE_ROW
        self._two_rows = two_rows

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model = cast("LinesModel", index.model())
        line, state, now = model.line(index.row()), option.state, colors()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(0, 1, 0, -1)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            fill = now.accent_soft if selected else now.hover
            painter.fillPath(painting.rounded(box, tokens.RADIUS_CONTROL), color(fill))
        if state & QStyle.StateFlag.State_HasFocus:
            painting.outline(painter, box, tokens.RADIUS_CONTROL, selected=True, focused=True)
        place = QRect(box.left() + tokens.SPACE_8, box.top(), tokens.ICON, box.height())
        icons.paint(painter, place, line.icon, getattr(now, line.tone), tokens.ICON)
        left = place.right() + tokens.SPACE_12
        right = self._values(painter, box, line, model.widths)
        self._words(painter, QRect(left, box.top(), right - left, box.height()), line)
        painter.restore()

    def _values(self, painter: QPainter, box: QRect, line: Line, widths: Sequence[int]) -> int:
        """Draws the values from the right; returns where the room for words ends."""
        right = box.right() - tokens.SPACE_8
        painter.setFont(painting.font(tokens.TYPE_BODY))
        shown = list(zip(line.values, widths, strict=False))
        for number, (value, width) in enumerate(reversed(shown)):
            if number and box.width() < _SMALL:
                break
            painter.setPen(color(colors().text if number == 0 else colors().secondary))
            place = QRect(right - width, box.top(), width + 1, box.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), value)
            right -= width + _VALUE_GAP
        return right

    def _words(self, painter: QPainter, room: QRect, line: Line) -> None:
        now = colors()
        strong = painting.font(tokens.TYPE_BODY, tokens.WEIGHT_STRONG if self._two_rows else tokens.WEIGHT_REGULAR)
        plain = painting.font(tokens.TYPE_BODY)
        first = room
        if self._two_rows:
            half = room.height() // 2
            first = QRect(room.left(), room.top() + tokens.SPACE_4, room.width(), half - tokens.SPACE_4)
            second = QRect(room.left(), room.top() + half, room.width(), half - tokens.SPACE_4)
            painting.line(painter, second, line.caption, now.secondary, painting.font(tokens.TYPE_CAPTION))
        painting.line(painter, first, line.title, now.text, strong)
        taken = QFontMetrics(strong).horizontalAdvance(line.title) + tokens.SPACE_8
        if line.addition and taken < first.width():
            painting.line(painter, first.adjusted(taken, 0, 0, 0), line.addition, now.secondary, plain)


class LinesList(EntryList):
    """A list as high as its lines, up to ``most`` of them; more scroll."""

    def __init__(self, name: str, *, two_rows: bool = False, most: int = 10) -> None:
        super().__init__(name)
        self.lines = LinesModel()
        self._row = _TWO_ROWS if two_rows else _ONE_ROW
        self._most = most
        self.setModel(self.lines)
        self.setItemDelegate(_Delegate(two_rows, self))
        self.setFixedHeight(0)

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.lines.show(lines)
        self.setFixedHeight(min(len(lines), self._most) * self._row)
