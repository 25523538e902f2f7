"""The database's errors in a person's words."""

from __future__ import annotations

import re
from typing import Final

import psycopg
from psycopg import errors

from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import BusyError, ExpectedError, OfflineError, RefusedError, UnusableDatabaseError

_ADDRESS_REMEDY: Final = (
    "Check the address and the port, and that the server runs and may be reached from this machine."
)

# libpq reports failures to connect as text alone, so they are told apart by the server's and libpq's own words.
_CONNECTING: Final[tuple[tuple[str, type[ExpectedError], str, str], ...]] = (
    (
        r"authentication failed|no password supplied|SASL|SCRAM",
        RefusedError,
        'The server at {server} refused the sign-in of "{user}".',
        "Check the user's name and the password.",
    ),
    (
        r'role "[^"]*" does not exist',
        RefusedError,
        'The server at {server} knows no role "{user}".',
        "Check the user's name in the connection string.",
    ),
    (
        r'database "[^"]*" does not exist',
        RefusedError,
        'The server at {server} has no database "{database}".',
        "Check the database's name in the connection string.",
    ),
    (
        r"permission denied for database|not permitted to log in",
        RefusedError,
        'The server at {server} does not let "{user}" into the database "{database}".',
        "Ask the database's owner for the privilege to connect, or sign in with another role.",
    ),
    (
        r"no pg_hba.conf entry",
        RefusedError,
        'The server at {server} does not let "{user}" in from this machine.',
        "Ask the server's administrator to admit it, or add sslmode=require if the server wants TLS.",
    ),
    (
        r"certificate|SSL|TLS|ssl",
        RefusedError,
        "No secure connection to {server} could be made.",
        "Check sslmode and the CA file in the connection string.",
    ),
    (
        r"could not translate host name|Name or service not known|nodename nor servname|failed to resolve",
        OfflineError,
        "There is no host named {server}.",
        "Check the address in the connection string and your network.",
    ),
    (
        r"too many connections|remaining connection slots|too many clients",
        OfflineError,
        "The server at {server} has no free connection.",
        "Try again in a moment, or lower connection_limit in the connection string.",
    ),
    (
        r"starting up|shutting down|recovery mode",
        OfflineError,
        "The server at {server} is starting or stopping.",
        "Try again in a moment.",
    ),
    (r"refused", OfflineError, "The server at {server} refused the connection.", _ADDRESS_REMEDY),
    (r"timeout|timed out", OfflineError, "The server at {server} did not answer in time.", _ADDRESS_REMEDY),
    (
        r"No such file|could not connect|connection failed",
        OfflineError,
        "No server answers at {server}.",
        _ADDRESS_REMEDY,
    ),
)

_LOST: Final = (
    errors.AdminShutdown,
    errors.CrashShutdown,
    errors.CannotConnectNow,
    errors.IdleSessionTimeout,
    errors.ConnectionException,
)


def explain(error: BaseException | None, settings: ConnectionSettings) -> ExpectedError | None:
    """The expected error that a driver's error stands for, or None when it is a bug."""
    if isinstance(error, errors.InsufficientPrivilege):
        # The server names the object ("permission denied for table users"), never a value of it.
        return RefusedError(
            f'"{settings.user}" may not do this: {_first_line(error)}.',
            "Ask the database's owner for the privilege, or sign in with another role.",
        )
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return read_only_refusal()
    if isinstance(error, errors.QueryCanceled):
        return BusyError(
            "The query took too long and was stopped.", "Narrow the search, or try again when the server is less busy."
        )
    if isinstance(error, errors.LockNotAvailable):
        return BusyError("Somebody else holds a lock on these rows.", "Nothing was changed; try again in a moment.")
    if isinstance(error, errors.UndefinedTable | errors.UndefinedColumn):
        return UnusableDatabaseError(
            f"The database has changed since it was opened: {_first_line(error)}.", "Reload the library (F5)."
        )
    if isinstance(error, errors.DiskFull):
        return RefusedError("The server's disk is full.", "Nothing was changed; free some space, then try again.")
    if isinstance(error, _LOST):
        return _lost(settings)
    if isinstance(error, psycopg.OperationalError):
        return _connecting(error, settings)
    return None


def read_only_refusal() -> RefusedError:
    """What is said where a session may only read."""
    return RefusedError(
        "This database is open for reading only; nothing was changed.",
        "Change the profile's safety level, or choose a server that is no standby.",
    )


def _connecting(error: psycopg.OperationalError, settings: ConnectionSettings) -> ExpectedError | None:
    message = str(error)
    for pattern, kind, what, remedy in _CONNECTING:
        if re.search(pattern, message):
            return kind(what.format(server=_server(settings), user=settings.user, database=settings.database), remedy)
    if error.sqlstate is None:
        return _lost(settings)
    return None


def _lost(settings: ConnectionSettings) -> OfflineError:
    return OfflineError(
        f"The connection to {_server(settings)} was lost.",
        "Nothing is lost; CharStudio tries again when you reload (F5).",
    )


def _server(settings: ConnectionSettings) -> str:
    names = [f"{host.name}:{host.port}" if not host.name.startswith("/") else "this machine" for host in settings.hosts]
    return ", ".join(names) or "this machine"


def _first_line(error: psycopg.Error) -> str:
    return (error.diag.message_primary or str(error)).splitlines()[0].rstrip(".")
