"""What a panel shows in place of its content: empty, loading, an error, nothing found, offline, a missing part."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from charstudio.domain.errors import (
    BusyError,
    CancelledError,
    ExpectedError,
    MissingPartError,
    OfflineError,
    RefusedError,
    UnusableDatabaseError,
)
from charstudio.logs import redact
from charstudio.ui.theme import icons, tokens
from charstudio.ui.theme.theme import color, colors

RETRY: Final = "Try again"
_COPY: Final = "Copy details"
_COPIED: Final = "Copied"
_ICON: Final = 32
_TILE: Final = 64
_TEXT_WIDTH: Final = 320


@dataclass(frozen=True, slots=True)
class State:
    """One state. ``text`` is a sentence; ``action`` the label of its button; ``details`` what "Copy details" copies.

    ``icon`` is a Phosphor name, ``tone`` a field of Colors.
    """

    icon: str
    title: str
    text: str
    action: str = ""
    details: str = ""
    tone: str = "secondary"


_OF_ERROR: Final[tuple[tuple[type[ExpectedError], str, str, str], ...]] = (
    (OfflineError, "wifi-slash", "No connection", "warning"),
    (BusyError, "hourglass", "The server is busy", "warning"),
    (RefusedError, "lock-simple", "That was refused", "bad"),
    (UnusableDatabaseError, "database", "This database cannot be used", "bad"),
    (MissingPartError, "puzzle-piece", "A part is missing", "secondary"),
    (CancelledError, "stop-circle", "Cancelled", "secondary"),
    (ExpectedError, "warning-circle", "That did not work", "bad"),
)


def error_state(error: BaseException, retry: bool = True) -> State:
    """How an error looks: an expected one in its own words, any other as a fault of CharStudio.

    Text and details are redacted.
    """
    action = RETRY if retry else ""
    if isinstance(error, ExpectedError):
        icon, title, tone = next(look for kind, *look in _OF_ERROR if isinstance(error, kind))
        return State(icon, title, redact(str(error)), action, redact(f"{type(error).__name__}: {error}"), tone)
    details = redact("".join(traceback.format_exception(error)))
    text = "This is a fault in CharStudio, not something you did. The log has the details."
    return State("bug", "Something went wrong", text, action, details, "bad")


class IconLabel(QWidget):
    """A Phosphor icon of a fixed size, on a rounded tile where ``tile`` is wider than ``size``. Decoration only."""

    def __init__(self, name: str, size: int, ink: str = "secondary", tile: int = 0, fill: str = "") -> None:
        super().__init__()
        self._name = name
        self._size = size
        self._ink = ink
        self._fill = fill
        side = max(size, tile)
        self.setFixedSize(QSize(side, side))

    def set_icon(self, name: str, ink: str, fill: str = "") -> None:
        """``ink`` and ``fill`` name fields of Colors; without a fill there is no tile."""
        self._name, self._ink, self._fill = name, ink, fill
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        current = colors()
        ink = getattr(current, self._ink if self.isEnabled() else "disabled")
        fill = self._fill if self.isEnabled() or not self._fill else "hover"
        if fill:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(getattr(current, fill)))
            painter.drawRoundedRect(self.rect(), tokens.RADIUS_CARD, tokens.RADIUS_CARD)
        if self._name:
            icons.paint(painter, self.rect(), self._name, ink, self._size)
        painter.end()


def set_level(label: QLabel, level: str) -> None:
    """Change the ``level`` that the style sheet goes by, now."""
    if label.property("level") != level:
        label.setProperty("level", level)
        label.style().unpolish(label)
        label.style().polish(label)


class StatePanel(QWidget):
    """A state, centred: icon, title, one sentence, at most one action and "Copy details". ``acted``: the action."""

    acted = Signal()

    def __init__(self, state: State | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("", _ICON, tile=_TILE, fill="hover")
        self._title = _centred("title")
        self._text = _centred("secondary")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton()
        self._action.setAutoDefault(True)
        self._action.clicked.connect(self.acted)
        self._copy = QPushButton(_COPY)
        self._copy.setProperty("kind", "quiet")
        self._copy.setAutoDefault(True)
        self._copy.clicked.connect(self._copy_details)
        self._details = ""
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        buttons.addStretch(1)
        buttons.addWidget(self._action)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.SPACE_16] * 4)
        column.setSpacing(tokens.SPACE_8)
        column.addStretch(2)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(tokens.SPACE_4)
        for label in (self._title, self._text):
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(label, 1000)
            row.addStretch(1)
            column.addLayout(row)
        column.addSpacing(tokens.SPACE_8)
        column.addLayout(buttons)
        # A little above the middle looks like the middle.
        column.addStretch(3)
        if state is not None:
            self.set_state(state)

    def set_state(self, state: State) -> None:
        self._icon.set_icon(state.icon, state.tone, "hover")
        self._title.setText(state.title)
        self._text.setText(state.text)
        self._action.setText(state.action)
        self._action.setVisible(bool(state.action))
        self._action.setAccessibleDescription(state.text)
        self._details = state.details
        self._copy.setText(_COPY)
        self._copy.setVisible(bool(state.details))
        self.setAccessibleName(state.title)
        self.setAccessibleDescription(state.text)

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self._copy.setText(_COPIED)


def _centred(level: str) -> QLabel:
    label = QLabel()
    label.setProperty("level", level)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setWordWrap(True)
    label.setMaximumWidth(_TEXT_WIDTH)
    return label


def paint_skeleton(painter: QPainter, rect: QRectF, radius: float = tokens.RADIUS_CONTROL) -> None:
    """One grey shape where something will be. It does not move, so nothing repaints while it waits."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(colors().skeleton))
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()


