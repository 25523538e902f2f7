"""A box to tick, drawn from the tokens: Fusion's own has no edge in the dark."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from charstudio.ui.theme import icons, tokens
from charstudio.ui.theme.theme import color, colors

_BOX: Final = 16
_HEIGHT: Final = 24


class CheckBox(QCheckBox):
    def sizeHint(self) -> QSize:
        return QSize(_BOX + tokens.SPACE_8 + QFontMetrics(self.font()).horizontalAdvance(self.text()) + 4, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_BOX, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(0, (self.height() - _BOX) // 2, _BOX, _BOX)
        edge = now.accent if self.isChecked() or self.hasFocus() else now.disabled
        fill = now.accent if self.isChecked() else now.panel
        if not self.isEnabled():
            edge, fill = now.line, now.line if self.isChecked() else now.panel
        painter.setPen(QPen(color(edge), 1))
        painter.setBrush(color(fill))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), tokens.SPACE_4, tokens.SPACE_4)
        if self.isChecked():
            icons.paint(painter, box, "check", now.on_accent if self.isEnabled() else now.disabled, 12)
        words = self.rect().adjusted(_BOX + tokens.SPACE_8, 0, 0, 0)
        painter.setPen(color(now.text if self.isEnabled() else now.disabled))
        painter.setFont(self.font())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color(now.accent), 1))
            around = QRectF(self.rect()).adjusted(_BOX + tokens.SPACE_4, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(around, tokens.SPACE_4, tokens.SPACE_4)
        painter.end()
