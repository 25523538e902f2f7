"""One way to start: a card that says what it is, asks for what it needs, and shows how it goes, all in place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from charstudio.domain.errors import ExpectedError
from charstudio.ui.forms.notice import Notice, ProgressLine
from charstudio.ui.states import RETRY, IconLabel
from charstudio.ui.theme import tokens
from charstudio.ui.theme.theme import color, colors
from charstudio.ui.welcome.form import Form

_ICON: Final = 24
_TILE: Final = 48


class ChoiceCard(QWidget):
    """Icon, title, explanation and action; below them a form when the choice needs one.

    ``opened`` asks for the form to be shown, ``closed`` for it to be hidden; ``confirmed`` is sent when all that is
    needed is there: by the action itself where there is no form.
    """

    opened = Signal()
    closed = Signal()
    confirmed = Signal()

    def __init__(self, icon: str, title: str, explanation: str, action: str, form: Form | None = None) -> None:
        super().__init__()
        self.form = form
        self._icon = icon
        self._explanation_text = explanation
        self._action_text = action
        self._available = True
        self._busy = False
        self._hovered = False
        self._primary = False
        self.setAccessibleName(title)
        self.setAccessibleDescription(explanation)
        self._tile = IconLabel(icon, _ICON, "accent", _TILE, "accent_soft")
        self.title = QLabel(title)
        self.title.setProperty("level", "title")
        self.explanation = QLabel(explanation)
        self.explanation.setProperty("level", "secondary")
        self.explanation.setTextFormat(Qt.TextFormat.PlainText)
        self.explanation.setWordWrap(True)
        self.explanation.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.action = QPushButton(action)
        self.action.setAutoDefault(True)
        self.action.setAccessibleName(f"{title}: {action}")
        self.action.setAccessibleDescription(explanation)
        self.action.clicked.connect(self._act)
        self.notice = Notice()
        self.progress = ProgressLine()
        self._usual: QWidget = self.explanation if form is None else form.buttons
        self._footer = QWidget(self)
        self._footer.hide()
        self._lay_out()
        if form is not None:
            form.hide()
            form.submitted.connect(self.confirmed)
            form.cancelled.connect(self.closed)

    def _lay_out(self) -> None:
        """With a form, the progress takes the place of its buttons; without one, that of the explanation."""
        for widget in (self._usual, self.action):
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
        swap = QGridLayout()
        swap.setContentsMargins(0, 0, 0, 0)
        swap.addWidget(self._usual, 0, 0)
        swap.addWidget(self.progress, 0, 0)
        self.progress.hide()
        texts = QVBoxLayout()
        texts.setSpacing(tokens.SPACE_4)
        texts.addWidget(self.title)
        if self.form is None:
            texts.addLayout(swap)
        else:
            texts.addWidget(self.explanation)
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_16)
        head.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, 1)
        head.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)
        body = QVBoxLayout()
        body.setContentsMargins(_TILE + tokens.SPACE_16, 0, 0, 0)
        body.setSpacing(tokens.SPACE_12)
        if self.form is not None:
            body.addWidget(self.form)
        body.addWidget(self.notice)
        if self.form is not None:
            self._footer.setLayout(swap)
            body.addWidget(self._footer)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_16] * 4)
        column.setSpacing(tokens.SPACE_12)
        column.addLayout(head)
        column.addLayout(body)

    @property
    def is_open(self) -> bool:
        return self.form is not None and not self.form.isHidden()

    @property
    def is_available(self) -> bool:
        return self._available

    def open(self) -> None:
        """Show the form and go to its first field."""
        if self.form is None:
            return
        self.form.show()
        self._footer.show()
        self.action.hide()
        self.form.focus_first()
        self.update()

    def close_form(self) -> None:
        if self.form is None:
            return
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.form.hide()
        self._footer.hide()
        self.notice.hide()
        self.action.show()
        if had_focus:
            self.action.setFocus()
        self.update()

    def set_available(self, available: bool, reason: str) -> None:
        self._available = available
        self.explanation.setText(self._explanation_text if available else reason)
        self.action.setToolTip("" if available else reason)
        self.action.setAccessibleDescription(self.explanation.text())
        self.setAccessibleDescription(self.explanation.text())
        ink, fill = ("accent", "accent_soft") if available else ("disabled", "hover")
        self._tile.set_icon(self._icon, ink, fill)
        self.title.setEnabled(available)
        self.action.setEnabled(available)
        self.update()

    def set_primary(self, primary: bool) -> None:
        """Whether the action is the one that the page recommends."""
        if primary == self._primary:
            return
        self._primary = primary
        self.action.setProperty("kind", "primary" if primary else None)
        self.action.style().unpolish(self.action)
        self.action.style().polish(self.action)

    def show_progress(self, text: str, fraction: float | None) -> None:
        self._busy = True
        self.notice.hide()
        self.progress.show_progress(text, fraction)
        self._usual.hide()
        self.progress.show()
        if self.form is None:
            self.action.setEnabled(False)
        else:
            self.form.setEnabled(False)
            self._footer.show()
            self.action.hide()
        self.update()

    def show_error(self, error: ExpectedError) -> None:
        """The error, with the action offering to try again."""
        self.rest()
        self.notice.show_error(error)
        if self.form is None:
            self.action.setText(RETRY)
        else:
            self.form.submit.setText(RETRY)
            self.form.show()
            self._footer.show()
            self.action.hide()
        button = self.action if self.form is None else self.form.submit
        button.setFocus()

    def rest(self) -> None:
        """Back to how it was before the work began; what was typed stays."""
        self._busy = False
        self.notice.hide()
        self.action.setText(self._action_text)
        self.action.setEnabled(self._available)
        self.progress.hide()
        self._usual.show()
        if self.form is not None:
            self.form.setEnabled(True)
            self.form.submit.setText(self.form.submit_text)
            self._footer.setVisible(self.is_open)
            self.action.setVisible(not self.is_open)
        self.update()

    def _act(self) -> None:
        if self.form is None:
            self.confirmed.emit()
        else:
            self.opened.emit()

    def _answers_clicks(self) -> bool:
        return self.isEnabled() and self._available and not self._busy and not self.is_open

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside and self._answers_clicks():
            self._act()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Accepted, so that the release comes here too.
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        current = colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self._busy or self.is_open
        lifted = self._hovered and self._answers_clicks()
        width = tokens.SELECTION_OUTLINE if chosen else 1
        painter.setPen(QPen(color(current.accent if chosen or lifted else current.line), width))
        painter.setBrush(color(current.card))
        edge = width / 2
        frame = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(frame, tokens.RADIUS_CARD, tokens.RADIUS_CARD)
        painter.end()
