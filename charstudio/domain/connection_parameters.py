"""What each parameter of a connection string means: Prisma's, libpq's, and what other tools call the same.

The functions take what they understand out of ``values`` (libpq's keywords and any others, see ``connection_syntax``),
and add a sentence to ``notes`` for what they leave out or read in another way. Values are never quoted in notes and
errors, as a piece of a password may stand where a value does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from charstudio.domain.errors import BadInputError

_ON: Final = frozenset({"true", "1", "yes", "on", "t"})
_OFF: Final = frozenset({"false", "0", "no", "off", "f"})
_SSL_MODES: Final = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")

_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "target_session_attrs": ("any", "read-write", "read-only", "primary", "standby", "prefer-standby"),
    "channel_binding": ("disable", "prefer", "require"),
    "gssencmode": ("disable", "prefer", "require"),
    "load_balance_hosts": ("disable", "random"),
    "sslnegotiation": ("postgres", "direct"),
    "sslcertmode": ("disable", "allow", "require"),
}
_NUMBERS: Final = frozenset(
    {"keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout"}
)
_TEXTS: Final = frozenset(
    [
        "application_name",
        "fallback_application_name",
        "hostaddr",
        "options",
        "passfile",
        "krbsrvname",
        "gsslib",
        "gssdelegation",
        "requirepeer",
        "require_auth",
        "sslkey",
        "sslcompression",
        "sslcrl",
        "sslcrldir",
        "sslsni",
        "ssl_min_protocol_version",
        "ssl_max_protocol_version",
    ]
)
"""libpq's parameters that pass as they are. Left out on purpose: ``service`` (it names other settings), those with
secrets of their own, ``sslkeylogfile`` (it writes session keys), ``client_encoding`` and ``replication``."""

_ALIASES: Final[Mapping[str, str]] = {
    "currentSchema": "search_path",
    "connectTimeout": "connect_timeout",
    "socketTimeout": "socket_timeout",
    "command_timeout": "socket_timeout",
    "ApplicationName": "application_name",
    "pool_size": "connection_limit",
    "prepareThreshold": "statement_cache_size",
    "prepared_statement_cache_size": "statement_cache_size",
}
"""Parameters of JDBC, asyncpg and SQLAlchemy that have an equal here."""

_TARGET_SERVER_TYPES: Final[Mapping[str, str]] = {
    "any": "any",
    "primary": "primary",
    "master": "primary",
    "secondary": "standby",
    "slave": "standby",
    "preferSecondary": "prefer-standby",
    "preferSlave": "prefer-standby",
}
_WITHOUT_EQUAL: Final = frozenset(
    [
        "uselibpqcompat",
        "supa",
        "workaround",
        "max_connection_lifetime",
        "max_idle_connection_lifetime",
        "single_use_connections",
        "service",
        "client_encoding",
        "replication",
    ]
)
_OWN: Final = frozenset(
    [
        "host",
        "port",
        "user",
        "password",
        "dbname",
        "schema",
        "search_path",
        "connection_limit",
        "pool_timeout",
        "pgbouncer",
        "statement_cache_size",
        "prepared_statements",
        "connect_timeout",
        "socket_timeout",
        "statement_timeout",
        "targetServerType",
        "ssl",
        "sslmode",
        "sslaccept",
        "accept_invalid_certs",
        "sslcert",
        "sslrootcert",
        "sslidentity",
        "sslpassword",
    ]
)
KNOWN: Final = _OWN | _CHOICES.keys() | _NUMBERS | _TEXTS | _ALIASES.keys() | _WITHOUT_EQUAL

_SETTING = re.compile(r"([A-Za-z_][\w.-]*)=(.*)", re.DOTALL)
_SCHEMA_NAME = re.compile(r'"((?:[^"]|"")*)"|([^\s",][^",]*)')
_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:[/\\]")


def rename_aliases(values: dict[str, str]) -> None:
    """Gives other tools' parameters the name they have here; the name from here wins over an alias."""
    for alias, name in _ALIASES.items():
        if alias in values:
            values.setdefault(name, values.pop(alias))


