"""CharStudio's revisions of a database, through Alembic."""

from __future__ import annotations

from alembic import command
from alembic.config import Config

from charstudio.data.database import Database
from charstudio.folders import bundled


def create(database: Database) -> None:
    """Make the platform's tables and CharStudio's own on an empty database, in one transaction.

    Raises ExpectedError as ``Database.write`` does; then nothing was made.
    """
    with database.write() as connection:
        config = Config()
        config.set_main_option("script_location", str(bundled("migrations")).replace("%", "%%"))
        config.attributes["connection"] = connection
        config.attributes["schema"] = database.settings.schema
        command.upgrade(config, "head")
