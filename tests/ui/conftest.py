"""What the tests of the window share: background work, and the whole program on a real library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.profile import Profile, ProfileColor, ProfileKind
from charstudio.ui.app import CharStudio
from charstudio.ui.launch import Start
from charstudio.ui.theme.theme import Scheme
from charstudio.ui.work import Work
from tests.ui.library_rows import add_themes, fill

LIMIT_MS = 20_000
NEWEST = "c00060"
"""The character that is first in the list of the fixture ``rows``."""


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[Work]:
    work = Work()
    yield work
    work.close()


@pytest.fixture
def rows(sql: psycopg.Connection[Any]) -> psycopg.Connection[Any]:
    """Sixty characters in the test's own database; the newest has three themes with 4, 2 and 0 variants."""
    fill(sql, 60)
    add_themes(sql, NEWEST, 4, 2, 0)
    add_themes(sql, "c00059", 1)
    return sql


class User:
    """A person at the window: what they press, and what they see."""

    def __init__(self, qtbot: QtBot, program: CharStudio) -> None:
        self.qtbot = qtbot
        self.program = program
        self.window = program.window
        self.workspace = program.window.workspace

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=LIMIT_MS)

    def settle(self) -> None:
        """Wait until nothing is under way: between a result and the request that follows there is a moment of rest."""
        quiet = 0

        def looked() -> bool:
            nonlocal quiet
            program = self.program
            busy = not (program.work.is_idle and program.pictures.is_idle and program.ready)
            quiet = 0 if busy else quiet + 1
            return quiet >= 3

        self.wait(looked)

    def open(self, profile: Profile, password: str | None = None) -> None:
        self.program.session.open(profile, password)
        self.settle()

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys where the focus is."""
        for key in keys:
            target = QApplication.focusWidget()
            assert target is not None
            QTest.keyClick(target, key, modifier)

    def press_window(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is, or is not."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def click(self, words: str) -> None:
        """Press the button that can be seen and says so."""
        found = [button for button in self.window.findChildren(QPushButton) if button.text() == words]
        (button,) = [button for button in found if button.isVisible() and button.isEnabled()]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def sees(self, words: str, place: QWidget | None = None) -> bool:
        return any(words in seen for seen in self.words(place))

    def words(self, place: QWidget | None = None) -> list[str]:
        """The labels that can be seen."""
        labels = (place or self.window).findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    def close(self) -> None:
        self.window.close()


@pytest.fixture
def make_user(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., User]]:
    """Starts the program, with its window on screen and no library yet; takes the fields of Start.

    To be asked for after the databases that the program opens: what comes later is taken down earlier.
    """
    for variable in ("DATABASE_URL", "CHARSTUDIO_DATABASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    made: list[User] = []

    def make(width: int = 1440, height: int = 900, **fields: Any) -> User:
        program = CharStudio(qapp, Start(**{"scheme": Scheme.LIGHT, **fields}))
        user = User(qtbot, program)
        made.append(user)
        if not fields.get("remember", True) or width != 1440:
            user.window.resize(width, height)
        with qtbot.waitExposed(user.window):
            user.window.show()
        user.window.activateWindow()
        return user

    yield make
    for user in made:
        if user.window.isVisible():
            user.window.close()
        user.program.theme.choose(Scheme.LIGHT)
        dispose(user.window, user.program.theme, user.program)


def dispose(*objects: QObject) -> None:
    """Delete objects now, as the end of the program does."""
    for gone in objects:
        gone.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def profile(settings: ConnectionSettings) -> Profile:
    return Profile("team", "Test library", ProfileKind.TEAM, settings.without_password(), ProfileColor.BLUE)


@pytest.fixture
def password(settings: ConnectionSettings) -> str | None:
    return settings.password.reveal() if settings.password else None


@pytest.fixture
def user(rows: psycopg.Connection[Any], profile: Profile, password: str | None, make_user: Callable[..., User]) -> User:
    """Somebody with the library of ``rows`` open."""
    user = make_user()
    user.open(profile, password)
    return user
