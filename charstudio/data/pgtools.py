"""pg_dump and pg_restore: where they are, and how one is run."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from charstudio.data.embedded import find_binaries
from charstudio.data.embedded.faults import last_complaint
from charstudio.domain import cancellation
from charstudio.domain.errors import (
    BusyError,
    ExpectedError,
    MissingPartError,
    OfflineError,
    RefusedError,
    UnusableDatabaseError,
)

_VERSION_LIMIT: Final = 30.0
_REMEDY: Final = 'Install them with: pip install "charstudio[local]", or install your system\'s PostgreSQL client.'


@dataclass(frozen=True, slots=True)
class Tools:
    """PostgreSQL's programs of one major version (18)."""

    dump: Path
    restore: Path
    major: int


def find_tools(server_major: int = 0) -> Tools:
    """Programs that can read a server of this major version: those of the wheel first, then the system's.

    Raises MissingPartError where there are none, UnusableDatabaseError where all are older than the server.
    """
    newest = 0
    for tools in itertools.chain(_embedded(), _installed()):
        if tools.major >= server_major:
            return tools
        newest = max(newest, tools.major)
    if not newest:
        raise MissingPartError("The programs pg_dump and pg_restore are not installed.", _REMEDY)
    raise UnusableDatabaseError(
        f"The server runs PostgreSQL {server_major}; the newest pg_dump on this machine is that of version {newest}, "
        "which cannot read it.",
        f"Install the client programs of PostgreSQL {server_major}, or update CharStudio.",
    )


def _embedded() -> Iterator[Tools]:
    try:
        binaries = find_binaries()
        yield Tools(binaries.path("pg_dump"), binaries.path("pg_restore"), binaries.major)
    except MissingPartError:
        # It is an optional part, and the system's programs serve as well.
        return


def _installed() -> Iterator[Tools]:
    dump, restore = shutil.which("pg_dump"), shutil.which("pg_restore")
    if dump is None or restore is None:
        return
    try:
        said = subprocess.run([dump, "--version"], capture_output=True, text=True, check=True, timeout=_VERSION_LIMIT)
    except (OSError, subprocess.SubprocessError):
        # A program that cannot even tell its version is none.
        return
    if version := re.search(r"(\d+)(?:\.\d+|beta|rc|devel)", said.stdout):
        yield Tools(Path(dump), Path(restore), int(version[1]))


@contextmanager
def running(
    command: Sequence[str | Path],
    *,
    feed: Iterable[bytes] | None = None,
    complaints: IO[bytes] | int = subprocess.PIPE,
    environment: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program with its output as a pipe; it is stopped when the block is left or the work is cancelled.

    ``feed`` is what it reads. Its complaints go into the file ``complaints``, without one into a pipe that must be read
    as well. A Ctrl-C in the terminal reaches CharStudio alone, which stops the program itself. Raises RefusedError
    where the program cannot be started, CancelledError when the work was cancelled.
    """
    process = _start(command, feed is not None, complaints, environment or {})
    feeder = threading.Thread(target=_feed, args=(process, feed), name="charstudio-feed", daemon=True)
    if feed is not None:
        feeder.start()
    work = cancellation.current.get()
    try:
        with work.calling(process.kill) if work else contextlib.nullcontext():
            yield process
    except ExpectedError:
        # A program that was killed looks as if it had failed.
        if work:
            work.check()
        raise
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        if feed is not None:
            feeder.join()
        for pipe in (process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()


def _start(
    command: Sequence[str | Path], fed: bool, complaints: IO[bytes] | int, environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            list(map(str, command)),
            stdin=subprocess.PIPE if fed else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=_environment(environment),
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        name = Path(command[0]).name
        raise RefusedError(f"{name} cannot be started: {error.strerror or error}.", _REMEDY) from error


def _feed(process: subprocess.Popen[bytes], blocks: Iterable[bytes]) -> None:
    # The program may have enough before the end, or be stopped: then nobody reads on. Where the blocks end early, as
    # their file cannot be read, the program says that its input is not whole.
    assert process.stdin is not None
    with contextlib.suppress(OSError, RefusedError), process.stdin as pipe:
        for block in blocks:
            pipe.write(block)


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    """This process's environment, so that PGPASSFILE and the like mean what they mean to CharStudio's own sessions.

    Messages are English, to be understood here.
    """
    left_out = {"PGOPTIONS", "PGSERVICE", "PGDATABASE", "LC_ALL", "LANGUAGE"}
    kept = {name: value for name, value in os.environ.items() if name.upper() not in left_out}
    return {**kept, "LC_MESSAGES": "C", **more}


def failure(program: str, complaints: str, written: Path | None = None) -> ExpectedError:
    """The error for a program that failed; ``written`` is the file that it wrote. Holds no value of a row."""
    complaint = last_complaint(_errors_only(complaints)).rstrip(".")
    if "No space left on device" in complaints or "Disk quota exceeded" in complaints:
        place = written.parent if written is not None else Path(tempfile.gettempdir())
        return RefusedError(f"The disk that holds {place} is full.", "Free some space, or choose another folder.")
    if "permission denied" in complaint or "row-level security" in complaint:
        return RefusedError(
            f"The database does not let this role read everything: {_reason(complaint)}.",
            "Make the backup with the role that owns the tables.",
        )
    # pg_dump gives the statement that locks the tables a time-out; later ones have none.
    if "statement timeout" in complaint or "lock timeout" in complaint:
        return BusyError(
            "Somebody else is changing the structure of the database.", "Try again when that work has ended."
        )
    if re.search("connection to server|closed the connection|connection has been lost|terminating", complaints):
        return OfflineError("The connection to the server was lost.", "Try again when the server answers.")
    return RefusedError(f"{program} failed: {complaint or 'it gave no reason'}.", "Nothing was changed.")


def _errors_only(complaints: str) -> str:
    return "\n".join(line for line in complaints.splitlines() if "error:" in line) or complaints


def _reason(complaint: str) -> str:
    found = re.search(r"(permission denied [^:]*|query would be affected by row-level security [^:]*)", complaint)
    return found[1].strip() if found else complaint
