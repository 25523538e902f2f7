"""What pg_dump says about a schema."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from charstudio.data.embedded.binaries import find_binaries
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import MissingPartError


def schema_of(settings: ConnectionSettings, schema: str) -> str:
    """``pg_dump --schema-only`` of one schema, without what differs from run to run (its random \\restrict key)."""
    conninfo = settings.conninfo()
    password = conninfo.pop("password", "")
    target = " ".join(f"{name}='{value}'" for name, value in conninfo.items())
    dumped = subprocess.run(
        [_pg_dump(), "--schema-only", f"--schema={schema}", "--no-owner", "--no-privileges", target],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PGPASSWORD": password},
        timeout=60,
    )
    lines = dumped.stdout.splitlines()
    return "\n".join(line for line in lines if line and not line.startswith(("--", "\\restrict", "\\unrestrict")))


def _pg_dump() -> Path:
    try:
        return find_binaries().path("pg_dump")
    except MissingPartError:
        found = shutil.which("pg_dump")
        if found is None:
            pytest.skip("There is no pg_dump on this machine.")
        return Path(found)
