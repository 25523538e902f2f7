"""Numbers and times as people read them."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QLocale

from charstudio.domain.records import CharacterRow


def number(value: int) -> str:
    """A count with the separators of the person's language."""
    return QLocale().toString(value)


def counted(value: int, one: str, many: str) -> str:
    """``counted(1, "theme", "themes")`` → ``1 theme``."""
    return f"{number(value)} {one if value == 1 else many}"


def local(moment: datetime) -> datetime:
    """A naive UTC time of the database in the time zone of this machine."""
    return moment.replace(tzinfo=UTC).astimezone()


def when(moment: datetime) -> str:
    """Day and minute, local: ``2 Oct 2025, 09:41``."""
    here = local(moment)
    return f"{here.day} {here:%b %Y, %H:%M}"


def day(moment: datetime) -> str:
    """The day, local: ``2 Oct 2025``."""
    here = local(moment)
    return f"{here.day} {here:%b %Y}"


def contents(row: CharacterRow) -> str:
    """How much there is of a character: ``3 themes · 8 variants``."""
    return f"{counted(row.themes, 'theme', 'themes')} · {counted(row.variants, 'variant', 'variants')}"
