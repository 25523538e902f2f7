"""What benchmarks stand on: a folder, a filled database, and processes that start like a person's."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from psycopg.conninfo import make_conninfo

from charstudio.data import migrate
from charstudio.data.database import Database
from charstudio.data.embedded import EmbeddedServer, LibraryFolder
from charstudio.domain.connection import ConnectionSettings, parse
from charstudio.domain.profile import Profile, ProfileKind
from charstudio.folders import HOME_VARIABLE
from charstudio.services.library import Library, open_library
from tests.bench.filling import fill
from tests.support.postgres import external

URL_VARIABLE: Final = "CHARSTUDIO_BENCH_DATABASE_URL"
_PROGRAMS: Final = Path(__file__).parent / "programs"
_PROJECT: Final = Path(__file__).parents[2]
_LIMIT_S: Final = 120.0


class Ground:
    """Use as a context manager. ``rows`` characters are made when a benchmark first asks for the database.

    ``repeats`` overrides how often a benchmark measures.
    """

    def __init__(self, rows: int, repeats: int | None = None) -> None:
        self.rows = rows
        self._repeats = repeats
        self._stack = ExitStack()
        # The sockets of a server need a short path, and an account that is not root must be able to enter it.
        self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="cs-bench-")))
        self.folder.chmod(0o755)

    def repeats(self, usual: int) -> int:
        return self._repeats or usual

    # --- database ---------------------------------------------------------------------------------------------------

    @cached_property
    def settings(self) -> ConnectionSettings:
        """Where the filled database is: on a server of its own, or on that of CHARSTUDIO_BENCH_DATABASE_URL."""
        url = os.environ.get(URL_VARIABLE)
        if url:
            server = external(url)
            name = server.create_database()
            self._stack.callback(server.drop_database, name)
            settings = server.to(name)
        else:
            embedded = self._stack.enter_context(EmbeddedServer.start(LibraryFolder(self.folder / "library")))
            settings = parse(embedded.connection_string())
        database = Database(settings)
        try:
            migrate.create(database)
        finally:
            database.close()
        fill(settings, self.rows)
        return settings

    @property
    def url(self) -> str:
        """The filled database as a connection string, with its password."""
        return make_conninfo(**self.settings.conninfo())

    @cached_property
    def library(self) -> Library:
        """The filled database, opened as the window opens it."""
        settings = self.settings
        password = settings.password.reveal() if settings.password else None
        profile = Profile("bench", "Bench", ProfileKind.TEAM, settings.without_password())
        return self._stack.enter_context(open_library(profile, password))

    # --- processes --------------------------------------------------------------------------------------------------

    @cached_property
    def home(self) -> Path:
        """The folder of the settings, profiles and logs of the processes."""
        home = self.folder / "home"
        home.mkdir()
        return home

    def start(self, program: str, **environment: str) -> float:
        """Run a program of ``programs`` that prints when it got there; returns milliseconds since before its start.

        The modules are compiled, as pip leaves them: what a process compiles is kept for the next one, in the folder
        of this ground where it is not to be kept beside the modules.
        """
        variables = os.environ | {
            HOME_VARIABLE: str(self.home),
            "PYTHONPATH": str(_PROJECT),
            "QT_QPA_PLATFORM": "offscreen",
        }
        if sys.dont_write_bytecode:
            variables["PYTHONPYCACHEPREFIX"] = str(self.folder / "compiled")
        variables |= environment
        for name in ("PYTHONDONTWRITEBYTECODE", "DATABASE_URL"):
            variables.pop(name, None)
        command = [sys.executable, str(_PROGRAMS / f"{program}.py")]
        start = time.monotonic_ns()
        done = subprocess.run(
            command, env=variables, cwd=self.folder, stdout=subprocess.PIPE, text=True, timeout=_LIMIT_S, check=True
        )
        return (int(done.stdout) - start) / 1e6

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
