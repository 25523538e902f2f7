"""Backups: what is known of one, how its file is named, and the manifest that lies beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from charstudio.domain.errors import BadInputError

DUMP_SUFFIX: Final = ".dump"
BUNDLE_SUFFIX: Final = ".tar"
"""A backup with pictures: one tar file that holds the dump, the pictures and the manifest."""
MANIFEST_SUFFIX: Final = ".json"
"""Follows the whole name of the backup's file."""
DEFAULT_KEEP: Final = 10

_FORMAT: Final = 1
_KIND: Final = "charstudio-backup"
_LONGEST_LABEL: Final = 60


class TableRows(NamedTuple):
    """One table of a backup and how many rows it holds there."""

    schema: str
    table: str
    rows: int


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file.

    ``created`` is in UTC, ``size`` in bytes. ``source`` says for people where the database was, without a password;
    ``schema`` is the platform's schema in it. A file without a manifest has what its header tells: ``tables`` are then
    known after it was read through, and ``sha256`` (of the dump, in hexadecimal) is empty.
    """

    path: Path
    database: str
    created: datetime
    size: int
    tables: tuple[TableRows, ...] = ()
    server_version: str = ""
    reason: str = ""
    source: str = ""
    schema: str = ""
    pictures: int = 0
    sha256: str = ""

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables)

    @property
    def schemas(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(table.schema for table in self.tables))

    def manifest(self) -> dict[str, Any]:
        """What ``from_manifest`` reads back, as JSON; the path and the size are the file's own."""
        return {
            "kind": _KIND,
            "format": _FORMAT,
            "database": self.database,
            "source": self.source,
            "schema": self.schema,
            "created": self.created.isoformat(),
            "server_version": self.server_version,
            "reason": self.reason,
            "sha256": self.sha256,
            "pictures": self.pictures,
            "tables": [list(table) for table in self.tables],
        }


def from_manifest(path: Path, size: int, content: Mapping[str, Any]) -> Backup:
    """The backup at ``path`` that a manifest describes. Raises BadInputError for what is no manifest."""
    try:
        if content["kind"] != _KIND or int(content["format"]) > _FORMAT:
            raise ValueError("kind or format")
        created = datetime.fromisoformat(content["created"])
        return Backup(
            path=path,
            database=str(content["database"]),
            created=created if created.tzinfo else created.replace(tzinfo=UTC),
            size=size,
            tables=tuple(TableRows(str(schema), str(table), int(rows)) for schema, table, rows in content["tables"]),
            server_version=str(content["server_version"]),
            reason=str(content["reason"]),
            source=str(content["source"]),
            schema=str(content["schema"]),
            pictures=int(content["pictures"]),
            sha256=str(content["sha256"]),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BadInputError(
            f"The description of the backup {path.name} cannot be read.",
            f"Update CharStudio if a newer one made it; or move {path.name}{MANIFEST_SUFFIX} away to read the backup "
            "without it.",
        ) from error


def file_name(label: str, created: datetime, suffix: str) -> str:
    """``charstudio-<label>-20261123T011500Z.dump``; what no file name may hold becomes ``_``."""
    safe = re.sub(r"[^\w.-]+", "_", label).strip("._")[:_LONGEST_LABEL] or "database"
    return f"charstudio-{safe}-{created.astimezone(UTC):%Y%m%dT%H%M%SZ}{suffix}"
