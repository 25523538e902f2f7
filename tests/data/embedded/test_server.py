from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest

from charstudio.data.embedded import EmbeddedServer, LibraryFolder, find_binaries
from charstudio.domain.errors import RefusedError
from tests.data.embedded.conftest import HOLD, contents, copy_tree, is_running, read_line, server_pid

Programs = Callable[..., subprocess.Popen[str]]

on_unix = pytest.mark.skipif(os.name == "nt", reason="uses Unix signals and modes")
as_root = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs root")


def answers(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 100 MB of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("needs Linux, root and mount")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100m,mode=755", "tmpfs", place],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip(f"a tmpfs cannot be mounted: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


def fill(place: Path) -> Path:
    filler = place / "filler"
    block = b"x" * 65536
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(block)
        except OSError:
            return filler


def test_a_new_library_has_a_database_and_its_folders(folder: LibraryFolder) -> None:
    with EmbeddedServer.start(folder) as server:
        assert answers(server.connection_string())
        assert answers(server.connection_string("postgres"))
    assert {entry.name for entry in folder.path.iterdir()} == {
        *("clients", "images", "library.json", "library.lock", "run", "server")
    }
    assert not is_running(folder)


def test_a_start_a_join_and_a_stop_take_less_than_a_second_each(library: LibraryFolder) -> None:
    moments = [time.perf_counter()]
    first = EmbeddedServer.start(library)
    moments.append(time.perf_counter())
    second = EmbeddedServer.start(library)
    moments.append(time.perf_counter())
    second.close()
    first.close()
    moments.append(time.perf_counter())
    assert all(later - earlier < 1.0 for earlier, later in pairwise(moments))


def test_closing_twice_is_closing_once(library: LibraryFolder) -> None:
    server = EmbeddedServer.start(library)
    server.close()
    with EmbeddedServer.start(library) as other:
        server.close()
        assert answers(other.connection_string())


def test_a_second_program_shares_the_server_and_the_last_one_stops_it(
    library: LibraryFolder, programs: Programs
) -> None:
    server = EmbeddedServer.start(library)
    pid = server_pid(library)
    program = programs(HOLD, library.path)
    assert read_line(program) == f"running {server.connection_string()}"
    server.close()
    assert server_pid(library) == pid
    assert program.communicate("\n", timeout=20)[0].strip() == "closed"
    assert not is_running(library)


def test_four_programs_that_start_a_new_library_at_once_share_one_server(
    folder: LibraryFolder, programs: Programs
) -> None:
    started = [programs(HOLD, folder.path) for _ in range(4)]
    lines = {read_line(program) for program in started}
    assert len(lines) == 1
    assert lines.pop().startswith("running")
    for program in started:
        assert program.communicate("\n", timeout=20)[0].strip() == "closed"
    assert not is_running(folder)
    assert list(folder.clients.iterdir()) == []


@on_unix
def test_a_killed_programs_server_is_joined_by_the_next_and_stopped_when_that_leaves(
    library: LibraryFolder, programs: Programs
) -> None:
    program = programs(HOLD, library.path)
    assert read_line(program).startswith("running")
    pid = server_pid(library)
    program.kill()
    program.wait()
    with EmbeddedServer.start(library) as server:
        assert server_pid(library) == pid
        assert answers(server.connection_string())
    assert not is_running(library)


@on_unix
def test_a_program_killed_while_it_sets_up_a_library_leaves_it_startable(
    folder: LibraryFolder, programs: Programs
) -> None:
    for delay in (0.15, 0.35, 0.6):
        program = programs(HOLD, folder.path)
        time.sleep(delay)
        program.kill()
        program.wait()
    with EmbeddedServer.start(folder) as server:
        assert answers(server.connection_string())
    assert folder.leftovers() == []


@on_unix
def test_a_program_that_ends_without_closing_still_stops_the_server(library: LibraryFolder, programs: Programs) -> None:
    program = programs(HOLD.replace("server.close()", "raise SystemExit(0)"), library.path)
    assert read_line(program).startswith("running")
    program.communicate("\n", timeout=20)
    assert not is_running(library)


@on_unix
def test_a_ctrl_c_in_the_terminal_does_not_reach_the_server(library: LibraryFolder) -> None:
    with EmbeddedServer.start(library):
        pid = server_pid(library)
        assert os.getsid(pid) != os.getsid(0)
        assert os.getpgid(pid) != os.getpgid(0)


def test_a_foreign_folder_is_left_as_it_was(folder: LibraryFolder) -> None:
    folder.path.mkdir()
    (folder.path / "letter.txt").write_text("dear")
    before = contents(folder.path)
    with pytest.raises(RefusedError, match="not a CharStudio library"):
        EmbeddedServer.start(folder)
    assert contents(folder.path) == before


def test_a_new_library_on_a_disk_too_small_for_it_leaves_no_half_one(small_disk: Path) -> None:
    folder = LibraryFolder(small_disk / "library")
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * 80 * 1024 * 1024)
    with pytest.raises(RefusedError, match="is full"):
        EmbeddedServer.start(folder)
    assert not folder.server.exists()
    assert folder.leftovers() == []
    filler.unlink()
    with EmbeddedServer.start(folder) as server:
        assert answers(server.connection_string())


