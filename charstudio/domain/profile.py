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


@dataclass(frozen=True, slots=True)
class Profile:
    """One library. ``location`` is the folder of a LOCAL one, the connection string without password of a TEAM one.

    ``image_base`` is the folder or address that the web server's paths are resolved against; empty for none.
    """

    id: str
    name: str
    kind: ProfileKind
    location: str
    color: ProfileColor = ProfileColor.GREEN
    image_base: str = ""
