"""A few words as chips, flowing over as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from charstudio.ui.cards import painting
from charstudio.ui.theme import tokens
from charstudio.ui.theme.theme import color, colors

_HEIGHT: Final = 22
_GAP: Final = tokens.SPACE_4


class Chips(QWidget):
    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = tuple(words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(", ".join(words))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return places[-1].bottom() + 1 if places else 0

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width() or 200))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        typeface = painting.font(tokens.TYPE_CAPTION, tokens.WEIGHT_STRONG)
        for word, place in zip(self._words, self._places(self.width()), strict=True):
            painter.fillPath(painting.rounded(place, tokens.RADIUS_CONTROL), color(now.accent_soft))
            painting.line(
                painter, place.adjusted(tokens.SPACE_8, 0, -tokens.SPACE_8 + 2, 0), word, now.accent, typeface
            )
        painter.end()

    def _places(self, width: int) -> list[QRect]:
        metrics = QFontMetrics(painting.font(tokens.TYPE_CAPTION, tokens.WEIGHT_STRONG))
        places: list[QRect] = []
        x = y = 0
        for word in self._words:
            wide = min(metrics.horizontalAdvance(word) + 2 * tokens.SPACE_8, max(width, 1))
            if x and x + wide > width:
                x, y = 0, y + _HEIGHT + _GAP
            places.append(QRect(x, y, wide, _HEIGHT))
            x += wide + _GAP
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            places = [QRect(width - place.right() - 1, place.top(), place.width(), _HEIGHT) for place in places]
        return places
