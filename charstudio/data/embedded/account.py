"""Who runs the server: this user, or, as PostgreSQL refuses to run as root, an unprivileged account in root's place.

That account must reach the library and PostgreSQL's programs, which often lie below folders closed to it (``/root``).
Those folders are never opened. Where they are closed, util-linux ``setpriv`` lends the account the one capability to
pass them (capabilities(7): CAP_DAC_READ_SEARCH, or CAP_DAC_OVERRIDE in containers that have only that). A process with
such a capability is worth talking to for others, so the library folder is then closed to the account itself.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from charstudio.data.embedded.binaries import Binaries
from charstudio.data.embedded.faults import storage_error
from charstudio.data.embedded.folder import PRIVATE, LibraryFolder, is_plain_folder
from charstudio.domain.errors import RefusedError

_UNPRIVILEGED = "nobody"
_PASSABLE = 0o711
_READ, _EXECUTE = 4, 1
_DAC_OVERRIDE, _DAC_READ_SEARCH, _SETPCAP = 1, 2, 8  # bit numbers of linux/capability.h


@dataclass(frozen=True)
class ToolResult:
    """How a program ended, and what it wrote to both outputs."""

    succeeded: bool
    output: str


@dataclass(frozen=True)
class ServerAccount:
    """The account that runs the server: ``identity`` (uid, gid) where it is not this process's own."""

    name: str
    identity: tuple[int, int] | None = None
    lending: tuple[str, ...] = ()
    """The command that starts another one as this account with the capability it needs."""

    def make_folder(self, path: Path) -> None:
        """Make a private folder that belongs to the account. Raises OSError."""
        path.mkdir(mode=PRIVATE)
        self.own(path)

    def own(self, path: Path) -> None:
        """Give the account a file or folder that this process has just made. Raises OSError."""
        if self.identity is not None:
            os.chown(path, *self.identity, follow_symlinks=False)

    def run(
        self,
        command: Sequence[str | Path],
        limit: float,
        *,
        folder: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> ToolResult:
        """Run a PostgreSQL program as the account, at most ``limit`` seconds, in a session of its own.

        Its environment has no PG* variable of the user's, which would change what it does, and English messages.
        Raises RefusedError when it cannot be started or does not end.
        """
        arguments = [*self.lending, *map(str, command)]
        switched = self.identity is not None and not self.lending
        uid, gid = self.identity if self.identity is not None and switched else (None, None)
        try:
            # A file, not a pipe: on Windows the server inherits a pipe and keeps it open for as long as it runs.
            with tempfile.TemporaryFile() as output:
                ended = subprocess.run(
                    arguments,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    cwd=folder or _neutral_folder(),
                    env=_tool_environment(environment),
                    timeout=limit,
                    check=False,
                    # A Ctrl-C in CharStudio's terminal is not meant for the server.
                    start_new_session=True,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                    user=uid,
                    group=gid,
                    extra_groups=[] if switched else None,
                )
                output.seek(0)
                return ToolResult(ended.returncode == 0, output.read().decode("utf-8", "replace"))
        except subprocess.TimeoutExpired as error:
            raise RefusedError(
                f"PostgreSQL's {Path(command[0]).name} did not end within {limit:.0f} seconds.",
                "Wait until the machine is less busy and try again; nothing is lost.",
            ) from error
        except OSError as error:
            raise RefusedError(
                f"PostgreSQL's {Path(command[0]).name} cannot be run as {self.name}: {error.strerror or error}.",
                "Start CharStudio as an ordinary user.",
            ) from error


def _neutral_folder() -> Path:
    """A folder that every account may be in."""
    return Path(tempfile.gettempdir()) if os.name == "nt" else Path(os.sep)


def _tool_environment(more: Mapping[str, str] | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("PG")}
    return kept | {"LC_MESSAGES": "C", "LANGUAGE": "C"} | dict(more or {})


def choose_account(folder: LibraryFolder, binaries: Binaries) -> ServerAccount:
    """The account for the library's server; the folder exists and is CharStudio's.

    Raises RefusedError when there is none that may run it.
    """
    if os.name == "nt":
        return ServerAccount("this user")
    if os.geteuid() != 0:
        return _own_account(folder)
    uid = _uid_for_root(folder)
    name, gid = _name_and_group(uid)
    unlent = ServerAccount(name, (uid, gid))
    if _reaches_programs(binaries, uid, gid) and _reaches(folder.path.parent, uid, gid):
        if _may(folder.path, uid, gid, _EXECUTE):
            return unlent
        if folder.path.stat().st_uid == 0:
            folder.path.chmod(_PASSABLE)
            return unlent
    lending = _lending(folder, binaries, uid, gid)
    return ServerAccount(name, (uid, gid), lending)


def _own_account(folder: LibraryFolder) -> ServerAccount:
    uid = os.geteuid()
    name, _ = _name_and_group(uid)
    try:
        belongs_to_another = is_plain_folder(folder.server) and folder.server.stat().st_uid != uid
    except OSError as error:
        raise storage_error(error, folder.path) from error
    if belongs_to_another:
        raise RefusedError(
            f"The library in {folder.path} belongs to another user of this machine.",
            "Start CharStudio as that user, or choose a library of your own.",
        )
    return ServerAccount(name)


def _uid_for_root(folder: LibraryFolder) -> int:
    import pwd

    if is_plain_folder(folder.server):
        owner = folder.server.stat().st_uid
        if owner == 0:
            raise RefusedError(
                f"The server's folder {folder.server} belongs to root, and PostgreSQL does not run as root.",
                f"Give it to another account, for example: chown -R {_UNPRIVILEGED} '{folder.server}'",
            )
        return owner
    if owner := folder.path.stat().st_uid:
        return owner
    try:
        return pwd.getpwnam(_UNPRIVILEGED).pw_uid
    except KeyError as error:
        raise RefusedError(
            f"PostgreSQL does not run as root, and this machine has no account “{_UNPRIVILEGED}” to run it.",
            "Start CharStudio as an ordinary user.",
        ) from error


def _name_and_group(uid: int) -> tuple[str, int]:
    import pwd

    try:
        entry = pwd.getpwuid(uid)
    except KeyError as error:
        raise RefusedError(
            f"The account with the number {uid} has no name on this machine, and PostgreSQL needs one.",
            "Add the account to /etc/passwd, or start CharStudio as another user.",
        ) from error
    return entry.pw_name, entry.pw_gid


def _reaches_programs(binaries: Binaries, uid: int, gid: int) -> bool:
    return _passes_to(binaries.folder, uid, gid) and all(
        _reaches(path, uid, gid) for path in (*binaries.programs(), *binaries.needed_files())
    )


def _reaches(path: Path, uid: int, gid: int) -> bool:
    """Whether the account may read a file, or pass a folder, and all folders above it."""
    needed = _EXECUTE if path.is_dir() else _READ
    return _passes_to(path, uid, gid) and _may(path, uid, gid, needed)


def _passes_to(path: Path, uid: int, gid: int) -> bool:
    return all(_may(parent, uid, gid, _EXECUTE) for parent in path.resolve().parents)


def _may(path: Path, uid: int, gid: int, needed: int) -> bool:
    status = path.stat()
    shift = 6 if status.st_uid == uid else 3 if status.st_gid == gid else 0
    return (status.st_mode >> shift) & needed == needed


def _lending(folder: LibraryFolder, binaries: Binaries, uid: int, gid: int) -> tuple[str, ...]:
    status = folder.path.stat()
    setpriv = shutil.which("setpriv")
    held = _held_capabilities()
    executable = all(_may(program, uid, gid, _EXECUTE) for program in binaries.programs())
    # CAP_DAC_READ_SEARCH is the smaller one, but does not make a program executable.
    usable = [
        name
        for name, number in (("dac_read_search", _DAC_READ_SEARCH), ("dac_override", _DAC_OVERRIDE))
        if held >> number & 1 and (executable or number == _DAC_OVERRIDE)
    ]
    keeps = held >> _SETPCAP & 1
    if status.st_uid != 0 or setpriv is None or not usable or not (keeps or _reaches_programs(binaries, uid, gid)):
        raise RefusedError(
            f"PostgreSQL does not run as root, and the account that would run it cannot reach {folder.path} "
            f"or {binaries.folder}.",
            "Start CharStudio as an ordinary user, or choose a library in a folder that every account may enter.",
        )
    if stat.S_IMODE(status.st_mode) & 0o077:
        folder.path.chmod(PRIVATE)
    # PostgreSQL asks access(2) whether its own program may be read, and access drops the capabilities of every
    # account but root, unless SECBIT_NO_SETUID_FIXUP is set (prctl(2), kernel access_override_creds).
    secure_bits = ("--securebits=+no_setuid_fixup",) if keeps else ()
    capability = f"+{usable[0]}"
    return (
        setpriv,
        f"--reuid={uid}",
        f"--regid={gid}",
        "--clear-groups",
        f"--inh-caps={capability}",
        f"--ambient-caps={capability}",
        *secure_bits,
        "--",
    )


def _held_capabilities() -> int:
    """This process's effective capabilities as a bit mask; 0 where the system has no such thing."""
    try:
        lines = Path("/proc/self/status").read_text("utf-8", "replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1], 16) for line in lines if line.startswith("CapEff:")), 0)
