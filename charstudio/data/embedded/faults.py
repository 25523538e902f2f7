"""What the file system and PostgreSQL's tools report, as sentences for people."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from charstudio.domain.errors import ExpectedError, RefusedError

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_SIGNS_OF_FULL = ("No space left on device", "Disk quota exceeded", "could not extend file")
_LITTLE_SPACE = 1024 * 1024
"""Bytes. PostgreSQL cannot even write its log below this, so an empty log then means a full disk."""

_SEVERITY = re.compile(r"\b(?:FATAL|PANIC|ERROR|error):\s+(.*)")


def disk_full(path: Path) -> RefusedError:
    return RefusedError(
        f"The disk that holds {path} is full.",
        "Free at least 100 MB on it and try again; nothing that was there is lost.",
    )


def read_only(path: Path) -> RefusedError:
    return RefusedError(
        f"The disk that holds {path} is read-only.",
        "Make it writable, or choose a library in another folder; nothing was changed.",
    )


def storage_error(error: OSError, path: Path) -> RefusedError:
    """The sentence for a file operation under ``path`` that the system refused."""
    if error.errno in _FULL:
        return disk_full(path)
    if error.errno == errno.EROFS:
        return read_only(path)
    if error.errno in (errno.EACCES, errno.EPERM):
        return RefusedError(
            f"CharStudio may not read and write {error.filename or path}.",
            "Give your account the right to do so, or choose a library in another folder; nothing was changed.",
        )
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return RefusedError(f"{error.filename or path} is in the way: it is not a folder.", "Choose another folder.")
    return RefusedError(
        f"The library folder {path} cannot be used: {error.strerror or error}.",
        "Check the disk, or choose a library in another folder.",
    )


def last_complaint(output: str) -> str:
    """The last error of a tool's output or a server's log, without its time stamp; the last line if none is marked."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    for line in reversed(lines):
        if found := _SEVERITY.search(line):
            return found[1]
    return lines[-1] if lines else ""


def tool_error(what: str, output: str, path: Path, log: Path | None = None) -> ExpectedError:
    """The error for a PostgreSQL tool or server that failed on ``path`` and left ``output`` behind, more in ``log``."""
    if any(sign in output for sign in _SIGNS_OF_FULL) or _is_full(path):
        return disk_full(path)
    if "Read-only file system" in output:
        return read_only(path)
    complaint = last_complaint(output)
    said = f" PostgreSQL says: {complaint.rstrip('.')}." if complaint else " PostgreSQL gave no reason."
    remedy = f"The library in {path} was left as it is."
    return RefusedError(what + said, remedy if log is None else f"{remedy} The server's log is in {log}.")


def read_texts(paths: Iterable[Path], limit: int = 65536) -> str:
    """The last ``limit`` bytes of each file that can be read, joined; what cannot be read counts as empty."""
    texts = []
    for path in paths:
        try:
            texts.append(path.read_bytes()[-limit:].decode("utf-8", "replace"))
        except OSError:
            texts.append("")
    return "\n".join(texts)


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path).free < _LITTLE_SPACE
    except OSError:
        return False
