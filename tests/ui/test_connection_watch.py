"""The watch on a real server that is killed, stays away, and comes back."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from charstudio.data import migrate
from charstudio.data.database import Database
from charstudio.data.embedded import EmbeddedServer, LibraryFolder
from charstudio.domain.connection import parse
from charstudio.domain.errors import OfflineError
from charstudio.domain.listing import CharacterFilter
from charstudio.domain.profile import Profile, ProfileKind
from charstudio.services.library import Library, open_library
from charstudio.ui.connection_watch import ConnectionWatch
from charstudio.ui.work import Work

LIMIT_MS = 20_000


@pytest.fixture
def folder(tmp_path: Path) -> LibraryFolder:
    return LibraryFolder(tmp_path / "library")


@pytest.fixture
def server(folder: LibraryFolder) -> Iterator[EmbeddedServer]:
    with EmbeddedServer.start(folder) as server:
        database = Database(parse(server.connection_string()))
        migrate.create(database)
        database.close()
        yield server
    # A killed server leaves its pid file behind; a start and a stop tidy up, as the next start of the program does.
    EmbeddedServer.start(folder).close()


@pytest.fixture
def team_library(server: EmbeddedServer) -> Iterator[Library]:
    """The server as a team's: it is not CharStudio's to start again."""
    location = parse(server.connection_string()).without_password()
    with open_library(Profile("team", "Team", ProfileKind.TEAM, location)) as library:
        yield library


class Heard:
    """What the watch said, and when (seconds of a monotonic clock)."""

    def __init__(self, watch: ConnectionWatch) -> None:
        self.lost: list[tuple[float, OfflineError]] = []
        self.restored: list[float] = []
        self.waits: list[int] = []
        watch.lost.connect(lambda error: self.lost.append((time.monotonic(), error)))
        watch.restored.connect(lambda: self.restored.append(time.monotonic()))
        watch.retrying.connect(self.waits.append)


def kill(folder: LibraryFolder) -> None:
    pid = int((folder.server / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)


def test_a_lost_server_is_noticed_and_its_return_too(
    qtbot: QtBot, work: Work, server: EmbeddedServer, team_library: Library, folder: LibraryFolder
) -> None:
    watch = ConnectionWatch(work)
    heard = Heard(watch)
    watch.watch(team_library)
    killed = time.monotonic()
    kill(folder)
    qtbot.waitUntil(lambda: bool(heard.lost), timeout=LIMIT_MS)
    noticed, error = heard.lost[0]
    assert noticed - killed < 5
    assert isinstance(error, OfflineError)
    qtbot.waitUntil(lambda: len(heard.waits) > 5, timeout=LIMIT_MS)
    assert not heard.restored
    assert all(wait < 1_000 for wait in heard.waits)
    with EmbeddedServer.start(folder):
        returned = time.monotonic()
        qtbot.waitUntil(lambda: bool(heard.restored), timeout=LIMIT_MS)
        # The next try follows within a second; the rest is the connection itself, on a busy machine.
        assert heard.restored[0] - returned < 3
        assert team_library.characters.count(CharacterFilter()) == 0
        assert len(heard.lost) == 1
        watch.watch(None)


def test_a_read_that_fails_makes_it_look_at_once(
    qtbot: QtBot, work: Work, server: EmbeddedServer, team_library: Library, folder: LibraryFolder
) -> None:
    watch = ConnectionWatch(work)
    heard = Heard(watch)
    watch.watch(team_library)
    kill(folder)
    failures: list[object] = []
    work.read("count", lambda: team_library.characters.count(CharacterFilter()), failures.append, failures.append)
    qtbot.waitUntil(lambda: bool(heard.lost), timeout=LIMIT_MS)
    assert isinstance(failures[0], OfflineError)
    watch.watch(None)


def test_a_local_librarys_server_is_started_again(
    qtbot: QtBot, work: Work, server: EmbeddedServer, folder: LibraryFolder
) -> None:
    with open_library(Profile("local", "Local", ProfileKind.LOCAL, str(folder.path))) as library:
        watch = ConnectionWatch(work)
        heard = Heard(watch)
        watch.watch(library)
        kill(folder)
        work.read("count", lambda: library.characters.count(CharacterFilter()), lambda _: None, lambda _: None)
        qtbot.waitUntil(lambda: bool(heard.restored), timeout=LIMIT_MS)
        assert library.characters.count(CharacterFilter()) == 0
        watch.watch(None)
