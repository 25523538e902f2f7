"""What a connection string means, whichever tool it was written for.

People paste what they have: Prisma's URL, libpq's, SQLAlchemy's, JDBC's. ``parse`` turns each into the same settings
and says in ``notes`` what it left out or read in another way. Nothing here touches the network or a file.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import quote

from charstudio.domain import connection_parameters as parameters
from charstudio.domain.connection_syntax import split
from charstudio.domain.errors import BadInputError

DEFAULT_PORT: Final = 5432
DEFAULT_SCHEMA: Final = "public"
DEFAULT_CONNECT_TIMEOUT: Final = 5
"""Seconds, Prisma's default; libpq would wait for as long as the system does."""
DEFAULT_POOL_SIZE: Final = 5
DEFAULT_POOL_TIMEOUT: Final = 10
"""Seconds, Prisma's default."""


class Secret:
    """A password. It shows itself to ``reveal`` only: not to repr, str, format or a log."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash((Secret, self._value))


class Host(NamedTuple):
    """One server.

    ``name`` is a host name, an address (IPv6 without brackets), the folder of a Unix socket (or ``@`` and the name of
    an abstract one), or empty for libpq's default: the Unix socket, on Windows localhost.
    """

    name: str
    port: int = DEFAULT_PORT


@dataclass(frozen=True, slots=True)
class ConnectionSettings:
    """Where the platform's database is and how to speak to it.

    An empty ``user`` is the name of the operating system's user. Times are seconds, ``statement_timeout_ms``
    milliseconds; ``pool_timeout`` None waits for a connection without end, and so does ``connect_timeout`` 0 for the
    server. ``transaction_pooler`` says that a PgBouncer in transaction mode is in between: then nothing may rely on the
    session, and prepared statements are off. ``libpq`` holds the other parameters that libpq takes.
    """

    hosts: tuple[Host, ...]
    database: str
    user: str = ""
    password: Secret | None = None
    schema: str = DEFAULT_SCHEMA
    pool_size: int = DEFAULT_POOL_SIZE
    pool_timeout: int | None = DEFAULT_POOL_TIMEOUT
    prepared_statements: bool = True
    transaction_pooler: bool = False
    statement_timeout_ms: int | None = None
    connect_timeout: int = DEFAULT_CONNECT_TIMEOUT
    libpq: Mapping[str, str] = field(default_factory=dict, hash=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "libpq", MappingProxyType(dict(self.libpq)))

    def conninfo(self) -> dict[str, str]:
        """Keyword arguments for ``psycopg.connect``, with the password. Do not log them.

        Host and port are always among them, so that PGHOST and PGPORT cannot lead elsewhere.
        """
        keywords = {
            "host": ",".join(host.name for host in self.hosts),
            "port": ",".join(str(host.port) for host in self.hosts),
            "dbname": self.database,
            "connect_timeout": str(self.connect_timeout),
            **self.libpq,
        }
        if self.user:
            keywords["user"] = self.user
        if self.password:
            keywords["password"] = self.password.reveal()
        return keywords

    @property
    def display(self) -> str:
        """``user@host:port/database`` for people, in one line and without the password."""
        hosts = ",".join(f"{_shown(host.name)}:{host.port}" for host in self.hosts)
        text = f"{self.user}@{hosts}/{self.database}" if self.user else f"{hosts}/{self.database}"
        return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)

    def without_password(self) -> str:
        """A URL that ``parse`` reads back as equal settings, apart from the password. For profiles and settings."""
        hosts = ",".join(f"{_in_url(host.name)}:{host.port}" for host in self.hosts)
        credentials = f"{_encoded(self.user)}@" if self.user else ""
        query = "&".join(f"{name}={_encoded(value)}" for name, value in self._parameters().items())
        return f"postgresql://{credentials}{hosts}/{_encoded(self.database)}{'?' if query else ''}{query}"

    def _parameters(self) -> dict[str, str]:
        parameters: dict[str, str] = {}
        if self.schema != DEFAULT_SCHEMA:
            parameters["schema"] = self.schema
        if self.pool_size != DEFAULT_POOL_SIZE:
            parameters["connection_limit"] = str(self.pool_size)
        if self.pool_timeout != DEFAULT_POOL_TIMEOUT:
            parameters["pool_timeout"] = str(self.pool_timeout or 0)
        if self.transaction_pooler:
            parameters["pgbouncer"] = "true"
        elif not self.prepared_statements:
            parameters["statement_cache_size"] = "0"
        if self.statement_timeout_ms is not None:
            parameters["statement_timeout"] = str(self.statement_timeout_ms)
        if self.connect_timeout != DEFAULT_CONNECT_TIMEOUT:
            parameters["connect_timeout"] = str(self.connect_timeout)
        parameters |= self.libpq
        if "sslcert" in self.libpq:
            # Named, even when empty, it tells libpq's client certificate from Prisma's CA.
            parameters.setdefault("sslkey", "")
        return parameters

    @property
    def is_local(self) -> bool:
        """Whether every host is this machine: a Unix socket, localhost, 127.0.0.0/8 or ::1."""
        addresses = self.libpq.get("hostaddr", "").split(",")
        if len(addresses) == len(self.hosts):  # libpq connects to the address; the name only serves checks.
            return all(_is_local(address or host.name) for address, host in zip(addresses, self.hosts, strict=True))
        return all(_is_local(host.name) for host in self.hosts)

    @property
    def warns_plain_text(self) -> bool:
        """Whether passwords and data may cross a network unencrypted: no TLS is demanded, to a host that is not local.

        sslmode ``prefer`` (libpq's default) counts: it falls back to plain text without a word.
        """
        return not self.is_local and self.libpq.get("sslmode", "prefer") in ("disable", "allow", "prefer")


def _in_url(host: str) -> str:
    return f"[{quote(host, safe=':')}]" if _is_ipv6(host) else _encoded(host)


def _shown(host: str) -> str:
    return f"[{host}]" if _is_ipv6(host) else host or "[local]"


def _encoded(text: str) -> str:
    return quote(text, safe="")


def _is_ipv6(host: str) -> bool:
    return ":" in host and _ip_address(host) is not None


def _ip_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_local(host: str) -> bool:
    if not host or host.startswith(("/", "@")) or re.match(r"[A-Za-z]:[/\\]", host):
        return True
    address = _ip_address(host)
    return address.is_loopback if address else host.lower().rstrip(".") == "localhost"


def parse(text: str) -> ConnectionSettings:
    """The settings in a connection string, as it was pasted.

    Understands ``postgres://`` and ``postgresql://`` (also ``postgresql+driver://`` and ``jdbc:postgresql://``) and
    libpq's keyword form, with quotes, white space or ``DATABASE_URL=`` around them. Raises BadInputError when the text
    cannot be used; neither the error nor the notes hold any piece of the password.
    """
    keywords = split(text, parameters.KNOWN)
    values, notes = keywords.values, list[str]()
    parameters.rename_aliases(values)
    database, user, password = values.pop("dbname"), values.pop("user", ""), values.pop("password", "")
    hosts = _hosts(values)
    options = parameters.take_options(values)
    schema = parameters.take_schema(values, options, notes)
    statement_timeout = parameters.take_statement_timeout(values, options)
    pooler = parameters.take_flag(values, "pgbouncer") or False
    prepared = parameters.take_prepared_statements(values, notes) and not pooler
    pool_size = parameters.take_number(values, "connection_limit", 1, 1000)
    pool_timeout = parameters.take_number(values, "pool_timeout", 0, 86_400)
    connect_timeout = parameters.take_number(values, "connect_timeout", 0, 86_400)
    tls = parameters.take_tls(values, keywords.is_url, notes)
    parameters.keep_options(values, options, pooler, notes)
    return ConnectionSettings(
        hosts=hosts,
        database=database,
        user=user,
        password=Secret(password) if password else None,
        schema=schema or DEFAULT_SCHEMA,
        pool_size=DEFAULT_POOL_SIZE if pool_size is None else pool_size,
        pool_timeout=DEFAULT_POOL_TIMEOUT if pool_timeout is None else pool_timeout or None,
        prepared_statements=prepared,
        transaction_pooler=pooler,
        statement_timeout_ms=statement_timeout or None,
        connect_timeout=DEFAULT_CONNECT_TIMEOUT if connect_timeout is None else connect_timeout,
        libpq=tls | parameters.take_libpq(values, len(hosts), keywords.names_are_safe, notes),
        notes=tuple(notes),
    )


def _hosts(values: dict[str, str]) -> tuple[Host, ...]:
    names = values.pop("host", "").split(",")
    ports = values.pop("port", "").split(",")
    if len(ports) == 1:
        ports *= len(names)
    if len(ports) != len(names):
        raise BadInputError(
            "The connection string has not as many ports as hosts.", "Give each host a port, or one to all."
        )
    return tuple(Host(name, _port(port)) for name, port in zip(names, ports, strict=True))


def _port(text: str) -> int:
    port = parameters.whole(text) if text else DEFAULT_PORT
    if port is None or not 1 <= port <= 65_535:
        raise BadInputError("The port of the connection string cannot be used.", "Use a number from 1 to 65535.")
    return port
