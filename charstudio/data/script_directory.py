"""The revisions that this CharStudio knows, without Alembic.

Alembic takes a quarter of a second to import, which opening a library should not wait for. So a revision's file is
named after it (``0001_platform_tables.py``), and their order is that of the names: revisions do not branch.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from charstudio.folders import bundled

FIRST: Final = "0001"
"""The revision that makes the platform's tables. On a database that has them it only is marked as done."""


def script_directory() -> Path:
    """The folder of Alembic's environment that came with CharStudio. Raises MissingPartError."""
    return bundled("migrations")


def known_revisions(folder: Path) -> tuple[str, ...]:
    """The revisions of the environment in ``folder``, oldest first."""
    names = (re.match(r"(\d{4})_\w+\.py$", path.name) for path in (folder / "versions").iterdir())
    return tuple(sorted(name[1] for name in names if name))
