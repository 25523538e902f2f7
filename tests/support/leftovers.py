"""What a test left behind: threads, Qt timers and servers that go on after its end."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from charstudio.data.embedded.account import choose_account
from charstudio.data.embedded.binaries import find_binaries
from charstudio.data.embedded.folder import LibraryFolder
from charstudio.data.embedded.process import read_pid_file, stop_server

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer

_PATIENCE: Final = 2.0
"""Seconds that a thread may take to end once its test has let go of it."""
_LIBRARIES: Final = ("*/server/postmaster.pid", "data/libraries/*/server/postmaster.pid")


def threads() -> set[threading.Thread]:
    """The threads that run. Those of Qt, which Python only knows by sight, are none of them: nobody can join them."""
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


def threads_since(before: set[threading.Thread]) -> list[str]:
    """The threads that were not there before and do not end, as sentences."""
    deadline = time.monotonic() + _PATIENCE
    left = threads() - before
    for thread in left:
        thread.join(max(0.0, deadline - time.monotonic()))
    return [f"the thread {thread.name}" for thread in left if thread.is_alive()]


def timers() -> list[QTimer]:
    """The active QTimers of the program; none without an application, as they need its event loop."""
    core: Any = sys.modules.get("PySide6.QtCore")
    if core is None or core.QCoreApplication.instance() is None:
        return []
    from shiboken6 import isValid

    # What was closed with deleteLater() goes at the next turn of an event loop, which there may be none of.
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    # Garbage of a test is no timer that it left; collected only where there is one to be told from garbage.
    found = _active(core.QTimer, isValid)
    if found:
        del found
        gc.collect()
        found = _active(core.QTimer, isValid)
    return found


def _active(kind: type[QTimer], is_valid: Any) -> list[QTimer]:
    return [found for found in gc.get_objects() if isinstance(found, kind) and is_valid(found) and found.isActive()]


def timers_since(before: list[QTimer]) -> list[str]:
    """The timers that were not active before, as sentences; they are stopped."""
    known = {id(timer) for timer in before}
    left = [timer for timer in timers() if id(timer) not in known]
    sentences = []
    for timer in left:
        sentences.append(f"a QTimer of {timer.interval()} ms, child of {timer.parent()!r}")
        timer.stop()
    return sentences


def servers(folders: Iterable[Path]) -> list[str]:
    """The servers of libraries in these folders that still run, as sentences; they are stopped."""
    sentences = []
    for place in folders:
        for pid_path in (path for pattern in _LIBRARIES for path in place.glob(pattern)):
            library = LibraryFolder(pid_path.parent.parent)
            pid_file = read_pid_file(library.server)
            if pid_file is not None and pid_file.data_folder == library.server:
                sentences.append(f"the PostgreSQL server {pid_file.pid} of {library.path}")
                binaries = find_binaries()
                stop_server(library, binaries, choose_account(library, binaries))
    return sentences
