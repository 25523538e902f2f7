"""PostgreSQL's data folder: made whole or not at all, with settings fit for a desktop."""

from __future__ import annotations

import secrets
import shutil
import sys
from pathlib import Path

from charstudio.data.embedded import endpoint
from charstudio.data.embedded.account import ServerAccount
from charstudio.data.embedded.binaries import Binaries
from charstudio.data.embedded.faults import storage_error, tool_error
from charstudio.data.embedded.folder import LibraryFolder, is_plain_folder, sync_folder, write_durably
from charstudio.domain.errors import ExpectedError, UnusableDatabaseError

DATABASE = "charstudio"
_INIT_LIMIT = 120.0
_PENDING = "charstudio-database-pending"
"""A file in the new data folder that stands until the database has been created."""

_CTYPES = {"linux": ("C.UTF-8", "C.utf8", "en_US.UTF-8", "C"), "darwin": ("en_US.UTF-8", "C"), "win32": ("en-US", "C")}
"""LC_CTYPE by platform, best first. With C, pg_trgm sees no letters but ASCII and finds nothing in other scripts."""

_SETTINGS = (
    "max_connections=40",
    "shared_buffers=128MB",
    "max_wal_size=512MB",
    # Nothing replicates from a desktop; minimal WAL makes restores faster.
    "wal_level=minimal",
    "max_wal_senders=0",
    "random_page_cost=1.1",
    "timezone=UTC",
    "log_timezone=UTC",
    "unix_socket_permissions=0700",
    # A file for each day of the week, overwritten a week later.
    "logging_collector=on",
    "log_directory=log",
    "log_filename=server-%a.log",
    "log_rotation_age=1d",
    "log_rotation_size=0",
    "log_truncate_on_rotation=on",
    "log_checkpoints=off",
    # Statements and the details of errors hold people's prompts and pictures of megabytes: not for a log.
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
)


def make_cluster(folder: LibraryFolder, binaries: Binaries, account: ServerAccount) -> None:
    """Make the data folder beside its place, see it onto the disk, and move it there in one step.

    The caller holds the library's lock. Raises ExpectedError; then no trace of the attempt is left.
    """
    new = folder.path / f"server.{secrets.token_hex(4)}.new"
    try:
        _initialise(folder, binaries, account, new)
        new.rename(folder.server)
        sync_folder(folder.path)
    except BaseException as error:
        shutil.rmtree(new, ignore_errors=True)
        if isinstance(error, OSError):
            raise storage_error(error, folder.path) from error
        raise


def check_version(folder: LibraryFolder, binaries: Binaries) -> None:
    """Raises UnusableDatabaseError when the data folder is damaged, or another PostgreSQL made it."""
    version_file = folder.server / "PG_VERSION"
    try:
        version = version_file.read_text("utf-8", "replace").strip()
    except FileNotFoundError:
        version = ""
    except OSError as error:
        raise storage_error(error, folder.path) from error
    if not version.isdecimal() or not is_plain_folder(folder.server):
        raise UnusableDatabaseError(
            f"The library in {folder.path} is damaged: {folder.server} is not a PostgreSQL data folder.",
            "Restore it from a backup into a new library; nothing was changed.",
        )
    if int(version) > binaries.major:
        raise UnusableDatabaseError(
            f"The library in {folder.path} was made by PostgreSQL {version}, this CharStudio has {binaries.major}.",
            "Update CharStudio to open it; nothing was changed.",
        )
    if int(version) < binaries.major:
        raise UnusableDatabaseError(
            f"The library in {folder.path} was made by PostgreSQL {version}, this CharStudio has {binaries.major}.",
            "Back it up with the CharStudio that made it and restore the backup into a new library.",
        )


