"""CharStudio's revisions of a database, through Alembic."""

from __future__ import annotations

from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import func, select

from charstudio.data.catalogue import has_own_schema
from charstudio.data.database import Database
from charstudio.folders import bundled

_LOCK: Final = 0x43686172_53747564
"""The advisory lock that every run of revisions holds: "CharStud" in ASCII."""


def create(database: Database) -> None:
    """Make the platform's tables and CharStudio's own on an empty database, in one transaction.

    Where another process has just done so, nothing happens. Raises ExpectedError as ``Database.write`` does; then
    nothing was made.
    """
    with database.write() as connection:
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        if has_own_schema(connection):
            return
        config = Config()
        config.set_main_option("script_location", str(bundled("migrations")).replace("%", "%%"))
        config.attributes["connection"] = connection
        config.attributes["schema"] = database.settings.schema
        command.upgrade(config, "head")
