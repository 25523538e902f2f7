"""The folder of a local library: its layout, and the marker by which CharStudio knows that it made it."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from charstudio.data.embedded.faults import storage_error
from charstudio.domain.errors import ExpectedError, RefusedError, UnusableDatabaseError

MARKER_FORMAT = 1
MARKER_KIND = "charstudio-library"
PRIVATE = 0o700
"""The mode of every folder that CharStudio makes: PostgreSQL demands it of its own, and pictures are as private."""


@dataclass(frozen=True)
class Marker:
    """What ``library.json`` says: when the library was made (UTC) and by which major version of PostgreSQL."""

    created: datetime
    postgres_major: int


@dataclass(frozen=True)
class LibraryFolder:
    """The folder of a local library. Making one of these touches nothing on disk; ``path`` becomes absolute."""

    path: Path

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", Path(self.path).absolute())

    @property
    def marker_file(self) -> Path:
        return self.path / "library.json"

    @property
    def server(self) -> Path:
        """PostgreSQL's data folder (PGDATA)."""
        return self.path / "server"

    @property
    def logs(self) -> Path:
        return self.server / "log"

    @property
    def images(self) -> Path:
        """The library's own picture store."""
        return self.path / "images"

    @property
    def clients(self) -> Path:
        """One locked file for each running program that uses the server."""
        return self.path / "clients"

    @property
    def run(self) -> Path:
        """The folder of the server's socket, where its path is short enough."""
        return self.path / "run"

    @property
    def password_file(self) -> Path:
        """The server's password, on systems where it must listen on the loopback address."""
        return self.path / "server.password"

    @property
    def lock_file(self) -> Path:
        """Held while a program starts, stops, resets or deletes the library."""
        return self.path / "library.lock"

    @property
    def unfinished_marker(self) -> Path:
        return self.path / "library.json.new"

    def leftovers(self) -> list[Path]:
        """What an interrupted start (``.new``) or reset (``.old``) left behind; of no value to anyone."""
        return [entry for end in ("new", "old") for name in ("server", "images") for entry in self._kept(name, end)]

    def _kept(self, name: str, end: str) -> list[Path]:
        return sorted(self.path.glob(f"{name}.????????.{end}"))

    def marker(self) -> Marker | None:
        """The marker, or None when the folder is absent, empty or not CharStudio's.

        Raises UnusableDatabaseError when a newer CharStudio made the library.
        """
        if not is_plain_file(self.marker_file):
            return None
        try:
            content = json.loads(self.marker_file.read_text("utf-8"))
            if not isinstance(content, dict) or content.get("kind") != MARKER_KIND:
                return None
            form = int(content["format"])
            marker = Marker(datetime.fromisoformat(content["created"]), int(content["postgres_major"]))
        except OSError as error:
            raise storage_error(error, self.path) from error
        except (ValueError, KeyError, TypeError):
            return None
        if form > MARKER_FORMAT:
            raise UnusableDatabaseError(
                f"The library in {self.path} was made by a newer CharStudio.", "Update CharStudio to open it."
            )
        return marker

    def is_unused(self) -> bool:
        """Whether a library may be made here: nothing is there, or only what an interrupted attempt left."""
        try:
            entries = {entry.name for entry in self.path.iterdir()}
        except FileNotFoundError:
            return True
        except OSError as error:
            raise storage_error(error, self.path) from error
        return entries <= {self.lock_file.name, self.unfinished_marker.name}

    def check_usable(self) -> None:
        """Raises RefusedError when the folder holds something that CharStudio did not make."""
        if self.marker() is None and not self.is_unused():
            raise RefusedError(
                f"The folder {self.path} holds files that are not a CharStudio library.",
                "Choose an empty folder, or one that does not exist yet; nothing in it was changed.",
            )

    def make(self) -> None:
        """Make the folder itself, private, where it is absent."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.mkdir(mode=PRIVATE, exist_ok=True)
        except OSError as error:
            raise storage_error(error, self.path) from error

    def claim(self, postgres_major: int) -> None:
        """Write the marker where there is none; the caller holds the library's lock.

        Raises RefusedError when the folder holds something else or cannot be written.
        """
        if self.marker() is not None:
            return
        self.check_usable()
        content = {
            "format": MARKER_FORMAT,
            "kind": MARKER_KIND,
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "postgres_major": postgres_major,
        }
        try:
            write_durably(self.unfinished_marker, json.dumps(content, indent=2) + "\n")
            self.unfinished_marker.replace(self.marker_file)
            sync_folder(self.path)
        except OSError as error:
            raise storage_error(error, self.path) from error


def write_durably(path: Path, text: str, mode: int = 0o600) -> None:
    """Write a new file, or an existing one anew, and see it onto the disk; on failure no half file stays behind."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), mode)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def sync_folder(path: Path) -> None:
    """See a rename in ``path`` onto the disk. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_plain_file(path: Path) -> bool:
    """Whether ``path`` is a file itself, not a link to one."""
    return _kind(path) == stat.S_IFREG


def is_plain_folder(path: Path) -> bool:
    """Whether ``path`` is a folder itself, not a link to one nor a junction."""
    return _kind(path) == stat.S_IFDIR


def exists_at_all(path: Path) -> bool:
    """Like ``exists``, but true for a dangling link as well."""
    return _kind(path) is not None


def require_plain_folder(path: Path) -> None:
    """Raises RefusedError when something other than a folder of its own is at ``path``."""
    if not is_plain_folder(path):
        raise _link_error(path)


def _link_error(path: Path) -> ExpectedError:
    return RefusedError(
        f"{path} is a link or a file, not a folder that CharStudio made.",
        "Put the folder itself back in its place; nothing was changed.",
    )


def _kind(path: Path) -> int | None:
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise storage_error(error, path) from error
    reparse_point = getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0)
    if getattr(status, "st_file_attributes", 0) & reparse_point:
        return stat.S_IFLNK
    return stat.S_IFMT(status.st_mode)
