"""The place below the form where work, results and questions appear, so that the form itself does not move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from charstudio.domain.connection_report import ConnectionReport
from charstudio.domain.errors import ExpectedError
from charstudio.ui.forms.check_box import CheckBox
from charstudio.ui.forms.notice import Notice, ProgressLine
from charstudio.ui.profiles.report import ReportView
from charstudio.ui.theme import tokens


@dataclass(frozen=True, slots=True)
class Answer:
    """A button of a question; ``kind`` is one of the style sheet's."""

    label: str
    chosen: Callable[[], None]
    kind: str = ""
    enabled: bool = True


class Question(QWidget):
    """Asks in place: a sentence, what follows from it, at most one box to tick, and the answers."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _words("strong")
        self.text = _words("secondary")
        self.box = CheckBox()
        self._answers = QHBoxLayout()
        self._answers.setSpacing(tokens.SPACE_8)
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        for widget in (self.title, self.text, self.box):
            column.addWidget(widget)
        column.addLayout(self._answers)

    def ask(self, title: str, text: str, answers: Sequence[Answer], box: str = "") -> None:
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.box.setText(box)
        self.box.setChecked(False)
        self.box.setVisible(bool(box))
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        while self._answers.count():
            self._answers.takeAt(0)
        self.buttons = [self._button(answer) for answer in answers]
        self._answers.addStretch(1)
        self.buttons[-1].setFocus()

    def _button(self, answer: Answer) -> QPushButton:
        button = QPushButton(answer.label)
        button.setAutoDefault(True)
        button.setProperty("kind", answer.kind or None)
        button.setEnabled(answer.enabled)
        # Called from Python: Qt would connect a method of its own by name, and so reach the one that overrides it.
        button.clicked.connect(lambda _checked=False: answer.chosen())
        self._answers.addWidget(button)
        # The layout would show it in the next turn of the event loop, too late for the focus.
        button.show()
        return button


class Tray(QFrame):
    """Shows one thing at a time, or nothing and takes no room. ``asking`` tells whether it waits for an answer."""

    asking = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "window")
        self.setProperty("edge", "top")
        self.progress = ProgressLine()
        self.stop = QPushButton("Stop")
        self.stop.setAutoDefault(True)
        self.notice = Notice()
        self.report = ReportView()
        self.question = Question()
        self._running = QWidget()
        running = QHBoxLayout(self._running)
        running.setContentsMargins(0, 0, 0, 0)
        running.setSpacing(tokens.SPACE_16)
        running.addWidget(self.progress, 1)
        running.addWidget(self.stop)
        self._parts = (self._running, self.notice, self.report, self.question)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_24, tokens.SPACE_12, tokens.SPACE_24, tokens.SPACE_12)
        for part in self._parts:
            column.addWidget(part)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(tokens.SKELETON_AFTER_MS)
        self._late.timeout.connect(lambda: self._show(self._running))
        self.clear()

    def clear(self) -> None:
        self._late.stop()
        self.hide()
        self.asking.emit(False)

    @property
    def is_asking(self) -> bool:
        return not self.isHidden() and not self.question.isHidden()

    def show_progress(self, text: str, *, can_stop: bool) -> None:
        """Work that began, unless it ends within 150 ms. It can be stopped while ``stop`` is shown."""
        self.clear()
        self.progress.show_progress(text, None)
        self.stop.setVisible(can_stop)
        self._late.start()

    def show_error(self, error: ExpectedError) -> None:
        self.notice.show_error(error)
        self._show(self.notice)

    def show_report(self, report: ConnectionReport) -> None:
        self.report.show_report(report)
        self._show(self.report)

    def ask(self, title: str, text: str, answers: Sequence[Answer], box: str = "") -> None:
        self._show(self.question)
        self.question.ask(title, text, answers, box)

    def _show(self, part: QWidget) -> None:
        self._late.stop()
        for other in self._parts:
            other.setVisible(other is part)
        self.show()
        self.asking.emit(part is self.question)


def _words(level: str) -> QLabel:
    label = QLabel()
    label.setProperty("level", level)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
