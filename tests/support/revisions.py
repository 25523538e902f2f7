"""Revisions of a later CharStudio, and databases at any point of their life."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Final

import psycopg

from charstudio.folders import bundled

_PRISMA_INIT: Final = Path(__file__).parents[1] / "data" / "prisma_init.sql"

_REVISION: Final = '''"""{title}

Revision ID: {name}
"""

from alembic import op

revision = "{name}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in {statements!r}:
        op.execute(statement)
'''


def add_revision(folder: Path, name: str, title: str, *statements: str) -> None:
    """Add a revision that runs ``statements`` after the newest one in ``folder``."""
    before = max(path.name[:4] for path in (folder / "versions").glob("[0-9]*.py"))
    text = _REVISION.format(name=name, before=before, title=title, statements=statements)
    (folder / "versions" / f"{name}_later.py").write_text(text, "utf-8")


def later_migrations(folder: Path) -> Path:
    """A copy of CharStudio's migrations in ``folder``, with two more revisions, 9001 and 9002."""
    shutil.copytree(bundled("migrations"), folder, ignore=shutil.ignore_patterns("__pycache__"))
    add_revision(
        folder,
        "9001",
        "Notes on characters",
        "CREATE TABLE charstudio.note (id bigint PRIMARY KEY, body text NOT NULL)",
        "INSERT INTO charstudio.note VALUES (1, 'first')",
    )
    add_revision(folder, "9002", "Colours of notes", "ALTER TABLE charstudio.note ADD COLUMN colour text")
    return folder


def make_prisma_database(connection: psycopg.Connection[Any]) -> None:
    """Make the platform's tables as its own first migration does, with Prisma's bookkeeping and one user."""
    connection.execute(_PRISMA_INIT.read_text("utf-8").encode())
    connection.execute(
        """
        CREATE TABLE _prisma_migrations (
            id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
            migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
            started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0
        )
        """
    )
    connection.execute(
        "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) "
        "VALUES ('1', 'c', now(), '20250101000000_init_with_themes', 1)"
    )
    connection.execute("INSERT INTO users (id, email, updated_at) VALUES ('u', 'u@example.com', now())")
