"""What the Database page says: ages, sizes, standings, and the way back after an upgrade that failed. No widgets."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from PySide6.QtCore import QLocale

from charstudio.domain.backup import Backup
from charstudio.domain.database_state import DatabaseState, Maker, Standing, UpgradeFailedError
from charstudio.domain.indexes import BuildStep, IndexReport, IndexState
from charstudio.domain.profile import Profile, Safety
from charstudio.ui.text import counted, number

_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_WEEK: Final = 7 * _DAY
_MONTH: Final = 30 * _DAY
_YEAR: Final = 365 * _DAY
_AGES: Final = (
    (_YEAR, "a year ago", "years ago"),
    (_MONTH, "a month ago", "months ago"),
    (_WEEK, "a week ago", "weeks ago"),
    (_DAY, "a day ago", "days ago"),
    (_HOUR, "an hour ago", "hours ago"),
    (_MINUTE, "a minute ago", "minutes ago"),
)

STANDINGS: Final[dict[Standing, tuple[str, str]]] = {
    Standing.READY: ("Ready", "good"),
    Standing.BEHIND: ("To be upgraded", "warning"),
    Standing.ADOPTABLE: ("To be adopted", "warning"),
    Standing.EMPTY: ("Empty", "warning"),
    Standing.AHEAD: ("Newer than this CharStudio", "bad"),
    Standing.INCOMPLETE: ("Incomplete", "bad"),
    Standing.FOREIGN: ("Another program’s database", "bad"),
    Standing.NO_SCHEMA: ("No such schema", "bad"),
    Standing.FORBIDDEN: ("Not readable", "bad"),
    Standing.UNSUPPORTED: ("Not supported", "bad"),
}
"""A word for each standing, and its tone: a field of Colors."""

_MAKERS: Final = {
    Maker.PRISMA: "Made by the web application (Prisma)",
    Maker.CHARSTUDIO: "Made by CharStudio",
    Maker.UNKNOWN: "Nobody knows who made them",
}


def read_only_reason(profile: Profile) -> str:
    """Why nothing may be written, as a sentence; empty where it may."""
    if profile.safety is not Safety.READ_ONLY:
        return ""
    return f"“{profile.name}” is opened read only. Change its safety level in the profile to allow this."


def size(count: int) -> str:
    """Bytes as people read them: ``1.2 MB``."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def age(moment: datetime, now: datetime) -> str:
    """How long ago: ``just now``, ``an hour ago``, ``3 weeks ago``. Both aware."""
    seconds = (now - moment).total_seconds()
    for length, one, many in _AGES:
        if seconds >= length:
            count = int(seconds // length)
            return one if count == 1 else f"{number(count)} {many}"
    return "just now"


def moment(then: datetime, now: datetime) -> str:
    """Day and minute, local: ``today 08:12``, ``yesterday 08:12``, ``2 Oct, 09:41``, ``2 Oct 2025, 09:41``."""
    here, today = then.astimezone(), now.astimezone().date()
    if here.date() == today:
        return f"today {here:%H:%M}"
    if here.date() == today - timedelta(days=1):
        return f"yesterday {here:%H:%M}"
    year = "" if here.year == today.year else f" {here.year}"
    return f"{here.day} {here:%b}{year}, {here:%H:%M}"


def last_backup(backup: Backup | None, now: datetime) -> str:
    """For the status line; nothing where there is no backup."""
    return f"Last backup {moment(backup.created, now)}" if backup is not None else ""


def contents(backup: Backup) -> str:
    """What a backup holds: ``1,204 rows · 60 pictures``."""
    rows = counted(backup.rows, "row", "rows") if backup.tables else "Not described"
    return f"{rows} · {counted(backup.pictures, 'picture', 'pictures')}" if backup.pictures else rows


def completeness(backup: Backup) -> str:
    """Whether the pictures are in it, as a phrase."""
    return "Complete, with the pictures" if backup.pictures else "The database, without the pictures"


def total(backups: Sequence[Backup]) -> str:
    """``3 · 4.1 MB``; nothing without any."""
    return f"{number(len(backups))} · {size(sum(backup.size for backup in backups))}" if backups else ""


def facts(state: DatabaseState, place: str) -> tuple[tuple[str, str], ...]:
    """The lines of the state section: a label and what is so."""
    return (
        ("Server", f"PostgreSQL {state.server_version.partition(' ')[0]} · {place}"),
        ("Database", f"{state.database} · schema {state.schema}"),
        ("Role", state.role),
        ("Tables", _origin(state)),
        ("Revision", _revision(state)),
    )


def _origin(state: DatabaseState) -> str:
    if state.standing is Standing.EMPTY:
        return "None yet"
    made, migration = _MAKERS[state.origin.maker], state.origin.migration
    if not migration:
        return made
    return f"{made}, latest migration {migration}" + ("" if state.origin.finished else ", which did not finish")


def _revision(state: DatabaseState) -> str:
    if state.revision == state.head:
        return f"{state.revision}, the newest"
    return f"{state.revision or 'None'}; this CharStudio works with {state.head}"


def limitations(state: DatabaseState) -> tuple[tuple[str, str], ...]:
    """What is switched off, a line for each feature, and once for all of them in a row who can change that."""
    grouped = groupby(state.limitations, key=lambda limitation: limitation.remedy)
    return tuple(("\n".join(f"{part.feature}: {part.reason}." for part in parts), remedy) for remedy, parts in grouped)


def restore_command(backup: Backup | str) -> str:
    """The command that restores a backup."""
    path = backup if isinstance(backup, str) else str(backup.path)
    return shlex.join(["charstudio", "db", "restore", path])


def way_back(error: UpgradeFailedError) -> tuple[str, str]:
    """The way back after an upgrade that failed: a sentence, and the command (empty where there is no backup)."""
    if error.unchanged:
        sentence = "Nothing was changed: the database stands where it stood. "
        sentence += "Should you need it all the same, this is the backup from before:" if error.backup else ""
    elif error.backup is None:
        sentence = "The database was empty before; make a new one and try again there."
    else:
        known = "" if error.unchanged is False else "Whether anything was changed is not known. "
        sentence = f"{known}What was there before is in the backup. This restores it into an empty database:"
    return sentence.strip(), restore_command(str(error.backup)) if error.backup else ""


def index_summary(report: IndexReport) -> str:
    """How many there are of those that there should be, and their size: ``8 of 9 · 12 MB``."""
    there = report.in_state(IndexState.PRESENT)
    wanted = [index for index in report.indexes if index.state is not IndexState.OBSOLETE]
    counts = f"{len(there)} of {len(wanted)}"
    return f"{counts} · {size(sum(index.size for index in there))}" if there else counts


def build_step(step: BuildStep) -> str:
    """``2 of 8, characters_search: building index``."""
    return f"{step.number} of {step.total}, {step.name.removeprefix('charstudio_')}: {step.phase}"


def build_fraction(step: BuildStep) -> float:
    """How much of all indexes is built, from 0 to 1."""
    return (step.number - 1 + (step.fraction or 0.0)) / max(step.total, 1)
