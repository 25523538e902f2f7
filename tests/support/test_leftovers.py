"""The look at what a test leaves behind sees it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from charstudio.data.database import Database
from charstudio.data.embedded import EmbeddedServer, LibraryFolder
from charstudio.data.embedded.process import read_pid_file
from charstudio.domain.errors import ExpectedError
from tests.support import leftovers
from tests.support.postgres import PostgresServer


def test_a_thread_that_goes_on_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "_PATIENCE", 0.05)
    before = leftovers.threads()
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="left over")
    thread.start()
    assert leftovers.threads_since(before) == ["the thread left over"]
    end.set()
    assert leftovers.threads_since(before) == []


def test_a_timer_that_goes_on_is_named_and_stopped(qtbot: QtBot) -> None:
    before = leftovers.timers()
    owner = QObject()
    timer = QTimer(owner)
    timer.start(1234)
    (sentence,) = leftovers.timers_since(before)
    assert "1234 ms" in sentence
    assert not timer.isActive()


def test_a_timer_that_nobody_holds_is_none(qtbot: QtBot) -> None:
    before = leftovers.timers()
    QTimer().start(1234)
    assert leftovers.timers_since(before) == []


def test_a_server_that_goes_on_is_named_and_stopped(tmp_path: Path) -> None:
    library = LibraryFolder(tmp_path / "library")
    try:
        server = EmbeddedServer.start(library)
    except ExpectedError as error:
        pytest.skip(str(error))
    (sentence,) = leftovers.servers([tmp_path])
    assert str(library.path) in sentence
    assert read_pid_file(library.server) is None
    server.close()


def test_a_connection_that_is_left_open_is_named(postgres_server: PostgresServer) -> None:
    name = postgres_server.create_database()
    database = Database(postgres_server.to(name))
    with database.read() as connection:
        connection.exec_driver_sql("SELECT 'who was it'")
        (sentence,) = postgres_server.drop_database(name)
    database.close()
    assert "charstudio" in sentence
    assert "who was it" in sentence