def write_access_rules(folder: LibraryFolder, server: Path, account: ServerAccount) -> None:
    """Say who may connect, where the files do not say it already: the owner, and root, who could anyhow.

    They may act as any role of the database. Raises OSError.
    """
    if endpoint.USES_SOCKET:
        names = [account.name] if account.name == _name_of_root() else [account.name, _name_of_root()]
        identities = "".join(f'charstudio "{name}" all\n' for name in names)
        rules = "local all all peer map=charstudio\n"
    else:
        identities, rules = "", f"host all all {endpoint.LOOPBACK}/32 scram-sha-256\n"
    for path, text in ((server / "pg_hba.conf", rules), (server / "pg_ident.conf", identities)):
        if path.read_text("utf-8", "replace") != text:
            unfinished = path.with_suffix(".new")
            write_durably(unfinished, text)
            account.own(unfinished)
            unfinished.replace(path)


def create_pending_database(
    folder: LibraryFolder, binaries: Binaries, account: ServerAccount, place: endpoint.Endpoint, limit: float
) -> None:
    """Create the database of a new cluster, once; the next start finishes an interrupted one. Raises ExpectedError."""
    pending = folder.server / _PENDING
    if not pending.exists():
        return
    # Once the server runs, this process is a client like any other and needs no other account.
    client = ServerAccount(account.name)
    environment = {} if place.password_file is None else {"PGPASSWORD": endpoint.read_password(place.password_file)}
    psql: list[str | Path] = [
        binaries.path("psql"),
        "--no-psqlrc",
        "--quiet",
        "--tuples-only",
        "--no-align",
        "--set=ON_ERROR_STOP=1",
    ]
    psql += ["--host", place.host, "--port", str(place.port), "--username", endpoint.DATABASE_USER]
    exists = f"SELECT count(*) FROM pg_database WHERE datname = '{DATABASE}'"
    result = client.run([*psql, "--dbname=postgres", "--command", exists], limit, environment=environment)
    if result.succeeded and result.output.strip() == "0":
        create = f"CREATE DATABASE {DATABASE}"
        result = client.run([*psql, "--dbname=postgres", "--command", create], limit, environment=environment)
    if not result.succeeded:
        raise tool_error("The library's database cannot be created.", result.output, folder.path)
    try:
        pending.unlink()
    except OSError as error:
        raise storage_error(error, folder.path) from error


def _initialise(folder: LibraryFolder, binaries: Binaries, account: ServerAccount, new: Path) -> None:
    account.make_folder(new)
    authentication = ["--auth-local=peer", "--auth-host=scram-sha-256"]
    if not endpoint.USES_SOCKET:
        endpoint.make_password(folder.password_file)
        authentication = ["--auth=scram-sha-256", f"--pwfile={folder.password_file}"]
    command: list[str | Path] = [
        binaries.path("initdb"),
        f"--pgdata={new}",
        f"--username={endpoint.DATABASE_USER}",
        *authentication,
        "--encoding=UTF8",
        # Built without ICU; this one sorts and folds case alike on every system.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--no-instructions",
        *(f"--set={setting}" for setting in _SETTINGS),
    ]
    failure: ExpectedError | None = None
    for ctype in _CTYPES.get(sys.platform, ("C",)):
        result = account.run([*command, f"--lc-ctype={ctype}"], _INIT_LIMIT)
        if result.succeeded:
            break
        failure = tool_error("The library's database server cannot be set up.", result.output, folder.path)
        if "invalid locale name" not in result.output:
            raise failure
    else:
        raise failure or UnusableDatabaseError("This system has no locale that PostgreSQL can use.")
    account.make_folder(new / "log")
    write_access_rules(folder, new, account)
    write_durably(new / _PENDING, "")
    account.own(new / _PENDING)
    sync_folder(new)


def _name_of_root() -> str:
    import pwd

    try:
        return pwd.getpwuid(0).pw_name
    except KeyError:
        return "root"


def remove_leftovers(folder: LibraryFolder) -> None:
    """Remove what interrupted attempts left; where a program still writes there, the next start removes the rest."""
    for path in folder.leftovers():
        if is_plain_folder(path):
            shutil.rmtree(path, ignore_errors=True)
