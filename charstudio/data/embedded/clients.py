"""Which running programs use a library. A lock of the operating system says it, so a crash cannot leave a false claim.

Each program holds a lock on a file of its own in ``clients/``; a file whose lock is free belongs to nobody any more.
All functions but ``library_lock`` expect the caller to hold the library's lock.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from charstudio.data.embedded.faults import storage_error
from charstudio.data.embedded.folder import PRIVATE, LibraryFolder, require_plain_folder
from charstudio.domain.errors import RefusedError

_POLL = 0.01
"""Seconds between two tries for the library's lock."""


@contextmanager
def library_lock(folder: LibraryFolder, limit: float, *, make: bool) -> Iterator[None]:
    """Hold the lock that serialises start, stop, reset and delete between programs.

    ``make`` creates the folder where it is absent. Raises RefusedError when it cannot be had in ``limit`` seconds or
    the folder cannot be written.
    """
    deadline = time.monotonic() + limit
    lock = FileLock(folder.lock_file, mode=0o600, thread_local=False)
    try:
        while True:
            if make:
                folder.make()
            lock.acquire(timeout=max(0.0, deadline - time.monotonic()), poll_interval=_POLL)
            # Another program may have deleted the library while this one waited: then the lock guards no file.
            if folder.lock_file.exists():
                break
            lock.release()
        hand_over(folder.lock_file, folder)
    except Timeout as error:
        raise RefusedError(
            f"Another CharStudio has been starting or stopping the library in {folder.path} for {limit:.0f} seconds.",
            "Close it, or end it if it hangs, and try again; nothing was changed.",
        ) from error
    except OSError as error:
        lock.release()
        raise storage_error(error, folder.path) from error
    try:
        yield
    finally:
        lock.release()


class Registration:
    """This program's claim on the server of a library, until ``release``."""

    def __init__(self, folder: LibraryFolder) -> None:
        """Raises RefusedError when the folder cannot be written."""
        self._path = folder.clients / f"{os.getpid()}-{secrets.token_hex(4)}.client"
        # Not bound to a thread: a library may be opened by a worker and closed by the main thread.
        self._lock = FileLock(self._path, mode=0o600, thread_local=False)
        try:
            make_private_folder(folder.clients, folder)
            self._lock.acquire(timeout=0)
            hand_over(self._path, folder)
        except OSError as error:
            self._lock.release()
            raise storage_error(error, folder.path) from error

    def release(self) -> None:
        self._lock.release()
        self._path.unlink(missing_ok=True)


def count_clients(folder: LibraryFolder) -> int:
    """How many programs, this one among them, use the library. Files of programs that are gone are removed."""
    if not folder.clients.exists():
        return 0
    require_plain_folder(folder.clients)
    return sum(_is_alive(path) for path in sorted(folder.clients.glob("*.client")))


def _is_alive(path: Path) -> bool:
    lock = FileLock(path, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except PermissionError:
        # Another account's program; whether it still runs cannot be told, and stopping its server would be worse.
        return True
    lock.release()
    path.unlink(missing_ok=True)
    return False


def make_private_folder(path: Path, folder: LibraryFolder) -> None:
    """Make ``path`` inside the library where it is absent; raises RefusedError when it is a link."""
    if not path.exists():
        path.mkdir(mode=PRIVATE)
        hand_over(path, folder)
    require_plain_folder(path)


def hand_over(path: Path, folder: LibraryFolder) -> None:
    """Give what root made in an ordinary user's library to that user, who could not use or remove it otherwise."""
    if os.name == "nt" or os.geteuid() != 0:
        return
    owner = folder.path.stat()
    if owner.st_uid != 0:
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)
