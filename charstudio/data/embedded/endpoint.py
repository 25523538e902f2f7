"""Where a library's server listens: a socket in a private folder; on Windows the loopback address, with a password."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import socket
import stat
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from charstudio.data.embedded.account import ServerAccount
from charstudio.data.embedded.faults import storage_error
from charstudio.data.embedded.folder import PRIVATE, LibraryFolder, sync_folder, write_durably
from charstudio.domain.errors import RefusedError

USES_SOCKET = os.name != "nt"
DATABASE_USER = "charstudio"
LOOPBACK = "127.0.0.1"
_SOCKET_PORT = 5432
_LONGEST_SOCKET_PATH = 103 if sys.platform == "darwin" else 107
"""Bytes: sizeof(sun_path) - 1 of unix(7) and unix(4)."""
_CONNECT_LIMIT = 3.0


@dataclass(frozen=True)
class Endpoint:
    """A place a server listens at: ``host`` is a socket folder (an absolute path) or the loopback address."""

    host: str
    port: int
    password_file: Path | None = None

    def url(self, database: str) -> str:
        """A libpq connection string; it holds the password where there is one. Raises RefusedError."""
        name = quote(database, safe="")
        if self.password_file is None:
            return f"postgresql://{DATABASE_USER}@/{name}?host={quote(self.host, safe='')}&port={self.port}"
        password = quote(read_password(self.password_file), safe="")
        return f"postgresql://{DATABASE_USER}:{password}@{self.host}:{self.port}/{name}?sslmode=disable"

    def answers(self, server_folder: Path) -> bool:
        """Whether the server of ``server_folder`` listens here, and not another program at the same place."""
        if self.password_file is None:
            return self._socket_answers()
        return self._is_server_of(server_folder)

    def _socket_answers(self) -> bool:
        # The folder is private, so whoever listens in it is the server.
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.settimeout(_CONNECT_LIMIT)
            try:
                client.connect(f"{self.host}/.s.PGSQL.{self.port}")
            except OSError:
                return False
        return True

    def _is_server_of(self, server_folder: Path) -> bool:
        import psycopg

        try:
            with psycopg.connect(self.url("postgres"), connect_timeout=int(_CONNECT_LIMIT)) as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except (psycopg.Error, RefusedError):
            return False
        return row is not None and same_folder(Path(row[0]), server_folder)

    def settings(self) -> list[str]:
        """The server settings that make it listen here and nowhere else, as ``name=value``."""
        if self.password_file is None:
            # The setting is a list of names, to be quoted like SQL's.
            folder = self.host.replace('"', '""')
            return ["listen_addresses=", f'unix_socket_directories="{folder}"', f"port={self.port}"]
        return [f"listen_addresses={self.host}", "unix_socket_directories=", f"port={self.port}"]


def endpoint_of(folder: LibraryFolder, socket_folder: str, port: int) -> Endpoint:
    """The endpoint that a running server's pid file tells."""
    if socket_folder:
        return Endpoint(socket_folder, port)
    return Endpoint(LOOPBACK, port, folder.password_file)


def new_endpoint(folder: LibraryFolder, account: ServerAccount) -> Endpoint:
    """A place for a server that is about to start. Raises RefusedError."""
    if not USES_SOCKET:
        return Endpoint(LOOPBACK, _free_port(), folder.password_file)
    try:
        return Endpoint(str(_socket_folder(folder, account)), _SOCKET_PORT)
    except OSError as error:
        raise storage_error(error, folder.path) from error


def read_password(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except OSError as error:
        raise storage_error(error, path) from error


def make_password(path: Path) -> None:
    """Keep a new random password in ``path``, for this user's eyes only. Raises OSError, or RefusedError."""
    write_durably(path, "")
    if os.name == "nt":
        user = f"{os.environ.get('USERDOMAIN', '.')}\\{os.environ.get('USERNAME', '')}"
        closed = subprocess.run(
            ["icacls", path, "/inheritance:r", "/grant:r", f"{user}:F"],
            capture_output=True,
            check=False,
            timeout=30,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        if closed.returncode != 0:
            raise RefusedError(f"The file {path} cannot be kept private.", "Choose a library on an NTFS disk.")
    write_durably(path, secrets.token_urlsafe(32) + "\n")
    sync_folder(path.parent)


def same_folder(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _socket_folder(folder: LibraryFolder, account: ServerAccount) -> Path:
    if _fits(folder.run):
        _make_private(folder.run, account)
        return folder.run
    key = hashlib.sha256(os.fsencode(folder.path.resolve())).hexdigest()[:12]
    outer_name = f"charstudio-{os.getuid()}-{key}"
    for place in _short_places(account):
        outer = place / outer_name
        if place.is_dir() and os.access(place, os.W_OK | os.X_OK) and _fits(outer / "run"):
            _make_private(outer, None)
            # Another account without a capability must pass the outer folder; one with it must not.
            outer.chmod(0o711 if account.identity and not account.lending else PRIVATE)
            _make_private(outer / "run", account)
            return outer / "run"
    raise RefusedError(
        f"The path {folder.path} cannot hold the server's socket, and no temporary folder can be used instead.",
        "Choose a library in a folder with a shorter path and no comma in its name.",
    )


def _short_places(account: ServerAccount) -> list[Path]:
    if account.identity:
        # The temporary folders of one user may be closed to the account; this one is open to all.
        return [Path("/tmp")]
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return [*([Path(runtime)] if runtime else []), Path(tempfile.gettempdir()), Path("/tmp")]


def discard(endpoint: Endpoint, folder: LibraryFolder) -> None:
    """Remove the socket folder of a stopped server where it lies outside the library; one that is not empty stays."""
    run = Path(endpoint.host)
    if endpoint.password_file is None and run != folder.run and run.parent.name.startswith("charstudio-"):
        # It is empty and in a temporary folder: whatever hinders this, nothing depends on it.
        with contextlib.suppress(OSError):
            run.rmdir()
            run.parent.rmdir()


def _fits(folder: Path) -> bool:
    # libpq takes a comma in a host for the end of one name of several.
    return "," not in str(folder) and len(os.fsencode(folder / f".s.PGSQL.{_SOCKET_PORT}")) <= _LONGEST_SOCKET_PATH


def _make_private(path: Path, account: ServerAccount | None) -> None:
    """Make a private folder for the account, for this user without one; an existing one must be just that."""
    if not os.path.lexists(path):
        path.mkdir(mode=PRIVATE)
        if account is not None:
            account.own(path)
    status = path.lstat()
    owner = account.identity[0] if account is not None and account.identity else os.geteuid()
    open_to_others = stat.S_IMODE(status.st_mode) & (0o066 if account is None else 0o077)
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != owner or open_to_others:
        raise RefusedError(
            f"The folder {path} for the server's socket is not CharStudio's own.", "Remove it and try again."
        )