def whole(text: str) -> int | None:
    """The whole number that a text of ASCII digits stands for; None for any other text."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def take_number(values: dict[str, str], name: str, least: int, most: int) -> int | None:
    """Takes a parameter out; None when it is not given."""
    text = values.pop(name, "")
    if not text:
        return None
    number = whole(text)
    if number is None or not least <= number <= most:
        raise BadInputError(f"The parameter {name} cannot be used.", f"Use a whole number from {least} to {most}.")
    return number


def take_flag(values: dict[str, str], name: str) -> bool | None:
    """Takes a parameter out; None when it is not given."""
    text = values.pop(name, "").lower()
    if text and text not in _ON | _OFF:
        raise BadInputError(f"The parameter {name} cannot be used.", "Use true or false.")
    return text in _ON if text else None


def _choice(name: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise BadInputError(f"The parameter {name} has a value that does not exist.", f"Use {_listed(choices)}.")
    return value


def _listed(choices: tuple[str, ...]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def take_prepared_statements(values: dict[str, str], notes: list[str]) -> bool:
    """Whether statements may be prepared; a cache of size 0 says no."""
    cache_size = take_number(values, "statement_cache_size", 0, 1_000_000)
    if cache_size:
        notes.append("The size of the cache of prepared statements was left out: CharStudio has no equal for it.")
    return cache_size != 0 and take_flag(values, "prepared_statements") is not False


def take_options(values: dict[str, str]) -> list[tuple[str, str]]:
    """The start-up parameter ``options`` as (setting, value); words that are no setting have an empty one first.

    It holds words of the server's command line: ``-c name=value``, ``-cname=value`` or ``--name=value``, where a
    backslash escapes a space.
    """
    words: list[str] = re.findall(r"(?:[^\s\\]|\\.)+", values.pop("options", ""), re.DOTALL)
    options: list[tuple[str, str]] = []
    rest = iter(words)
    for word in rest:
        text = next(rest, "") if word == "-c" else word[2:] if word.startswith(("-c", "--")) else ""
        if setting := _SETTING.fullmatch(text):
            options.append((setting.group(1).replace("-", "_"), setting.group(2)))
        else:
            options.append(("", f"-c {text}" if word == "-c" else word))
    return options


def _from_options(options: list[tuple[str, str]], name: str) -> str:
    """Takes a setting out of ``options``; the last one counts, as on the server's command line."""
    found = [value for setting, value in options if setting == name]
    options[:] = [option for option in options if option[0] != name]
    return re.sub(r"\\(.)", r"\1", found[-1], flags=re.DOTALL) if found else ""


def keep_options(values: dict[str, str], options: list[tuple[str, str]], pooler: bool, notes: list[str]) -> None:
    """Puts back what nothing here has an equal for. PgBouncer refuses or loses settings; a router's words pass."""
    if pooler and any(name for name, _ in options):
        notes.append("The settings in options were left out: a pooler in transaction mode refuses or loses them.")
        options = [option for option in options if not option[0]]
    if options:
        values["options"] = " ".join(f"-c {name}={value}" if name else value for name, value in options)


def take_schema(values: dict[str, str], options: list[tuple[str, str]], notes: list[str]) -> str:
    """The schema of the platform's tables; empty when none is named. A search path gives its first schema."""
    path = _from_options(options, "search_path")
    path = values.pop("search_path", "") or path
    schema = values.pop("schema", "")
    if schema or not path:
        return schema
    found: list[tuple[str, str]] = _SCHEMA_NAME.findall(path)
    names = [quoted.replace('""', '"') if quoted else plain.strip().lower() for quoted, plain in found]
    names = [name for name in names if name not in ("", "$user")]
    if not names:
        raise BadInputError(
            "The search path of the connection string names no schema.", "Use schema=public, for example."
        )
    if len(names) > 1:
        notes.append("Of the schemas in the search path only the first is used, for the platform's tables.")
    return names[0]


def take_statement_timeout(values: dict[str, str], options: list[tuple[str, str]]) -> int | None:
    """Milliseconds. Prisma's socket_timeout counts in seconds, PostgreSQL's own statement_timeout in milliseconds.

    One with a unit in ``options`` (``5s``) stays there, for the server to read.
    """
    if all(whole(value) is not None for name, value in options if name == "statement_timeout"):
        setting = _from_options(options, "statement_timeout")
        values.setdefault("statement_timeout", setting)
    milliseconds = take_number(values, "statement_timeout", 0, 999_999_999)
    seconds = take_number(values, "socket_timeout", 0, 999_999)
    return milliseconds if seconds is None else seconds * 1000


