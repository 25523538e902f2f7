"""The one place that tells a person what happened: a bar above the status line."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from charstudio.domain.errors import ExpectedError
from charstudio.ui.states import IconLabel, State, error_state
from charstudio.ui.theme import icons, tokens

_PASSING_MS: Final = 6_000
_MOST_WIDTH: Final = 720


class MessageBar(QFrame):
    """One message at a time, centred over the lower edge of ``host``; it covers nothing that has the focus.

    Notices pass by themselves. Errors stay until they are closed, and offer their details to copy.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setProperty("surface", "message")
        self._host = host
        self._details = ""
        self._icon = IconLabel("info", tokens.ICON)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = QPushButton("Copy details")
        self._copy.clicked.connect(self._copy_details)
        close = QToolButton()
        close.setProperty("kind", "quiet")
        close.setIcon(icons.icon("x"))
        close.setIconSize(QSize(tokens.ICON, tokens.ICON))
        close.setAccessibleName("Close the message")
        close.setToolTip("Close")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_8, tokens.SPACE_8)
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._copy)
        row.addWidget(close)
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.setInterval(_PASSING_MS)
        self._passing.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def inform(self, words: str) -> None:
        """Say something that needs no answer; it passes by itself."""
        self._show(State("info", "", words, tone="accent"))
        self._passing.start()

    def report(self, error: BaseException) -> None:
        """Say what went wrong: an expected error in its own words, anything else as a fault of CharStudio."""
        state = error_state(error, retry=False)
        words = state.text if isinstance(error, ExpectedError) else f"{state.title}. {state.text}"
        self._show(State(state.icon, state.title, words, details=state.details, tone=state.tone))

    def _show(self, state: State) -> None:
        self._passing.stop()
        self._icon.set_icon(state.icon, state.tone)
        self._words.setText(state.text)
        self._details = state.details
        self._copy.setText("Copy details")
        self._copy.setVisible(bool(state.details))
        self.setAccessibleName(state.text)
        self._place()
        self.show()
        self.raise_()

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self._copy.setText("Copied")

    def _place(self) -> None:
        host = self._host
        width = min(_MOST_WIDTH, host.width() - 2 * tokens.SPACE_32)
        height = max(self.heightForWidth(width), self.sizeHint().height())
        bottom = host.height() - tokens.STATUS_HEIGHT - tokens.SPACE_12
        self.setGeometry((host.width() - width) // 2, bottom - height, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)


class UncaughtErrors(QObject):
    """Brings exceptions that nobody caught, from Qt's slots too, to ``raised``; the log gets them as before."""

    raised = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread

    def release(self) -> None:
        """Put the hooks back as they were."""
        sys.excepthook, threading.excepthook = self._before

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._before[0](kind, error, trace)
        if isinstance(error, Exception):
            self.raised.emit(error)

    def _take_from_thread(self, args: threading.ExceptHookArgs) -> None:
        self._before[1](args)
        if isinstance(args.exc_value, Exception):
            self.raised.emit(args.exc_value)
