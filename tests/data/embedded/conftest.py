"""Real libraries for the tests: one is made once, the others are copies of it, and no server outlives its test."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from charstudio.data.embedded import EmbeddedServer, LibraryFolder
from charstudio.data.embedded.process import read_pid_file

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def made_library(tmp_path_factory: pytest.TempPathFactory) -> LibraryFolder:
    """A library whose database exists and whose server is stopped; for copying only."""
    folder = LibraryFolder(tmp_path_factory.mktemp("made") / "library")
    EmbeddedServer.start(folder).close()
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[LibraryFolder]:
    """The folder of a library that does not exist yet."""
    library = LibraryFolder(tmp_path / "library")
    yield library
    leave_no_server(library)
    # Pytest keeps the folders of three runs; of these that would be gigabytes.
    shutil.rmtree(library.path, ignore_errors=True)


@pytest.fixture
def library(made_library: LibraryFolder, folder: LibraryFolder) -> LibraryFolder:
    """A library of the test's own, its server stopped."""
    copy_tree(made_library.path, folder.path)
    return folder


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder every account may enter, unlike pytest's own."""
    place = Path(tempfile.mkdtemp(prefix="cs-test-"))
    place.chmod(0o755)
    yield place
    for entry in place.iterdir():
        leave_no_server(LibraryFolder(entry))
    shutil.rmtree(place)


@pytest.fixture
def programs() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts Python programs that use CharStudio; whatever still runs at the end of the test is killed."""
    started: list[subprocess.Popen[str]] = []

    def start(
        code: str, *arguments: object, account: str | None = None, home: Path | None = None
    ) -> subprocess.Popen[str]:
        program = subprocess.Popen(
            [sys.executable, "-c", (BECOME.format(account=account) if account else "") + code, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PYTHONPATH": str(PROJECT)} | ({"HOME": str(home)} if home else {}),
        )
        started.append(program)
        return program

    yield start
    for program in started:
        program.kill()
        program.communicate()


BECOME = """
import os, pwd, charstudio.data.embedded
entry = pwd.getpwnam({account!r})
os.chdir("/")
os.setgroups([])
os.setgid(entry.pw_gid)
os.setuid(entry.pw_uid)
"""
"""Become another account for good; all is imported before, as Python itself may lie where that one cannot go."""

HOLD = """
import sys
from pathlib import Path
from charstudio.data.embedded import EmbeddedServer, LibraryFolder
from charstudio.domain.errors import ExpectedError
try:
    server = EmbeddedServer.start(LibraryFolder(Path(sys.argv[1])))
except ExpectedError as error:
    sys.exit(f"{type(error).__name__}: {error}")
print("running", server.connection_string(), flush=True)
sys.stdin.readline()
server.close()
print("closed", flush=True)
"""
"""A program that opens a library, says so, and closes it when it is sent a line."""


def read_line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def copy_tree(source: Path, target: Path) -> None:
    """Copy with owners and modes, which PostgreSQL looks at."""
    if os.name == "nt":
        shutil.copytree(source, target)
    else:
        # The write-ahead log is mostly zeros; as holes they need not reach the disk at the next fsync.
        sparse = ["--sparse=always"] if sys.platform == "linux" else []
        subprocess.run(["cp", "-a", *sparse, source, target], check=True)


def server_pid(library: LibraryFolder) -> int:
    pid_file = read_pid_file(library.server)
    assert pid_file is not None, "the server does not run"
    return pid_file.pid


def is_running(library: LibraryFolder) -> bool:
    return read_pid_file(library.server) is not None


def kill_server(library: LibraryFolder) -> int:
    """Kill the server as a crash of it would; returns its number once it is gone."""
    pid = server_pid(library)
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not _lives(pid))
    return pid


def leave_no_server(library: LibraryFolder) -> None:
    pid_file = read_pid_file(library.server)
    if pid_file is not None and pid_file.data_folder == library.server and _lives(pid_file.pid):
        os.kill(pid_file.pid, signal.SIGQUIT)
        wait_until(lambda: not _lives(pid_file.pid))
        pytest.fail(f"the test left the server {pid_file.pid} running")


def wait_until(condition: Callable[[], bool], limit: float = 10.0) -> None:
    deadline = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


def _lives(pid: int) -> bool:
    try:
        # A dead child of a parent that does not collect it still has a number, but no command.
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""
    except FileNotFoundError:
        return False


def contents(path: Path) -> dict[str, tuple[int, int, bytes | None]]:
    """Every entry below ``path`` with its mode, owner and bytes, to compare before and after."""
    return {
        str(entry.relative_to(path)): (
            entry.lstat().st_mode,
            entry.lstat().st_uid,
            entry.read_bytes() if entry.is_file() else None,
        )
        for entry in sorted(path.rglob("*"))
    }
