"""What the sections of the page are made of: a card with a head, a badge, an outcome, and a question in place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from charstudio.ui.states import RETRY, IconLabel, PanelStack, State
from charstudio.ui.theme import icons, tokens
from charstudio.ui.theme.theme import color, colors, font

_BADGE_HEIGHT: Final = 20
_BADGE_SHARE: Final = 0.13
"""How much of a badge's tone its ground has."""
_STATE_HEIGHT: Final = 232


def label(words: str = "", level: str = "") -> QLabel:
    """Plain text that wraps and can be selected; ``level`` as in the style sheet."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if level:
        made.setProperty("level", level)
    return made


def button(words: str, icon: str = "", kind: str = "") -> QPushButton:
    made = QPushButton(words)
    made.setAutoDefault(True)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        made.setIcon(icons.icon(icon))
        made.setIconSize(QSize(tokens.ICON, tokens.ICON))
    return made


def allow(widget: QWidget, reason: str, tip: str = "") -> None:
    """Enable a control, or disable it with the reason as its tooltip. ``tip`` is what it says when enabled."""
    widget.setEnabled(not reason)
    widget.setToolTip(reason or tip)
    widget.setAccessibleDescription(reason)


def leave_focus(part: QWidget) -> None:
    """Give the focus to what ``part`` lies in, so that it does not jump away when ``part`` or a button goes."""
    around = part.parentWidget()
    if around is not None:
        around.setFocus()


class Badge(QWidget):
    """A word on a rounded ground, both in the tone of what it says."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._tone = "", "secondary"
        self._font = font(tokens.TYPE_CAPTION, tokens.WEIGHT_STRONG)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def words(self) -> str:
        return self._words

    def show_words(self, words: str, tone: str) -> None:
        """``tone`` names a field of Colors."""
        self._words, self._tone = words, tone
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self._font).horizontalAdvance(self._words) + 2 * tokens.SPACE_8, _BADGE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = getattr(colors(), self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(ink, _BADGE_SHARE))
        painter.drawRoundedRect(self.rect(), _BADGE_HEIGHT / 2, _BADGE_HEIGHT / 2)
        painter.setFont(self._font)
        painter.setPen(color(ink))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
        painter.end()


class Outcome(QFrame):
    """How something ended, in one place and one row: icon, words, and the ways on. ``retried``: "Try again"."""

    retried = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("", tokens.ICON)
        self._words = label()
        self._retry = button(RETRY)
        self._retry.clicked.connect(self.retried)
        self._copy = button("Copy details", kind="quiet")
        self._copy.clicked.connect(self._copy_details)
        close = QToolButton()
        close.setProperty("kind", "quiet")
        close.setIcon(icons.icon("x"))
        close.setIconSize(QSize(tokens.ICON, tokens.ICON))
        close.setToolTip("Close")
        close.setAccessibleName("Close the message")
        close.clicked.connect(self.hide)
        self._details = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        for part in (self._retry, self._copy, close):
            row.addWidget(part)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_state(self, state: State) -> None:
        self._icon.set_icon(state.icon, state.tone)
        self._words.setText(state.text)
        self._retry.setVisible(bool(state.action))
        self._details = state.details
        self._copy.setText("Copy details")
        self._copy.setVisible(bool(state.details))
        self.setAccessibleName(state.text)
        self.show()

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self._copy.setText("Copied")


class Question(QFrame):
    """A question in place, with what follows from yes. ``confirmed`` is sent for yes; no only closes it.

    ``asked`` tells that it is there, or gone again.
    """

    confirmed = Signal()
    asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "inset")
        self.title = label(level="strong")
        self.words = label(level="secondary")
        self.field = QVBoxLayout()
        self.yes = button("", kind="primary")
        self.yes.clicked.connect(self._confirm)
        no = button("Not now")
        no.clicked.connect(self.close_question)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        buttons.addWidget(self.yes)
        buttons.addWidget(no)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_12] * 4)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addLayout(self.field)
        column.addLayout(buttons)
        self.hide()

    def ask(self, title: str, words: str, yes: str) -> None:
        self.title.setText(title)
        self.words.setText(words)
        self.yes.setText(yes)
        self.show()
        self.yes.setFocus()
        self.asked.emit(True)

    def close_question(self) -> bool:
        """Take the question back; whether there was one."""
        if self.isHidden():
            return False
        leave_focus(self)
        self.hide()
        self.asked.emit(False)
        return True

    def _confirm(self) -> None:
        self.close_question()
        self.confirmed.emit()


class Section(QFrame):
    """A card with a title, a badge, a quiet addition and room for actions in its head.

    What it shows is in ``stack``, which stands for it while it is loading or cannot be read; ``retried`` asks to read
    it again. ``below`` is for what an action says.
    """

    retried = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setAccessibleName(title)
        self._title = QLabel(title)
        self._title.setProperty("level", "title")
        self.badge = Badge()
        self.addition = QLabel()
        self.addition.setProperty("level", "secondary")
        self.tools = QHBoxLayout()
        self.tools.setSpacing(tokens.SPACE_8)
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(tokens.SPACE_12)
        self.stack = PanelStack(self.content)
        self.stack.acted.connect(self.retried)
        self.below = QVBoxLayout()
        self.below.setSpacing(tokens.SPACE_12)
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(self._title)
        head.addWidget(self.badge)
        head.addWidget(self.addition)
        head.addStretch(1)
        head.addLayout(self.tools)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_16)
        self.column.setSpacing(tokens.SPACE_12)
        self.column.addLayout(head)
        self.column.addLayout(self.below)
        self.column.addWidget(self.stack)

    def show_content(self) -> None:
        self.stack.setMinimumHeight(0)
        self.stack.show_content()

    def show_state(self, state: State) -> None:
        """Show a state in place of the content."""
        self.stack.setMinimumHeight(_STATE_HEIGHT)
        self.stack.show_state(state)