Shapes = Callable[[QSize], Iterator[tuple[QRectF, float]]]
"""The shapes of a skeleton, as rectangle and radius, for a panel of some size."""


def row_shapes(size: QSize) -> Iterator[tuple[QRectF, float]]:
    """A list: an icon and a line of text in each row, of three lengths in turn."""
    shares = (0.62, 0.45, 0.54)
    width = size.width() - 2 * tokens.SPACE_16
    for index, y in enumerate(range(tokens.SPACE_8, size.height() - tokens.ROW_HEIGHT, tokens.ROW_HEIGHT)):
        top = y + (tokens.ROW_HEIGHT - tokens.TYPE_BODY) / 2
        yield QRectF(tokens.SPACE_16, top, tokens.TYPE_BODY, tokens.TYPE_BODY), tokens.SPACE_4
        left = tokens.SPACE_16 + tokens.TYPE_BODY + tokens.SPACE_8
        yield QRectF(left, top, width * shares[index % 3], tokens.TYPE_BODY), tokens.SPACE_4


def card_shapes(size: QSize, card_width: int = 168) -> Iterator[tuple[QRectF, float]]:
    """A grid of cards, each a picture with a name and a line of counts below."""
    step = card_width + tokens.SPACE_12
    columns = max(1, (size.width() - 2 * tokens.SPACE_16 + tokens.SPACE_12) // step)
    picture = card_width * tokens.CARD_RATIO
    height = round(picture) + 2 * tokens.ROW_HEIGHT
    for y in range(tokens.SPACE_16, size.height(), height):
        for x in (tokens.SPACE_16 + column * step for column in range(columns)):
            yield QRectF(x, y, card_width, picture), tokens.RADIUS_CARD
            name = y + picture + tokens.SPACE_12
            yield QRectF(x, name, card_width * 0.6, tokens.TYPE_BODY), tokens.SPACE_4
            yield QRectF(x, name + tokens.SPACE_16 + 2, card_width * 0.42, tokens.TYPE_CAPTION), tokens.SPACE_4


class Skeleton(QWidget):
    """The outlines of content that is on its way."""

    def __init__(self, shapes: Shapes = row_shapes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shapes = shapes
        self.setAccessibleName("Loading")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for rect, radius in self._shapes(self.size()):
            paint_skeleton(painter, rect, radius)
        painter.end()


class PanelStack(QStackedWidget):
    """Content, skeleton or state in one place. All have the size of the place, so nothing around it moves.

    ``acted`` is sent when the action of the state is chosen.
    """

    acted = Signal()

    def __init__(self, content: QWidget, shapes: Shapes = row_shapes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self._skeleton = Skeleton(shapes)
        self._state = StatePanel()
        self._state.acted.connect(self.acted)
        # Long sentences must not push the panels beside this one.
        self._state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        for page in (content, self._skeleton, self._state):
            self.addWidget(page)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(tokens.SKELETON_AFTER_MS)
        self._delay.timeout.connect(self._show_skeleton)

    def show_content(self) -> None:
        self._show(self.content)

    def show_state(self, state: State) -> None:
        self._state.set_state(state)
        self._show(self._state)

    def show_loading(self) -> None:
        """The skeleton, unless something else is shown within 150 ms; until then what is there stays.

        Asking again while waiting does not start the wait anew.
        """
        if self.currentWidget() is not self._skeleton and not self._delay.isActive():
            self._delay.start()

    def _show(self, page: QWidget) -> None:
        self._delay.stop()
        self.setCurrentWidget(page)

    def _show_skeleton(self) -> None:
        self._show(self._skeleton)
