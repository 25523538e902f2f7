from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from charstudio.data.embedded import EmbeddedServer, LibraryFolder
from charstudio.data.embedded.process import read_pid_file
from charstudio.domain.errors import RefusedError
from tests.data.embedded.conftest import copy_tree, is_running, kill_server, leave_no_server, server_pid

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends Unix signals")


@pytest.fixture
def bystander(programs: Callable[..., subprocess.Popen[str]]) -> Iterator[int]:
    """A living process that has nothing to do with the library."""
    yield programs("import time; time.sleep(60)").pid


def pid_file_text(library: LibraryFolder, pid: int, data_folder: Path | None = None) -> str:
    return f"{pid}\n{data_folder or library.server}\n1790000000\n5432\n{library.run}\n\n  1 1\nready   \n"


def test_the_pid_file_is_read_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text("42\n/data\n1790000000\n5432\n/run\n\n  1 1\nstarting\n")
    pid_file = read_pid_file(tmp_path)
    assert pid_file is not None
    assert (pid_file.pid, pid_file.data_folder, pid_file.port) == (42, Path("/data"), 5432)
    assert (pid_file.socket_folder, pid_file.status) == ("/run", "starting")


def test_the_pid_file_of_a_server_that_has_just_begun_has_no_status_yet(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text("42\n/data\n1790000000\n5432\n")
    pid_file = read_pid_file(tmp_path)
    assert pid_file is not None
    assert (pid_file.pid, pid_file.socket_folder, pid_file.status) == (42, "", "")


@pytest.mark.parametrize("text", ["", "x", "x\n/data\n"])
def test_what_is_no_pid_file_is_none(library: LibraryFolder, text: str) -> None:
    (library.server / "postmaster.pid").write_text(text)
    assert read_pid_file(library.server) is None


def test_an_empty_pid_file_does_not_hinder_a_start(library: LibraryFolder) -> None:
    (library.server / "postmaster.pid").touch()
    with EmbeddedServer.start(library):
        assert server_pid(library)


def test_a_killed_server_comes_back_with_everything_that_was_committed(library: LibraryFolder) -> None:
    server = EmbeddedServer.start(library)
    with psycopg.connect(server.connection_string(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
        dead = kill_server(library)
    server.close()
    with EmbeddedServer.start(library) as again, psycopg.connect(again.connection_string()) as connection:
        assert server_pid(library) != dead
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_a_killed_server_comes_back_for_a_second_program_while_the_first_still_runs(library: LibraryFolder) -> None:
    first = EmbeddedServer.start(library)
    kill_server(library)
    with EmbeddedServer.start(library) as second, psycopg.connect(second.connection_string()):
        first.close()
        assert is_running(library)
    assert not is_running(library)


def test_an_unrelated_process_with_the_dead_servers_number_is_not_mistaken_for_it(
    library: LibraryFolder, bystander: int
) -> None:
    (library.server / "postmaster.pid").write_text(pid_file_text(library, bystander))
    with EmbeddedServer.start(library) as server, psycopg.connect(server.connection_string()):
        assert server_pid(library) != bystander
    assert Path(f"/proc/{bystander}").exists() or sys.platform != "linux"


def test_the_running_server_of_a_copied_library_is_neither_joined_nor_stopped(
    library: LibraryFolder, open_place: Path
) -> None:
    copy = LibraryFolder(open_place / "copy")
    with EmbeddedServer.start(library) as original:
        pid = server_pid(library)
        copy_tree(library.path, copy.path)
        # A copy of a running database needs recovery like one after a crash, and has the original's pid file.
        with EmbeddedServer.start(copy) as copied:
            assert server_pid(copy) != pid
            assert copied.connection_string() != original.connection_string()
        with psycopg.connect(original.connection_string()):
            assert server_pid(library) == pid
    leave_no_server(copy)


def test_a_server_that_will_not_start_says_why(library: LibraryFolder) -> None:
    (library.server / "global" / "pg_control").write_bytes(b"")
    with pytest.raises(RefusedError, match=r"does not start\. PostgreSQL says: .*pg_control"):
        EmbeddedServer.start(library)
    assert not is_running(library)
