"""One open library: the use cases bound to its database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from charstudio.data import catalogue as catalogues
from charstudio.data.database import Database
from charstudio.domain.errors import RefusedError
from charstudio.domain.facets import Facets
from charstudio.domain.images import StoredField
from charstudio.domain.profile import Profile, ProfileKind
from charstudio.folders import cache_folder
from charstudio.services.attachment import Attachment
from charstudio.services.characters import Characters
from charstudio.services.themes import Themes

# What is imported in a function below comes with SQLAlchemy or the embedded server: the first rows do not wait for it.

_TAGS: Final = 40
_OWNERS: Final = 40


class Library:
    """A library that was opened and checked. Use as a context manager, or call ``close``."""

    def __init__(self, attachment: Attachment) -> None:
        """Check the database and bind the use cases to it. Raises ExpectedError where it is no good."""
        self.profile = attachment.profile
        self._attachment = attachment
        self._database = database = attachment.database
        with database.driver() as driver:
            self._catalogue = catalogues.read(driver, database.settings)
        self.characters = Characters(database, self._catalogue, cache_folder() / "statements")
        self.themes = Themes(database, self._catalogue)

    @property
    def attachment(self) -> Attachment:
        """The database itself, for its upkeep and its backups."""
        return self._attachment

    @property
    def server_version(self) -> str:
        return self._catalogue.server_version

    @property
    def place(self) -> str:
        """Where the library is, for people: ``local``, or the server's address without a password."""
        return self._attachment.place

    @property
    def warns_plain_text(self) -> bool:
        """Whether data travels to another machine without TLS."""
        return self._database.settings.warns_plain_text and not self.profile.plain_text_intended

    def revive(self) -> None:
        """Make sure that the server answers, starting the embedded one again where it has died.

        Raises ExpectedError while it does not.
        """
        self._attachment.revive()

    def facets(self) -> Facets:
        """The numbers of the side bar. Raises ExpectedError."""
        from charstudio.data import facets

        with self._database.read() as connection:
            return facets.read(connection, self._catalogue, _TAGS, _OWNERS)

    def stored_image(self, field: StoredField) -> str | None:
        """The whole of an image reference that a list carried the beginning of. Raises ExpectedError."""
        from charstudio.data import stored_images

        with self._database.read() as connection:
            return stored_images.read(connection, field)

    def is_empty(self) -> bool:
        """Whether there is no character yet. Raises ExpectedError."""
        from charstudio.data import seed

        with self._database.read() as connection:
            return seed.is_empty(connection)

    def require_unused(self, *, team_database: bool = False) -> None:
        """Raise RefusedError unless all tables are empty, and the library is local or ``team_database`` allows both."""
        from charstudio.data import seed

        if self.profile.kind is not ProfileKind.LOCAL and not team_database:
            raise RefusedError("Demo data goes into a local library only.", "Open a local library first.")
        with self._database.read() as connection:
            _require_none(seed.occupied_table(connection, self._catalogue))

    def fill(self, rows: Mapping[str, Sequence[Mapping[str, object]]], *, team_database: bool = False) -> None:
        """Put rows, by table, into an empty library; all of them or none. Raises ExpectedError as ``require_unused``.

        Tables and columns that a team's database lacks are left out.
        """
        from charstudio.data import seed

        self.require_unused(team_database=team_database)
        with self._database.write() as connection:
            _require_none(seed.occupied_table(connection, self._catalogue))
            seed.insert_rows(connection, seed.known_part(rows, self._catalogue))

    def close(self) -> None:
        """Close the connections and leave the embedded server, which stops when nobody else uses it."""
        self._attachment.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_library(profile: Profile, password: str | None = None) -> Library:
    """Connect to a profile's database, starting its embedded server where it has one, and check it.

    Raises ExpectedError: the server is offline or refuses, or the database is none of the platform's.
    """
    attachment = Attachment(profile, password)
    try:
        if profile.kind is ProfileKind.LOCAL:
            _make_tables(attachment.database)
        return Library(attachment)
    except BaseException:
        attachment.close()
        raise


def require_local(profile: Profile) -> None:
    """Raise RefusedError where the library is not one of this machine, and so is never emptied."""
    if profile.kind is not ProfileKind.LOCAL:
        raise RefusedError("Only a local library can be emptied.", "Choose a library of this machine.")


def reset_library(profile: Profile) -> None:
    """Empty a library of this machine for good: its rows and its pictures. One that does not exist yet is left so.

    Raises RefusedError for a team's database, a folder that CharStudio did not make, and a library that is in use.
    """
    from charstudio.data.embedded import LibraryFolder, reset

    require_local(profile)
    folder = LibraryFolder(Path(profile.location))
    if folder.path.exists():
        reset(folder)


def delete_library(profile: Profile) -> None:
    """Remove a library of this machine for good: its database and its pictures. One that does not exist is no error.

    Files in its folder that CharStudio did not put there stay. Raises RefusedError for a team's database, a folder that
    CharStudio did not make, and a library that is in use.
    """
    from charstudio.data.embedded import LibraryFolder, delete

    if profile.kind is not ProfileKind.LOCAL:
        raise RefusedError("Only a local library can be deleted.", "Choose a library of this machine.")
    folder = LibraryFolder(Path(profile.location))
    if folder.path.exists():
        delete(folder)


def is_own_library(profile: Profile) -> bool:
    """Whether the profile's library is in a folder that CharStudio made, so that it may be deleted.

    Raises UnusableDatabaseError where a newer CharStudio made it, RefusedError where it cannot be read.
    """
    from charstudio.data.embedded import LibraryFolder

    return profile.kind is ProfileKind.LOCAL and LibraryFolder(Path(profile.location)).marker() is not None


def _require_none(occupied: str | None) -> None:
    if occupied is not None:
        things = occupied.replace("_", " ")
        raise RefusedError(f"This library already holds {things}.", "Make a new library for the demo data.")


def _make_tables(database: Database) -> None:
    with database.driver() as driver:
        made = catalogues.has_own_schema(driver)
    if not made:
        # Alembic takes as long to import as a library takes to open; only a new library needs it.
        from charstudio.data import migrate

        migrate.create(database)
