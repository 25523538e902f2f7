"""What the welcome page asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Choice(StrEnum):
    """The three ways to start."""

    DEMO = "demo"
    LIBRARY = "library"
    CONNECTION = "connection"


@dataclass(frozen=True, slots=True)
class ConnectionRequest:
    """A team database to connect to.

    ``text`` is a connection string without a password, ``password`` empty when none was given. ``image_base`` is the
    address or folder that the platform's picture paths start from, or empty.
    """

    name: str
    text: str
    password: str = field(repr=False)
    image_base: str
