"""What the forms say about their fields while a person types. No widgets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from charstudio.domain.errors import BadInputError

if TYPE_CHECKING:
    from charstudio.domain.connection import ConnectionSettings

CONNECTION_EXAMPLE: Final = "postgresql://user@db.example.com:5432/database"
CONNECTION_HINT: Final = (
    "Paste the platform’s DATABASE_URL. It looks like postgresql://user:password@host:5432/database?sslmode=require."
)
IMAGES_HINT: Final = "What picture paths such as /uploads/… start from: the web server’s address, or a folder."
AUTHORITY_HINT: Final = "Needed where the server’s certificate is signed by an authority of its own."
NAME_HINT: Final = "Only for you; it can be changed later."
LONGEST_NAME: Final = 60

_BEGINNINGS: Final = ("postgresql://", "postgres://")
_ADDRESS: Final = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)
_WITH_TLS: Final = {
    "require": "with TLS",
    "verify-ca": "with TLS, certificate checked",
    "verify-full": "with TLS, certificate and name checked",
}


@dataclass(frozen=True, slots=True)
class Feedback:
    """A line below a field. ``level`` is one of the style sheet's: caption, good, warning or bad."""

    text: str
    level: str = "caption"

    @property
    def blocks(self) -> bool:
        """Whether the form cannot be sent with this."""
        return self.level == "bad"


@dataclass(frozen=True, slots=True)
class Reading:
    """A connection string as typed so far; ``settings`` is None until it can be used."""

    feedback: Feedback
    settings: ConnectionSettings | None = None


def read_connection(text: str) -> Reading:
    """What a connection string means: the server and database, or the sentence that says what is wrong with it."""
    from charstudio.domain.connection import parse

    typed = text.strip()
    if any(beginning.startswith(typed.lower()) for beginning in _BEGINNINGS):
        return Reading(Feedback(CONNECTION_HINT))
    try:
        settings = parse(typed)
    except BadInputError as error:
        return Reading(Feedback(str(error), "bad"))
    return Reading(describe(settings), settings)


def describe(settings: ConnectionSettings, notes: tuple[str, ...] = (), *, intended: bool = False) -> Feedback:
    """Where the settings lead, how safely, and what parse noted (and ``notes`` from an earlier parse).

    ``intended`` says that a connection without TLS is what the person wants.
    """
    warns = settings.warns_plain_text and not intended
    hosts = ", ".join(_host(host.name) for host in settings.hosts)
    parts = [f"Server {hosts}", f"database {settings.database}"]
    mode = settings.libpq.get("sslmode", "prefer")
    if mode in _WITH_TLS:
        parts.append(_WITH_TLS[mode])
    elif settings.warns_plain_text:
        parts.append("without TLS, as intended" if intended else "without TLS")
    sentences = [", ".join(parts) + "."]
    if warns:
        sentences.append("Others on the network could read along; add sslmode=require if the server offers it.")
    sentences += notes or settings.notes
    return Feedback(" ".join(sentences), "warning" if warns else "good")


def profile_name(settings: ConnectionSettings) -> str:
    """A name for the profile of these settings, to start from."""
    host = settings.hosts[0].name
    return f"{settings.database} on {host}" if host and not settings.is_local else settings.database


def check_name(text: str) -> Feedback:
    """Whether a library or profile can have this name. One that is still to be typed says nothing."""
    name = text.strip()
    if len(name) > LONGEST_NAME:
        return Feedback(f"The name is too long. Use {LONGEST_NAME} characters at most.", "bad")
    if not name.isprintable():
        return Feedback("The name has characters that cannot be shown. Type it instead of pasting it.", "bad")
    return Feedback(NAME_HINT)


def check_images(text: str) -> Feedback:
    """Whether pictures can be looked for there; empty is fine. Looks at the file system for a folder."""
    base = text.strip()
    if not base:
        return Feedback(IMAGES_HINT)
    if _ADDRESS.match(base):
        return Feedback("Pictures come from this address.", "good")
    if "://" in base:
        return Feedback("This is not a web address. Use one that starts with https:// or http://, or a folder.", "bad")
    if base.startswith(("\\\\", "//")):
        # A share of another computer can take seconds to answer, and the window does not wait.
        return Feedback("Pictures come from this shared folder, if it can be reached.")
    if _is(base, Path.is_dir):
        return Feedback("Pictures come from this folder.", "good")
    return Feedback("There is no such folder. Choose one, or give an address that starts with https://.", "bad")


def check_authority(text: str) -> Feedback:
    """Whether a file with the server's certificate authority is there; empty is fine. Looks at the file system."""
    place = text.strip()
    if not place:
        return Feedback(AUTHORITY_HINT)
    if _is(place, Path.is_file):
        return Feedback("The server’s certificate is checked against this file.", "good")
    return Feedback("There is no such file. Choose the one that the database’s provider gives out.", "bad")


def _host(name: str) -> str:
    return "on this computer" if not name or name.startswith(("/", "@")) else name


def _is(text: str, kind: Callable[[Path], bool]) -> bool:
    try:
        return kind(Path(text).expanduser())
    except (OSError, ValueError, RuntimeError):
        # A name that no file system takes, or a ~user whom this computer does not know.
        return False
