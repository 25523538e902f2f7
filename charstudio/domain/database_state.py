"""Where a database stands in its life, in plain records: what it is, what it lacks, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from charstudio.domain.errors import ExpectedError


class Standing(StrEnum):
    """What a database is to CharStudio."""

    READY = "ready"
    """The platform's tables are there, and CharStudio's own at the newest revision."""
    BEHIND = "behind"
    """CharStudio's own tables are at an older revision: to be upgraded."""
    ADOPTABLE = "adoptable"
    """The platform's tables are there, CharStudio's are not: to be adopted."""
    EMPTY = "empty"
    """The schema holds nothing: an upgrade makes all tables."""
    AHEAD = "ahead"
    """A newer CharStudio upgraded it: this one must be updated."""
    INCOMPLETE = "incomplete"
    """Some of the platform's tables are there, or were, and some that nothing works without are not."""
    FOREIGN = "foreign"
    """It holds somebody else's tables."""
    NO_SCHEMA = "no schema"
    """The connection string names a schema that the database does not have."""
    FORBIDDEN = "forbidden"
    """The role may not read what CharStudio needs."""
    UNSUPPORTED = "unsupported"
    """The server is too old, or the platform's schema has the name of CharStudio's own."""


BEHIND: frozenset[Standing] = frozenset({Standing.BEHIND, Standing.ADOPTABLE, Standing.EMPTY})
"""Those from which ``upgrade`` or ``adopt`` leads to READY."""


class Maker(StrEnum):
    """Who made the platform's tables."""

    PRISMA = "prisma"
    """The web application's migrations: their bookkeeping is there."""
    CHARSTUDIO = "charstudio"
    """CharStudio's first revision: its bookkeeping is there, and Prisma's is not."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made the tables. ``migration`` is the name of Prisma's latest migration, empty where it cannot be read.

    ``finished`` is False for a migration of Prisma that failed or is under way.
    """

    maker: Maker
    migration: str = ""
    finished: bool = True


@dataclass(frozen=True, slots=True)
class Limitation:
    """A feature that is switched off, why, and who can change that; each a phrase or sentence for people."""

    feature: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """What ``status`` tells.

    ``revision`` is empty where none was ever run. ``problem`` and ``remedy`` are sentences, empty for READY.
    """

    server_version: str
    role: str
    database: str
    schema: str
    standing: Standing
    revision: str
    head: str
    origin: Origin
    limitations: tuple[Limitation, ...] = ()
    problem: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class AdoptionPlan:
    """What adopting a database adds to it, as phrases. ``state`` is the one before."""

    state: DatabaseState
    additions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UpgradeReport:
    """What an upgrade did: the revisions it ran, oldest first (none where there was nothing to do).

    ``created`` says that the database was empty and the platform's tables were made as well.
    """

    revisions: tuple[str, ...]
    state: DatabaseState
    backup: Path | None = None
    created: bool = False


class UpgradeFailedError(ExpectedError):
    """The revisions failed after the backup was made. What was in the database before is in ``backup``.

    ``unchanged`` is True where the database was looked at afterwards and stands where it stood, None where it could
    not be looked at.
    """

    def __init__(self, reason: str, remedy: str, backup: Path | None, unchanged: bool | None) -> None:
        super().__init__(f"The upgrade failed: {reason}", remedy)
        self.backup = backup
        self.unchanged = unchanged
