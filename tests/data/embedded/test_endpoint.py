from __future__ import annotations

import os
import stat
from pathlib import Path

import psycopg
import pytest

from charstudio.data.embedded import EmbeddedServer, LibraryFolder, endpoint
from charstudio.data.embedded.account import ServerAccount
from charstudio.data.embedded.endpoint import Endpoint, new_endpoint
from charstudio.domain.errors import RefusedError
from tests.data.embedded.conftest import copy_tree, leave_no_server

on_unix = pytest.mark.skipif(os.name == "nt", reason="Windows uses the loopback address")


@on_unix
def test_the_connection_string_is_libpqs_with_the_socket_folder_encoded() -> None:
    url = Endpoint("/home/ann b/run", 5432).url("my db")
    assert url == "postgresql://charstudio@/my%20db?host=%2Fhome%2Fann%20b%2Frun&port=5432"
    assert psycopg.conninfo.conninfo_to_dict(url)["host"] == "/home/ann b/run"


@on_unix
def test_the_server_listens_on_a_private_socket_and_no_network_address(library: LibraryFolder) -> None:
    with EmbeddedServer.start(library) as server, psycopg.connect(server.connection_string()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert stat.S_IMODE(library.run.stat().st_mode) == 0o700
        assert stat.S_IMODE((library.run / ".s.PGSQL.5432").stat().st_mode) == 0o700
        rules = connection.execute("SELECT DISTINCT type, auth_method FROM pg_hba_file_rules").fetchall()
        assert rules == [("local", "peer")]


@on_unix
@pytest.mark.parametrize("name", ["long " * 30, "a, 'b' \"c\" $d `e` ü"])
def test_any_path_works(made_library: LibraryFolder, open_place: Path, name: str) -> None:
    library = LibraryFolder(open_place / name.strip() / "library")
    library.path.parent.mkdir()
    copy_tree(made_library.path, library.path)
    try:
        with EmbeddedServer.start(library) as server, psycopg.connect(server.connection_string()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
            socket_folder = Path(connection.info.host)
            assert socket_folder != library.run
            assert stat.S_IMODE(socket_folder.stat().st_mode) == 0o700
        assert not socket_folder.parent.exists()
    finally:
        leave_no_server(library)


@on_unix
def test_a_socket_folder_that_somebody_else_prepared_is_refused(folder: LibraryFolder) -> None:
    folder.make()
    folder.run.mkdir(mode=0o700)
    folder.run.chmod(0o777)
    with pytest.raises(RefusedError, match="not CharStudio's own"):
        new_endpoint(folder, ServerAccount("this user"))


@on_unix
def test_as_on_windows_the_server_listens_on_loopback_with_a_password(
    folder: LibraryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "USES_SOCKET", False)
    with EmbeddedServer.start(folder) as server:
        url = server.connection_string()
        with psycopg.connect(url) as connection:
            assert connection.info.host == "127.0.0.1"
            assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
        password = folder.password_file.read_text().strip()
        assert len(password) >= 32
        assert stat.S_IMODE(folder.password_file.stat().st_mode) == 0o600
        assert password not in repr(server)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(url.replace(password, "wrong"))
        with EmbeddedServer.start(folder) as joined:
            assert joined.connection_string() == url
