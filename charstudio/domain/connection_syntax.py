"""How a connection string falls apart into keywords; what they mean is decided in ``connection``.

Two forms exist: the URL (``postgresql://user:password@host:5432/database?name=value``) and libpq's keyword form
(``host=… dbname=…``). Both become the keywords that libpq uses for them: host, port, user, password, dbname and
whatever other names stand there. Grammar: PostgreSQL documentation, "Connection Strings" in the chapter on libpq.

No error holds a piece of the text: where a string is malformed, any piece of it may belong to the password.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote_to_bytes

from charstudio.domain.errors import BadInputError

LONGEST: Final = 8192
"""Characters of a connection string. Longer texts are something else that was pasted by mistake."""

EXAMPLE: Final = "postgresql://user:password@host:5432/database"
_USE: Final = f"Use a connection string like {EXAMPLE}."

_ASSIGNMENT = re.compile(r"(?:export\s+|set\s+)?[A-Z][A-Z0-9_]*\s*=\s*")
_COMMAND = re.compile(r"psql\s+")
_QUOTES: Final = {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’"}
_SCHEME = re.compile(r"(?:jdbc:)?postgres(?:ql)?(?:\+[a-z0-9_]+)?://", re.IGNORECASE)
_FOREIGN_SCHEMES: Final = {
    "prisma": "Prisma Accelerate",
    "prisma+postgres": "Prisma Accelerate or Prisma's local development proxy",
    "mysql": "MySQL",
    "mariadb": "MariaDB",
    "mongodb": "MongoDB",
    "mongodb+srv": "MongoDB",
    "sqlserver": "SQL Server",
    "sqlite": "SQLite",
    "file": "an SQLite file",
    "redis": "Redis",
    "http": "a web address",
    "https": "a web address",
}
_KEYWORD_FORM = re.compile(r"[a-z_]+\s*=")
_PAIR = re.compile(r"\s*([A-Za-z_]\w*)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?!')(?:[^\s\\]|\\.)*))", re.DOTALL)
_ADDRESS = re.compile(r"(?:\[([^\[\]]+)\]|([^\[\]:]*))(?::([^:]*))?")
_HOST_WITH_PORT = re.compile(r"([^:/@][^:]*):([0-9]+)")
_UNUSABLE = re.compile("[\0\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Keywords:
    """What a connection string says, by libpq's keywords. ``host`` and ``port`` are comma lists.

    ``is_url`` tells the form. ``names_are_safe`` is False where an unescaped password may have been cut in two, so that
    the name of a parameter could be a piece of it.
    """

    values: dict[str, str] = field(repr=False)
    is_url: bool
    names_are_safe: bool


def split(text: str, known: Container[str]) -> Keywords:
    """The keywords of a connection string, as it was pasted: with white space, quotes, ``DATABASE_URL=`` around it.

    ``known`` holds the parameter names that mean something; they tell a parameter from a password with a ``?`` in it.
    Raises BadInputError when the text is no connection string for PostgreSQL, or names no database.
    """
    if len(text) > LONGEST:
        raise BadInputError("The text is too long for a connection string.", _USE)
    if _UNUSABLE.search(text):
        raise BadInputError("The connection string holds a character that no connection can carry (NUL).", _USE)
    text = _unwrapped(text)
    if not text:
        raise BadInputError("The connection string is empty.", _USE)
    if scheme := _SCHEME.match(text):
        return _from_url(text[scheme.end() :], known)
    if not _KEYWORD_FORM.match(text):
        raise _foreign(text)
    values = _from_keyword_form(text)
    if not values.get("dbname"):
        raise _no_database()
    return Keywords(values, is_url=False, names_are_safe="password" not in values)


def _no_database() -> BadInputError:
    return BadInputError(
        "The connection string names no database.", "Add its name after the host, as in …@host:5432/database."
    )


def _unwrapped(text: str) -> str:
    """The string itself, without what a .env file, a shell or a chat puts around it."""
    text = text.strip().strip("\ufeff\u200b").strip()
    if command := _COMMAND.match(text):
        text = text[command.end() :]
    assignment = _ASSIGNMENT.match(text)
    if assignment:
        text = text[assignment.end() :]
    if text and (closing := _QUOTES.get(text[0])):
        end = text.rfind(closing, 1)
        return (text[1:] if end < 0 else text[1:end]).strip()
    if assignment:  # In a .env file a comment may follow.
        text = re.split(r"\s#", text, maxsplit=1)[0]
    return text.strip()


def _foreign(text: str) -> BadInputError:
    name = text.partition(":")[0].lower()
    if name.startswith("prisma") and name in _FOREIGN_SCHEMES:
        return BadInputError(
            f"This is an address of {_FOREIGN_SCHEMES[name]}, not of a database.",
            "Use the direct connection string (DIRECT_URL), which starts with postgresql://.",
        )
    if name in _FOREIGN_SCHEMES:
        return BadInputError(f"This is an address of {_FOREIGN_SCHEMES[name]}; CharStudio needs PostgreSQL.", _USE)
    return BadInputError("This is not a connection string for PostgreSQL.", _USE)


def _from_keyword_form(text: str) -> dict[str, str]:
    values: dict[str, str] = {}
    position, end = 0, len(text)
    while position < end:
        pair = _PAIR.match(text, position)
        if pair is None:
            raise BadInputError(
                "The connection string is not a list of name=value pairs.",
                "Put a value with spaces in single quotes, with \\' for a quote and \\\\ for a backslash inside it.",
            )
        quoted, plain = pair.group(2), pair.group(3)
        values[pair.group(1)] = re.sub(r"\\(.)", r"\1", plain if quoted is None else quoted, flags=re.DOTALL)
        position = pair.end()
    return values


def _from_url(rest: str, known: Container[str]) -> Keywords:
    """Reads what follows ``postgresql://``.

    Strictly, ``@ / ? #`` in a password must be percent-encoded. People paste them as they are, so every ``@`` is tried
    as the end of the password. A reading counts when a list of hosts and a database follow. The strict reading wins
    over others only if each of its parameters is known; otherwise two readings are one too many, and none is taken.
    """
    if _CONTROL.search(rest):
        raise BadInputError(
            "The connection string holds a line break, a tab or another control character.",
            "Paste it as one line; a control character that belongs to a name is written as %0A.",
        )
    readings: list[Keywords] = []
    refused: dict[int, BadInputError] = {}
    for at in [-1, *(match.start() for match in re.finditer("@", rest))]:
        try:
            readings.append(_reading(rest, at))
        except BadInputError as error:
            refused[at] = error
    if not readings:
        before_query = rest.rfind("@", 0, rest.find("?") if "?" in rest else len(rest))
        # Of the reasons, the one for the reading that a person would most likely have meant.
        raise refused[before_query if before_query >= 0 or "@" not in rest else rest.rfind("@")] from None
    if len(readings) > 1 and not all(name in known for name in readings[0].values):
        raise BadInputError(
            "The connection string can be read in more than one way.",
            "In the password, write @ as %40, / as %2F, ? as %3F and # as %23.",
        )
    return readings[0]


def _reading(rest: str, at: int) -> Keywords:
    """The URL when its user and password end before position ``at`` (-1: it has neither)."""
    credentials, right = ("", rest) if at < 0 else (rest[:at], rest[at + 1 :])
    user, _, password = credentials.partition(":")
    address, _, query = right.partition("?")
    if "@" in address or any(mark in user for mark in "/?#"):
        raise BadInputError(
            "The connection string has an @ where none can be.",
            "Write @ as %40 in a database's name, and / ? # as %2F %3F %23 in a user's name.",
        )
    authority, _, database = address.partition("/")
    values = {"user": _decoded(user), "password": _decoded(password), "dbname": _decoded(database)}
    values["host"], values["port"] = _addresses(authority)
    parameters = _parameters(query)
    values.update(parameters)
    if not values["dbname"]:
        raise _no_database()
    return Keywords(values, is_url=True, names_are_safe="password" not in parameters)


def _addresses(authority: str) -> tuple[str, str]:
    """The hosts and ports of ``host:port,[v6]:port,…`` as two comma lists; a port that is not given is empty."""
    hosts, ports = [], []
    for item in authority.split(","):
        address = _ADDRESS.fullmatch(item)
        if address is None:
            raise BadInputError(
                "The host of the connection string cannot be read.",
                "Write host:port, and an IPv6 address in brackets, as in [::1]:5432.",
            )
        bracketed, name, port = address.groups()
        host = _decoded(bracketed or name)
        if "," in host:
            raise BadInputError(
                "The name of a host holds a comma.", "Separate several hosts by commas that are not encoded."
            )
        if re.fullmatch(r"[0-9]*", port or "", re.ASCII) is None:
            raise BadInputError("The port of the connection string is not a number.", "Use a port from 1 to 65535.")
        hosts.append(host)
        ports.append(port or "")
    return ",".join(hosts), ",".join(ports)


def _parameters(query: str) -> dict[str, str]:
    """``name=value&…`` decoded. As in Prisma, ``+`` is a space; in a password it stays, as in libpq."""
    if "?" in query:
        raise BadInputError("The connection string has a second ?.", "Join its parameters by &.")
    parameters: dict[str, str] = {}
    for pair in filter(None, query.split("&")):
        name, equals, value = pair.partition("=")
        name = _decoded(name)
        if not equals or not name:
            raise BadInputError("A parameter after the ? has no value.", "Write parameters as name=value, joined by &.")
        value = _decoded(value if name in ("user", "password") else value.replace("+", " "))
        if name == "host":  # SQLAlchemy names several hosts by repeating it, each with its port.
            value = ",".join(filter(None, (parameters.get("host"), value)))
        parameters[name] = value
    if "host" in parameters:
        found = [_HOST_WITH_PORT.fullmatch(item) for item in parameters["host"].split(",")]
        if any(found):
            items = parameters["host"].split(",")
            parameters["host"] = ",".join(m.group(1) if m else item for m, item in zip(found, items, strict=True))
            parameters["port"] = ",".join(m.group(2) if m else "" for m in found)
    return parameters


def _decoded(text: str) -> str:
    """Text without its percent-encoding. A % that starts no code stands for itself."""
    if "%" not in text:
        return text
    decoded = _utf8(unquote_to_bytes(text))
    if decoded is None:
        raise BadInputError(
            "A %-code in the connection string is not UTF-8.", "Encode the characters as UTF-8, ü as %C3%BC."
        )
    if "\0" in decoded:
        raise BadInputError("The connection string holds the character NUL (%00).", "Remove it; no name can hold it.")
    return decoded


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:  # It carries the bytes, so it must not become the context of an error.
        return None