def test_a_full_disk_is_a_sentence_and_nothing_is_lost(made_library: LibraryFolder, small_disk: Path) -> None:
    library = LibraryFolder(small_disk / "library")
    copy_tree(made_library.path, library.path)
    with EmbeddedServer.start(library) as server, psycopg.connect(server.connection_string()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
    filler = fill(small_disk)
    with pytest.raises(RefusedError, match="is full") as caught:
        EmbeddedServer.start(library)
    assert "Free at least" in caught.value.remedy
    assert not is_running(library)
    filler.unlink()
    with EmbeddedServer.start(library) as server, psycopg.connect(server.connection_string()) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_a_disk_that_fills_up_while_the_server_runs_loses_nothing(
    made_library: LibraryFolder, small_disk: Path
) -> None:
    library = LibraryFolder(small_disk / "library")
    copy_tree(made_library.path, library.path)
    server = EmbeddedServer.start(library)
    with psycopg.connect(server.connection_string(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
        filler = fill(small_disk)
    server.close()
    filler.unlink()
    with EmbeddedServer.start(library) as again, psycopg.connect(again.connection_string()) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_a_read_only_disk_is_a_sentence(made_library: LibraryFolder, small_disk: Path) -> None:
    library = LibraryFolder(small_disk / "library")
    copy_tree(made_library.path, library.path)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    before = contents(small_disk)
    with pytest.raises(RefusedError, match="read-only"):
        EmbeddedServer.start(library)
    with pytest.raises(RefusedError, match="read-only"):
        EmbeddedServer.start(LibraryFolder(small_disk / "new"))
    assert contents(small_disk) == before


@pytest.fixture
def home(open_place: Path) -> Path:
    """A home of the account nobody, closed to all others."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("needs root to become another user")
    if not all(path.stat().st_mode & 0o001 for path in find_binaries().folder.resolve().parents):
        pytest.skip("the account nobody cannot reach PostgreSQL's programs in this environment")
    own = open_place / "home"
    own.mkdir(mode=0o700)
    shutil.chown(own, "nobody", "nogroup")
    return own


@as_root
def test_an_ordinary_user_makes_starts_and_stops_a_library(home: Path, programs: Programs) -> None:
    folder = LibraryFolder(home / "library")
    program = programs(HOLD, folder.path, account="nobody", home=home)
    assert read_line(program).startswith("running")
    # Root may use what is another user's, and does so without taking it away from him.
    with EmbeddedServer.start(folder) as server:
        assert answers(server.connection_string())
    assert is_running(folder)
    assert program.communicate("\n", timeout=20)[0].strip() == "closed"
    assert not is_running(folder)
    with EmbeddedServer.start(folder):
        pass
    assert {path.owner() for path in folder.path.rglob("*")} == {"nobody"}
    again = programs(HOLD, folder.path, account="nobody", home=home)
    assert read_line(again).startswith("running")
    assert again.communicate("\n", timeout=20)[0].strip() == "closed"


@as_root
@pytest.mark.parametrize("closed", ["parent", "library"])
def test_a_folder_that_the_user_may_not_write_is_a_sentence(
    made_library: LibraryFolder, home: Path, programs: Programs, closed: str
) -> None:
    folder = LibraryFolder(home / "library")
    if closed == "library":
        copy_tree(made_library.path, folder.path)
        subprocess.run(["chown", "-R", "nobody:nogroup", folder.path], check=True)
        folder.lock_file.unlink()
        folder.path.chmod(0o500)
    else:
        home.chmod(0o500)
    before = contents(home)
    program = programs(HOLD, folder.path, account="nobody", home=home)
    assert "RefusedError: CharStudio may not read and write" in program.communicate(timeout=20)[0]
    assert contents(home) == before


@as_root
def test_another_users_library_is_refused(made_library: LibraryFolder, home: Path, programs: Programs) -> None:
    folder = LibraryFolder(home / "library")
    copy_tree(made_library.path, folder.path)
    subprocess.run(["chown", "-R", "nobody:nogroup", folder.path], check=True)
    subprocess.run(["chown", "-R", "daemon", folder.server], check=True)
    folder.server.chmod(0o755)
    program = programs(HOLD, folder.path, account="nobody", home=home)
    assert "belongs to another user" in program.communicate(timeout=20)[0]