def take_tls(values: dict[str, str], is_url: bool, notes: list[str]) -> dict[str, str]:
    """libpq's TLS parameters.

    The rule: who names a CA wants the certificate checked. libpq takes ``require`` with a CA file for ``verify-ca``,
    but ``prefer`` with one for a wish: where the server has no TLS it goes on in plain text. So a CA raises every
    weaker mode to ``verify-ca``. Two say otherwise and are obeyed: ``sslmode=disable``, and Prisma's
    ``accept_invalid_certs`` (TLS without a check). The host's name is checked where ``sslaccept=strict`` or
    ``verify-full`` asks for it. Without a CA, ``verify-full`` takes the system's authorities, with which libpq allows
    no weaker mode. Source: PostgreSQL documentation, libpq, "SSL Support" and the parameters sslmode and sslrootcert.

    ``sslcert`` alone in a URL is Prisma's: the CA. Beside sslkey or sslrootcert, and in the keyword form, which Prisma
    does not have, it is libpq's: the client's certificate.
    """
    if values.get("sslidentity") or values.get("sslpassword"):
        raise BadInputError(
            "PKCS#12 client certificates (sslidentity, sslpassword) cannot be used.",
            "Convert the file to PEM with openssl pkcs12, and name the results as sslcert and sslkey.",
        )
    mode, strict = _ssl_mode(values, notes), _strict(values)
    ca, certificate = values.pop("sslrootcert", ""), values.pop("sslcert", "")
    tls: dict[str, str] = {}
    if certificate and is_url and not ca and "sslkey" not in values:
        ca = certificate
        notes.append("sslcert was read as Prisma means it: the certificate of the server's authority (CA).")
    elif certificate:
        tls["sslcert"] = certificate
    if mode == "disable":
        if ca or strict is not None:
            notes.append("The CA and sslaccept were left out: sslmode=disable asks for no TLS at all.")
        return tls | {"sslmode": mode}
    verifying = mode in ("verify-ca", "verify-full")
    if strict is False and not verifying:
        if ca:
            notes.append("The CA was left out: accept_invalid_certs asks not to check the certificate.")
        return tls | {"sslmode": "require"}
    if strict or ca == "system":
        mode = "verify-full"
    elif ca and not verifying:
        if mode != "require":
            notes.append("TLS is required and the certificate is checked (sslmode=verify-ca), as a CA is given.")
        mode = "verify-ca"
    if mode == "verify-full" and not ca:
        ca = "system"
        notes.append("The certificate is checked against the authorities that this computer trusts, as no CA is given.")
    if ca and ca != "system" and not _ABSOLUTE.match(ca):
        notes.append(
            "The path of the CA file is relative: it is looked for from the folder in which CharStudio starts."
        )
    return tls | {name: value for name, value in (("sslmode", mode), ("sslrootcert", ca)) if value}


def _ssl_mode(values: dict[str, str], notes: list[str]) -> str:
    """The mode that is asked for; empty when none is."""
    mode = values.pop("sslmode", "").lower().replace("_", "-")
    ssl = values.pop("ssl", "").lower()
    if mode:
        name = "sslmode"
    elif ssl in _ON | _OFF:
        return "require" if ssl in _ON else "disable"
    else:  # asyncpg names the mode by ssl.
        mode, name = ssl, "ssl"
    if mode == "no-verify":
        notes.append("sslmode=no-verify was read as require: TLS without a check of the certificate.")
        values.setdefault("sslaccept", "accept_invalid_certs")
        return "require"
    return _choice(name, mode, _SSL_MODES) if mode else ""


def _strict(values: dict[str, str]) -> bool | None:
    """Whether Prisma's sslaccept asks for a check of the certificate (True), for none (False), or is not given."""
    accept = values.pop("sslaccept", "")
    accept_invalid = take_flag(values, "accept_invalid_certs")
    if accept:
        return _choice("sslaccept", accept, ("strict", "accept_invalid_certs")) == "strict"
    return None if accept_invalid is None else not accept_invalid


def take_libpq(values: dict[str, str], hosts: int, names_are_safe: bool, notes: list[str]) -> dict[str, str]:
    """What libpq takes as it is.

    The rest is left out with a note that names it, unless the name may be a piece of a password.
    """
    server_type = values.pop("targetServerType", "")
    if server_type:
        choice = _choice("targetServerType", server_type, tuple(_TARGET_SERVER_TYPES))
        values.setdefault("target_session_attrs", _TARGET_SERVER_TYPES[choice])
    passed: dict[str, str] = {}
    for name, value in values.items():
        if name in KNOWN and not value:
            continue
        if name in _CHOICES:
            passed[name] = _choice(name, value, _CHOICES[name])
        elif name in _NUMBERS:
            passed[name] = str(take_number({name: value}, name, 0, 999_999_999))
        elif name in _TEXTS:
            passed[name] = value
        elif name in _WITHOUT_EQUAL or (names_are_safe and re.fullmatch(r"[A-Za-z][\w.-]{0,40}", name, re.ASCII)):
            notes.append(f"The parameter {name} was left out: CharStudio has no equal for it.")
        else:
            notes.append("A parameter that CharStudio does not know was left out.")
    if "hostaddr" in passed and passed["hostaddr"].count(",") + 1 != hosts:
        raise BadInputError(
            "The connection string has not as many addresses (hostaddr) as hosts.", "Give each host one."
        )
    return passed
