"""The libraries that a person works on: where each one is and how it is shown. Holds no password."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

DEMO_ID: Final = "demo"


class ProfileKind(StrEnum):
    """LOCAL libraries have an embedded server of their own; TEAM libraries are somebody's database."""

    LOCAL = "local"
    TEAM = "team"


class ProfileColor(StrEnum):
    """The colour by which the window tells libraries apart."""

    GREEN = "green"
    BLUE = "blue"
    AMBER = "amber"
    RED = "red"


class Safety(StrEnum):
    """How careful CharStudio is with a library.

    READ_ONLY holds in the database session itself, not just in the buttons; CONFIRM asks before each write.
    """

    OPEN = "open"
    CONFIRM = "confirm"
    READ_ONLY = "read only"


@dataclass(frozen=True, slots=True)
class Profile:
    """One library. ``location`` is the folder of a LOCAL one, the connection string without password of a TEAM one.

    ``image_base`` is the folder or address that the web server's paths are resolved against; empty for none.
    ``ca_file`` is the certificate authority that the server's certificate is checked against, where the connection
    string names none. ``behind_pooler`` says that a pooler in transaction mode is in between, also where the
    connection string does not. ``plain_text_intended`` ends the warning about a connection without TLS.
    """

    id: str
    name: str
    kind: ProfileKind
    location: str
    color: ProfileColor = ProfileColor.GREEN
    image_base: str = ""
    safety: Safety = Safety.OPEN
    ca_file: str = ""
    behind_pooler: bool = False
    plain_text_intended: bool = False
