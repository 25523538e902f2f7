"""The start: the window's outline is on screen before most of the program is imported."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from charstudio import __version__
from charstudio.domain.errors import MissingPartError
from charstudio.ui import qtlog
from charstudio.ui.settings import SCHEME, WINDOW_PLACE, Settings
from charstudio.ui.theme import tokens
from charstudio.ui.window import MainWindow

if TYPE_CHECKING:
    from charstudio.ui.app import CharStudio
    from charstudio.ui.theme.theme import Scheme


@dataclass(frozen=True, slots=True)
class Start:
    """What to open: the demo library, the welcome page, or whatever is configured.

    ``scheme`` overrides the one that is remembered.
    """

    demo: bool = False
    reset: bool = False
    welcome: bool = False
    scheme: Scheme | None = None
    remember: bool = True
    """Whether the window comes back as it was left, and is remembered; else it is as a newcomer sees it."""


class Launch(QObject):
    """Shows the outline of the window; once that was painted, imports the program, puts it in and opens the library.

    ``composed`` is sent before the library is opened. ``failure`` is what kept the program from coming up.
    """

    composed = Signal()

    def __init__(self, application: QApplication, start: Start) -> None:
        super().__init__(application)
        self._application = application
        self._start = start
        self.program: CharStudio | None = None
        self.failure: Exception | None = None
        settings = Settings()
        self.window = MainWindow(_colors(application, start.scheme or settings.text(SCHEME)))
        place = settings.state(WINDOW_PLACE)
        if place is not None and start.remember:
            self.window.restoreGeometry(place)
        self.window.painted.connect(self._painted)

    def begin(self) -> None:
        self.window.show()

    def _painted(self) -> None:
        # All that the start makes and imports stays: looking for garbage in it, over and over, would only take time.
        gc.disable()
        QTimer.singleShot(0, self._compose)

    def _compose(self) -> None:
        try:
            from charstudio.ui.app import CharStudio

            self.program = CharStudio(self._application, self._start, self.window)
            self.composed.emit()
            self.program.open()
            self.program.work.idle.connect(_look_for_garbage)
        except Exception as error:  # noqa: BLE001 - raised again by whoever runs the event loop
            self.failure = error
            self._application.quit()
        if self.program is None or self.program.work.is_idle:
            _look_for_garbage()


def run(start: Start) -> int:
    """Open the window and run until it is closed. Returns the exit code. Raises ExpectedError."""
    application = make_application()
    launch = Launch(application, start)
    launch.begin()
    code = application.exec()
    if launch.failure is not None:
        raise launch.failure
    return code


def make_application(arguments: list[str] | None = None) -> QApplication:
    """The QApplication, with CharStudio's name. Raises MissingPartError where there is no display."""
    check_display()
    qtlog.install()
    application = QApplication(arguments or sys.argv[:1])
    application.setApplicationName("CharStudio")
    application.setApplicationVersion(__version__)
    application.setQuitOnLastWindowClosed(True)
    return application


def check_display() -> None:
    """Qt aborts the process without a display; this says so instead. Raises MissingPartError."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise MissingPartError(
            "There is no display to open a window on.",
            "Start CharStudio in a desktop session, or draw into a file: charstudio --screenshot window.png",
        )


def _look_for_garbage() -> None:
    """The start is over: from here on as usual, but not in what it has made."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _colors(application: QApplication, scheme: str) -> tokens.Colors:
    """The colours of the outline. The palette tells the system's scheme; Qt's own answer takes 15 ms the first time."""
    if scheme in ("light", "dark"):
        return tokens.DARK if scheme == "dark" else tokens.LIGHT
    return tokens.DARK if application.palette().window().color().lightness() < 128 else tokens.LIGHT
