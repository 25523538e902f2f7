"""The server's process: found by its pid file and by its answer, started and stopped with PostgreSQL's own pg_ctl."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from charstudio.data.embedded.account import ServerAccount
from charstudio.data.embedded.binaries import Binaries
from charstudio.data.embedded.endpoint import Endpoint, endpoint_of, same_folder
from charstudio.data.embedded.faults import read_texts, storage_error, tool_error
from charstudio.data.embedded.folder import LibraryFolder
from charstudio.domain.errors import RefusedError

_POLL = 0.01
_FAST_STOP_LIMIT = 30.0
_HARD_STOP_LIMIT = 15.0
_LISTING_LIMIT = 10.0
_ORPHANS_LIMIT = 10.0
"""Seconds that the children of a killed server may take to notice that it is gone."""


@dataclass(frozen=True)
class PidFile:
    """``postmaster.pid``, line by line as PostgreSQL's miscadmin.h and pidfile.h describe it."""

    pid: int
    data_folder: Path
    port: int
    socket_folder: str
    status: str


def read_pid_file(server: Path) -> PidFile | None:
    """The server's pid file; None where it is absent or not one."""
    try:
        return _parse(server / "postmaster.pid")
    except OSError as error:
        raise storage_error(error, server.parent) from error


def _parse(path: Path) -> PidFile | None:
    """A pid file, or the lock file of a socket, which has the first lines only. Raises OSError."""
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
        # A server that starts writes the number and the folder first, then line after line as it gets there.
        pid, data_folder, _, port, socket_folder, _, _, status, *_ = [*lines, *[""] * max(0, 8 - len(lines))]
        return PidFile(abs(int(pid)), Path(data_folder), int(port or 0), socket_folder, status.strip())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None


def find_running(folder: LibraryFolder, limit: float) -> Endpoint | None:
    """Where the library's server answers; None when it does not run, and then no stale pid file is left.

    One that is starting, recovering or stopping is waited for. Raises RefusedError when it is still at it after
    ``limit`` seconds. The caller holds the library's lock.
    """
    deadline = time.monotonic() + limit
    while True:
        pid_file = read_pid_file(folder.server)
        if pid_file is not None and same_folder(pid_file.data_folder, folder.server):
            endpoint = endpoint_of(folder, pid_file.socket_folder, pid_file.port)
            if pid_file.status == "ready" and endpoint.answers(folder.server):
                return endpoint
            alive = _is_server(pid_file)
        else:
            alive = False
        if not alive:
            _remove_stale_pid_file(folder)
            return None
        if time.monotonic() > deadline:
            raise _silent(folder, limit)
        time.sleep(_POLL)


def start_server(
    folder: LibraryFolder, binaries: Binaries, account: ServerAccount, endpoint: Endpoint, limit: float
) -> Endpoint:
    """Start the server and wait until it takes connections, at most ``limit`` seconds; returns where it does.

    That is elsewhere than asked for when a start whose program was killed comes first. Raises ExpectedError.
    """
    deadline = time.monotonic() + limit
    orphans_deadline = time.monotonic() + min(limit, _ORPHANS_LIMIT)
    _remove_stale_socket(folder, endpoint)
    log = Path("log") / "start.log"
    while True:
        started = time.time()
        (folder.server / log).unlink(missing_ok=True)
        wait = max(1, int(deadline - time.monotonic()))
        command: list[str | Path] = [binaries.path("pg_ctl"), "start", "--silent", "--wait", f"--timeout={wait}"]
        command += [f"--log={log}", "-o", _server_options(folder, endpoint)]
        result = account.run(
            command,
            wait + 10.0,
            folder=folder.server,
            environment={"PGDATA": str(folder.server)},
        )
        if result.succeeded:
            return endpoint
        # What the failed start says is read before anything else: it explains a full disk only while that is full.
        said = _log_since(folder, started - 1.0)
        failure = tool_error(
            "The library's database server does not start.", said or result.output, folder.path, folder.logs
        )
        running = find_running(folder, max(0.0, deadline - time.monotonic()))
        if running is not None:
            return running
        if "is still in use" not in said or time.monotonic() > orphans_deadline:
            raise failure
        time.sleep(_POLL)


