"""Connections that fail, for real, and the sentences that they become."""

from __future__ import annotations

import logging
import socket
import traceback
from collections.abc import Iterator
from dataclasses import replace

import pytest

from charstudio.data.database import Database
from charstudio.domain.connection import ConnectionSettings, Host, Secret
from charstudio.domain.errors import ExpectedError, OfflineError, RefusedError
from tests.support.postgres import PostgresServer

PASSWORD = "s3cr3t-that-must-not-show"


def failure(settings: ConnectionSettings) -> ExpectedError:
    database = Database(settings)
    try:
        with pytest.raises(ExpectedError) as caught:
            database.ping()
    finally:
        database.close()
    return caught.value


def assert_hidden(error: BaseException, caplog: pytest.LogCaptureFixture, secret: str) -> None:
    """The secret is in no text of the error and its causes, and in no log."""
    logging.getLogger("charstudio.test").error("It failed", exc_info=error)
    shown = ["".join(traceback.format_exception(error)), caplog.text]
    cause: BaseException | None = error
    while cause is not None:
        shown += [str(cause), repr(cause), repr(cause.args)]
        cause = cause.__cause__ or cause.__context__
    assert not [text for text in shown if secret in text]


@pytest.fixture
def role(postgres_server: PostgresServer, settings: ConnectionSettings) -> Iterator[ConnectionSettings]:
    """How a role signs in with the right password."""
    with postgres_server.role() as (name, password):
        yield postgres_server.as_role(name, password, settings.database)


def test_the_right_password_lets_in(role: ConnectionSettings) -> None:
    database = Database(role)
    database.ping()
    database.close()


def test_a_wrong_password(role: ConnectionSettings, caplog: pytest.LogCaptureFixture) -> None:
    error = failure(replace(role, password=Secret(PASSWORD)))
    assert isinstance(error, RefusedError)
    assert f'refused the sign-in of "{role.user}"' in error.what
    assert role.hosts[0].name in error.what
    assert "password" in error.remedy
    assert_hidden(error, caplog, PASSWORD)


def test_no_password(role: ConnectionSettings) -> None:
    error = failure(replace(role, password=None))
    assert isinstance(error, RefusedError)
    assert "refused the sign-in" in error.what


def test_an_unknown_role(role: ConnectionSettings, caplog: pytest.LogCaptureFixture) -> None:
    error = failure(replace(role, user="nobody_at_all", password=Secret(PASSWORD)))
    assert isinstance(error, RefusedError)
    assert '"nobody_at_all"' in error.what
    assert_hidden(error, caplog, PASSWORD)


def test_an_unknown_role_over_the_socket(settings: ConnectionSettings, postgres_server: PostgresServer) -> None:
    if not settings.is_local or settings.password is not None:
        pytest.skip("Needs a server that asks for no password.")
    error = failure(replace(settings, user="nobody_at_all"))
    assert isinstance(error, RefusedError)
    assert 'knows no role "nobody_at_all"' in error.what


def test_an_unknown_database(role: ConnectionSettings, caplog: pytest.LogCaptureFixture) -> None:
    error = failure(replace(role, database="no_such_database"))
    assert isinstance(error, RefusedError)
    assert 'has no database "no_such_database"' in error.what
    assert role.password is not None
    assert_hidden(error, caplog, role.password.reveal())


def test_a_role_that_may_not_connect(role: ConnectionSettings, postgres_server: PostgresServer) -> None:
    with postgres_server.connect() as connection:
        connection.execute(f'REVOKE CONNECT ON DATABASE "{role.database}" FROM PUBLIC'.encode())
    error = failure(role)
    assert isinstance(error, RefusedError)
    assert "does not let" in error.what
    assert "privilege to connect" in error.remedy


def test_a_role_that_may_not_log_in(postgres_server: PostgresServer, settings: ConnectionSettings) -> None:
    with postgres_server.role(attributes="NOLOGIN") as (name, password):
        error = failure(postgres_server.as_role(name, password, settings.database))
    assert isinstance(error, RefusedError)
    assert "does not let" in error.what


def test_a_role_with_too_many_connections(postgres_server: PostgresServer, settings: ConnectionSettings) -> None:
    with postgres_server.role(attributes="LOGIN CONNECTION LIMIT 0") as (name, password):
        error = failure(postgres_server.as_role(name, password, settings.database))
    assert isinstance(error, OfflineError)
    assert "no free connection" in error.what


def test_tls_that_the_server_has_not(role: ConnectionSettings) -> None:
    error = failure(replace(role, libpq={"sslmode": "require"}))
    assert isinstance(error, RefusedError)
    assert "No secure connection" in error.what


def test_a_port_without_a_server(caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    error = failure(ConnectionSettings((Host("127.0.0.1", port),), "db", "me", Secret(PASSWORD)))
    assert isinstance(error, OfflineError)
    assert f"127.0.0.1:{port}" in error.what
    assert "port" in error.remedy
    assert_hidden(error, caplog, PASSWORD)


def test_a_server_that_says_nothing() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        host = Host("127.0.0.1", silent.getsockname()[1])
        # libpq takes 2 seconds for the least that makes sense.
        error = failure(ConnectionSettings((host,), "db", "me", connect_timeout=2))
    assert isinstance(error, OfflineError)
    assert "did not answer in time" in error.what


def test_something_that_is_no_postgresql() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        other.settimeout(5)
        import threading

        def answer() -> None:
            client, _ = other.accept()
            client.recv(100)
            client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            client.close()

        thread = threading.Thread(target=answer)
        thread.start()
        error = failure(
            ConnectionSettings((Host("127.0.0.1", other.getsockname()[1]),), "db", "me", libpq={"sslmode": "disable"})
        )
        thread.join()
    assert error.remedy


def test_a_host_that_does_not_exist(caplog: pytest.LogCaptureFixture) -> None:
    error = failure(ConnectionSettings((Host("no-such-host.invalid"),), "db", "me", Secret(PASSWORD)))
    assert isinstance(error, OfflineError)
    assert "no host named no-such-host.invalid" in error.what
    assert_hidden(error, caplog, PASSWORD)


def test_a_socket_folder_without_a_server() -> None:
    error = failure(ConnectionSettings((Host("/no/such/folder"),), "db", "me"))
    assert isinstance(error, OfflineError)
    assert "this machine" in error.what
