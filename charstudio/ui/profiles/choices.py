"""A choice among a few: the colour of a profile and its safety level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from charstudio.domain.profile import ProfileColor, Safety
from charstudio.ui import profile_look
from charstudio.ui.cards import painting
from charstudio.ui.theme import icons, tokens
from charstudio.ui.theme.theme import color, colors

_SWATCH: Final = 28
_COLOR: Final = 16
_OPTION_HEIGHT: Final = 56
_OPTION_WIDTH: Final = 156


class Choice(QWidget):
    """Buttons side by side, one of which is chosen; the arrow keys move. ``changed`` only when a person chooses."""

    changed = Signal()

    def __init__(self, name: str, buttons: Mapping[str, QAbstractButton], spacing: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons = buttons
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(spacing)
        for button in buttons.values():
            button.setCheckable(True)
            self._group.addButton(button)
            row.addWidget(button)
            button.toggled.connect(button.update)
        self._chosen = self.value
        self._group.buttonToggled.connect(self._toggled)

    @property
    def value(self) -> str:
        return next((value for value, button in self.buttons.items() if button.isChecked()), "")

    def choose(self, value: str) -> None:
        self._chosen = value
        self.buttons[value].setChecked(True)

    def _toggled(self, button: QAbstractButton, on: bool) -> None:
        # Arrow keys check a button without a click.
        if on and self.value != self._chosen:
            self._chosen = self.value
            self.changed.emit()


class ColorChoice(Choice):
    def __init__(self) -> None:
        super().__init__("Colour", {name: _Swatch(name) for name in ProfileColor}, 0)


class SafetyChoice(Choice):
    def __init__(self) -> None:
        super().__init__("Safety", {level: _Option(level) for level in Safety}, tokens.SPACE_8)


class _Swatch(QAbstractButton):
    def __init__(self, name: ProfileColor) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(QSize(_SWATCH, _SWATCH))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(profile_look.COLOR_NAMES[name])
        self.setAccessibleName(profile_look.COLOR_NAMES[name])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(_SWATCH / 2, _SWATCH / 2)
        if self.isChecked() or self.underMouse():
            painter.setPen(QPen(color(colors().text if self.isChecked() else colors().line), tokens.SELECTION_OUTLINE))
            painter.drawEllipse(centre, _COLOR / 2 + 3, _COLOR / 2 + 3)
        profile_look.paint_dot(painter, centre, self._name, _COLOR)
        if self.hasFocus():
            painting.outline(painter, self.rect(), tokens.RADIUS_CONTROL, selected=True, focused=True)
        painter.end()


class _Option(QAbstractButton):
    def __init__(self, level: Safety) -> None:
        super().__init__()
        self._look = profile_look.SAFETY[level]
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(self._look.label)
        self.setAccessibleDescription(self._look.explanation)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_OPTION_WIDTH, _OPTION_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        width = tokens.SELECTION_OUTLINE if self.hasFocus() else 1
        painter.setPen(QPen(color(now.accent if chosen or self.hasFocus() else now.line), width))
        painter.setBrush(color(now.accent_soft if chosen else now.hover if self.underMouse() else now.panel))
        edge = width / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL
        )
        inner = self.rect().adjusted(tokens.SPACE_12, tokens.SPACE_8 + 1, -tokens.SPACE_8, -tokens.SPACE_8)
        ink = now.accent if chosen else now.text
        icon = QRect(inner.left(), inner.top(), tokens.ICON, 18)
        icons.paint(painter, icon, self._look.icon, now.accent if chosen else now.secondary, tokens.ICON)
        label = QRect(icon.right() + tokens.SPACE_8, inner.top(), inner.right() - icon.right() - tokens.SPACE_8, 18)
        painting.line(painter, label, self._look.label, ink, painting.font(tokens.TYPE_BODY, tokens.WEIGHT_STRONG))
        words = QRect(inner.left(), label.bottom() + 3, inner.width(), 16)
        painting.line(painter, words, self._look.explanation, now.secondary, painting.font(tokens.TYPE_CAPTION))
        painter.end()