def _server_options(folder: LibraryFolder, endpoint: Endpoint) -> str:
    settings = [word for setting in endpoint.settings() for word in ("-c", setting)]
    if os.name == "nt":
        return subprocess.list2cmdline(settings)
    # pg_ctl puts the paths it is given between double quotes for a shell; in the environment and in quotes of our own
    # they may hold any character.
    return shlex.join(["-D", str(folder.server), *settings])


def stop_server(folder: LibraryFolder, binaries: Binaries, account: ServerAccount) -> None:
    """Stop the server, whoever started it; its clients are disconnected. Raises ExpectedError when it will not end."""
    output = ""
    # A full disk can make the final checkpoint fail; what was committed is in the log and comes back at a start.
    for mode, limit in (("fast", _FAST_STOP_LIMIT), ("immediate", _HARD_STOP_LIMIT)):
        if _is_gone(folder):
            return
        # Waited for here: pg_ctl itself looks ten times a second only.
        result = account.run(
            [binaries.path("pg_ctl"), "stop", "--silent", "--no-wait", f"--mode={mode}"],
            limit,
            environment={"PGDATA": str(folder.server)},
        )
        output = result.output
        deadline = time.monotonic() + (limit if result.succeeded else 0.0)
        while not _is_gone(folder):
            if time.monotonic() > deadline:
                break
            time.sleep(_POLL)
        else:
            return
    raise tool_error("The library's database server does not stop.", output, folder.path, folder.logs)


def _silent(folder: LibraryFolder, limit: float) -> RefusedError:
    return RefusedError(
        f"The server of the library in {folder.path} runs but has not answered for {limit:.0f} seconds.",
        "It may be recovering after a crash: wait a minute and try again; nothing is lost.",
    )


def _is_gone(folder: LibraryFolder) -> bool:
    pid_file = read_pid_file(folder.server)
    if pid_file is None or not same_folder(pid_file.data_folder, folder.server):
        return True
    return not _is_server(pid_file)


def _is_server(pid_file: PidFile) -> bool:
    """Whether the process of the pid file is a PostgreSQL on that data folder, not one that got a dead one's number."""
    command = _command_line(pid_file.pid)
    # Windows tells the program's name only; there, unlike elsewhere, an answer must also name the data folder.
    return "postgres" in command and (os.name == "nt" or str(pid_file.data_folder) in command)


def _command_line(pid: int) -> str:
    """The command line of a process, on Windows its program; empty where there is no such process."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            return ""
    command = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
    if os.name == "nt":
        command = ["tasklist", "/NH", "/FO", "CSV", "/FI", f"PID eq {pid}"]
    try:
        listed = subprocess.run(
            command,
            capture_output=True,
            check=False,
            timeout=_LISTING_LIMIT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RefusedError(
            f"The system does not say whether the process {pid} still runs.", "Wait a moment and try again."
        ) from error
    return listed.stdout.decode("utf-8", "replace")


def _remove_stale_pid_file(folder: LibraryFolder) -> None:
    # PostgreSQL would take a living process of this user with the dead server's number for the server and not start.
    # Where children of the dead one still run, its shared memory tells, pid file or not.
    if os.name == "nt":
        return
    try:
        (folder.server / "postmaster.pid").unlink(missing_ok=True)
    except NotADirectoryError:
        return
    except OSError as error:
        raise storage_error(error, folder.path) from error


def _remove_stale_socket(folder: LibraryFolder, endpoint: Endpoint) -> None:
    """Remove a dead server's socket, or one that came with a copied folder: its lock counts like the pid file."""
    socket_file = Path(endpoint.host) / f".s.PGSQL.{endpoint.port}"
    lock_file = socket_file.with_name(f"{socket_file.name}.lock")
    if endpoint.password_file is not None or not lock_file.exists():
        return
    lock = _parse(lock_file)
    if lock is None or not same_folder(lock.data_folder, folder.server) or not _is_server(lock):
        socket_file.unlink(missing_ok=True)
        lock_file.unlink()


def _log_since(folder: LibraryFolder, moment: float) -> str:
    try:
        written = {path: path.stat().st_mtime for path in folder.logs.glob("*.log")}
    except OSError:
        return ""
    recent = [path for path, modified in written.items() if modified >= moment]
    # The first lines of a start are in start.log, later ones in the day's file.
    return read_texts(sorted(recent, key=lambda path: path.name != "start.log"))
