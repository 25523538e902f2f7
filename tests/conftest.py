"""What all tests share: a home of their own, a real PostgreSQL, and a look at what each test leaves behind."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.support.isolation import isolate

# Before anything imports Qt or looks for a folder.
_home = isolate()

from charstudio.data import catalogue as catalogues  # noqa: E402
from charstudio.data.catalogue import Catalogue  # noqa: E402
from charstudio.data.database import Database  # noqa: E402
from charstudio.domain.connection import ConnectionSettings  # noqa: E402
from charstudio.domain.errors import MissingPartError  # noqa: E402
from charstudio.domain.profile import Profile, ProfileColor, ProfileKind  # noqa: E402
from charstudio.folders import HOME_VARIABLE  # noqa: E402
from charstudio.services.library import Library, open_library  # noqa: E402
from tests.support import leftovers, postgres  # noqa: E402
from tests.support.postgres import PostgresServer  # noqa: E402


def pytest_collection_finish() -> None:
    # What importing made lives on to the end: frozen, it is not looked through after each test.
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    _home.cleanup()


@pytest.fixture(autouse=True)
def _nothing_left_over(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the test folders of its own, and fail it where it leaves a thread, a timer or a server behind."""
    home = Path(_home.name) / f"test-{id(request.node)}"
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    places = [home]
    if "tmp_path" in request.fixturenames:
        places.append(request.getfixturevalue("tmp_path"))
    threads, timers = leftovers.threads(), leftovers.timers()
    yield
    left = [*leftovers.threads_since(threads), *leftovers.timers_since(timers), *leftovers.servers(places)]
    if left:
        pytest.fail(f"{request.node.nodeid} left behind: {'; '.join(left)}", pytrace=False)


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """The server of the whole session, which each process that runs tests has for itself."""
    url = os.environ.get(postgres.URL_VARIABLE)
    with ExitStack() as stack:
        if url:
            server = postgres.external(url)
        else:
            try:
                server = stack.enter_context(postgres.embedded(tmp_path_factory.mktemp("postgres") / "library"))
            except MissingPartError as error:
                pytest.skip(f"{error} Or name another server in {postgres.URL_VARIABLE}.")
        yield server


@pytest.fixture(scope="session")
def template_database(postgres_server: PostgresServer) -> Iterator[str]:
    """A database with the tables that the real migrations make, to be copied."""
    from charstudio.data import migrate

    name = postgres_server.create_database()
    database = Database(postgres_server.to(name))
    migrate.create(database)
    database.close()
    yield name
    postgres_server.drop_database(name)


@pytest.fixture
def make_database(postgres_server: PostgresServer, request: pytest.FixtureRequest) -> Iterator[Callable[[str], str]]:
    """Makes databases from a template ("" for an empty one). A connection to one that is left open fails the test."""
    made: list[str] = []

    def make(template: str = "") -> str:
        made.append(postgres_server.create_database(template))
        return made[-1]

    yield make
    left = [sentence for name in made for sentence in postgres_server.drop_database(name)]
    if left:
        pytest.fail(f"{request.node.nodeid} left behind: {'; '.join(left)}", pytrace=False)


@pytest.fixture
def settings(
    postgres_server: PostgresServer, template_database: str, make_database: Callable[[str], str]
) -> ConnectionSettings:
    """Where the test's own database with the platform's empty tables is."""
    return postgres_server.to(make_database(template_database))


@pytest.fixture
def empty_settings(postgres_server: PostgresServer, make_database: Callable[[str], str]) -> ConnectionSettings:
    """Where the test's own database without any table is."""
    return postgres_server.to(make_database(""))


@pytest.fixture
def database(settings: ConnectionSettings) -> Iterator[Database]:
    """The test's own database with the platform's empty tables."""
    database = Database(settings)
    yield database
    database.close()


@pytest.fixture
def sql(postgres_server: PostgresServer, settings: ConnectionSettings) -> Iterator[psycopg.Connection[Any]]:
    """A connection to the test's own database that is no part of what is tested; each statement commits."""
    with postgres_server.connect(settings.database) as connection:
        yield connection


@pytest.fixture
def catalogue(database: Database) -> Catalogue:
    """What the test's own database has."""
    with database.read() as connection:
        return catalogues.read(connection, database.settings)


@pytest.fixture
def library(settings: ConnectionSettings) -> Iterator[Library]:
    """The test's own database as the window has it open."""
    profile = Profile("test", "Test library", ProfileKind.TEAM, settings.without_password(), ProfileColor.BLUE)
    with open_library(profile, settings.password.reveal() if settings.password else None) as library:
        yield library
