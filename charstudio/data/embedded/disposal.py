"""Emptying and removing a local library. Only what CharStudio's own layout names is ever touched."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from charstudio.data.embedded.account import choose_account
from charstudio.data.embedded.binaries import find_binaries
from charstudio.data.embedded.clients import count_clients, library_lock
from charstudio.data.embedded.cluster import remove_leftovers
from charstudio.data.embedded.faults import storage_error
from charstudio.data.embedded.folder import LibraryFolder, exists_at_all, is_plain_folder, require_plain_folder
from charstudio.data.embedded.process import find_running, stop_server
from charstudio.domain.errors import RefusedError

_LIMIT = 30.0


def reset(folder: LibraryFolder) -> None:
    """Empty the library: its database and pictures are gone for good, and the next start makes a new one.

    Raises RefusedError, and touches nothing, when the folder is not a library that CharStudio made, when a part of it
    is a link to elsewhere, or when a program, this one included, still uses it.
    """
    with _unused_library(folder):
        _remove_contents(folder)


def delete(folder: LibraryFolder) -> None:
    """Remove the library. Files that CharStudio did not put there stay, and the folder with them.

    Raises RefusedError like ``reset``.
    """
    with _unused_library(folder):
        _remove_contents(folder)
        try:
            if folder.clients.exists():
                folder.clients.rmdir()
            folder.marker_file.unlink()
        except OSError as error:
            raise storage_error(error, folder.path) from error
    # On Windows a held lock file cannot be removed, so it goes last; whoever waited for it finds it gone.
    try:
        folder.lock_file.unlink(missing_ok=True)
        if not any(folder.path.iterdir()):
            folder.path.rmdir()
    except OSError as error:
        raise storage_error(error, folder.path) from error


@contextmanager
def _unused_library(folder: LibraryFolder) -> Iterator[None]:
    _require_own(folder)
    with library_lock(folder, _LIMIT, make=False):
        _require_own(folder)
        for path in (folder.server, folder.images, folder.clients, folder.run):
            if exists_at_all(path):
                require_plain_folder(path)
        if count_clients(folder):
            raise RefusedError(
                f"The library in {folder.path} is in use.",
                "Close it in every CharStudio window and try again; nothing was changed.",
            )
        # All its programs may have crashed and left the server running.
        if is_plain_folder(folder.server) and find_running(folder, _LIMIT) is not None:
            binaries = find_binaries()
            stop_server(folder, binaries, choose_account(folder, binaries))
        yield


def _require_own(folder: LibraryFolder) -> None:
    require_plain_folder(folder.path)
    if folder.marker() is None:
        raise RefusedError(
            f"The folder {folder.path} is not a library that CharStudio made.", "Nothing in it was changed."
        )


def _remove_contents(folder: LibraryFolder) -> None:
    """Move the parts aside first: an interruption leaves a whole library, or none, never half a database."""
    try:
        for part in (folder.server, folder.images):
            if part.exists():
                part.rename(_aside(part))
        folder.password_file.unlink(missing_ok=True)
        if folder.run.exists():
            shutil.rmtree(folder.run)
        remove_leftovers(folder)
    except OSError as error:
        raise storage_error(error, folder.path) from error
    remaining = folder.leftovers()
    if remaining:
        raise RefusedError(
            f"{remaining[0]} could not be removed.", "Close the programs that use it; the next start removes it."
        )


def _aside(part: Path) -> Path:
    return part.with_name(f"{part.name}.{secrets.token_hex(4)}.old")
