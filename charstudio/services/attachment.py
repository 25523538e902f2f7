"""A profile's database, connected: what both an open library and the database commands work on."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from charstudio.data.database import Database
from charstudio.domain.connection import parse
from charstudio.domain.errors import OfflineError
from charstudio.domain.profile import Profile, ProfileKind, Safety
from charstudio.services.profiles import connection_settings

if TYPE_CHECKING:
    from charstudio.data.embedded import EmbeddedServer


class Attachment:
    """The database of one profile, with the embedded server where it is a local library. Nothing is checked yet.

    Use as a context manager, or call ``close``.
    """

    def __init__(self, profile: Profile, password: str | None = None) -> None:
        """Start the embedded server where there is one. The first query connects. Raises ExpectedError."""
        self.profile = profile
        self._reviving = threading.Lock()
        self.server: EmbeddedServer | None = None
        if profile.kind is ProfileKind.LOCAL:
            self.server = _start(profile)
            settings = parse(self.server.connection_string())
        else:
            settings = connection_settings(profile, password)
        self.database = Database(settings, read_only=profile.safety is Safety.READ_ONLY)

    @property
    def place(self) -> str:
        """Where the database is, for people: ``local``, or the server's address without a password."""
        return "local" if self.server is not None else self.database.settings.display

    def revive(self) -> None:
        """Make sure that the server answers: start the embedded one again where it has died. Raises ExpectedError."""
        with self._reviving:
            try:
                self.database.ping()
            except OfflineError:
                if self.server is None:
                    raise
                self.server.close()
                self.server = _start(self.profile)
                self.database.ping()

    def close(self) -> None:
        """Close the connections and leave the embedded server, which stops when nobody else uses it."""
        self.database.close()
        if self.server is not None:
            self.server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _start(profile: Profile) -> EmbeddedServer:
    # A team's database needs nothing of this.
    from charstudio.data.embedded import EmbeddedServer, LibraryFolder

    return EmbeddedServer.start(LibraryFolder(Path(profile.location)))
