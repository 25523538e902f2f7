"""What CharStudio says about its indexes in a database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

HOT_FILLFACTOR: Final = 50
"""Percent of a page of ``users`` that inserts fill. The room left lets the daily reset of quotas rewrite rows in place
(HOT updates), which takes a sixth to an eighth of the time."""


class IndexState(StrEnum):
    """PRESENT serves queries. INVALID is what an interrupted build left; BUILDING is one under way, here or elsewhere.

    UNAVAILABLE cannot be made on this database. OBSOLETE is of another version of CharStudio, and serves nothing.
    """

    PRESENT = "present"
    MISSING = "missing"
    INVALID = "invalid"
    BUILDING = "building"
    UNAVAILABLE = "unavailable"
    OBSOLETE = "obsolete"


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """One index: what it is for, and how it stands. ``size`` is in bytes, 0 where it is not there.

    ``note`` says why it is unavailable, or what is needed to make it; mostly it is empty.
    """

    name: str
    table: str
    purpose: str
    state: IndexState
    size: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """All indexes of CharStudio that concern a database, and how full pages of ``users`` are filled (percent)."""

    indexes: tuple[IndexStatus, ...]
    fillfactor: int

    def in_state(self, *states: IndexState) -> tuple[IndexStatus, ...]:
        return tuple(index for index in self.indexes if index.state in states)


@dataclass(frozen=True, slots=True)
class BuildStep:
    """How far the building of indexes is. ``fraction`` is that of the phase, None where the server does not say."""

    name: str
    number: int
    total: int
    phase: str
    fraction: float | None = None


BuildProgress = Callable[[BuildStep], None]
"""Is told of every step, also from a thread of its own."""
