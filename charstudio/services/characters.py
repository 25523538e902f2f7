"""Look through characters."""

from __future__ import annotations

from pathlib import Path

from charstudio.data import first_page
from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from charstudio.data.first_page import KeptStatement
from charstudio.data.keys import key_of
from charstudio.domain.listing import PAGE_SIZE, CharacterFilter, Key, Order, Place
from charstudio.domain.records import Character, CharacterRow

# Where ``charstudio.data.characters`` is imported in a method, it is for SQLAlchemy, which comes with it: the first
# page does not wait for that.


class Characters:
    """The characters of one library. Every method raises ExpectedError where the database does not answer.

    ``kept`` is a folder for what makes the first page quick in later runs.
    """

    def __init__(self, database: Database, catalogue: Catalogue, kept: Path | None = None) -> None:
        self._database = database
        self._catalogue = catalogue
        self._kept = kept

    def page(
        self, where: CharacterFilter, order: Order, place: Place = Place(), size: int = PAGE_SIZE
    ) -> list[CharacterRow]:
        """At most ``size`` rows at ``place`` in the list, in one query."""
        if self._kept is not None and where.is_empty and place == Place() and size == PAGE_SIZE:
            return self._first_page(KeptStatement(self._kept, self._catalogue, self._database.settings.schema, order))
        from charstudio.data import characters

        with self._database.read() as connection:
            return characters.page(connection, self._catalogue, where, order, place, size)

    def _first_page(self, kept: KeptStatement) -> list[CharacterRow]:
        """The first page of all characters, by the statement of an earlier run where there is one."""
        statement = None if self._database.has_pool else kept.find()
        if statement is not None:
            with self._database.driver() as driver:
                rows = first_page.read(driver, statement)
            if rows is not None:
                return rows
        from charstudio.data import characters

        with self._database.read() as connection:
            rows = characters.page(connection, self._catalogue, CharacterFilter(), kept.order, Place(), PAGE_SIZE)
            kept.keep(characters.first_page_statement(connection, self._catalogue, kept.order, PAGE_SIZE))
        return rows

    def count(self, where: CharacterFilter) -> int:
        """The length of the list."""
        from charstudio.data import characters

        with self._database.read() as connection:
            return characters.count(connection, self._catalogue, where)

    def anchors(self, where: CharacterFilter, order: Order, step: int) -> list[Key]:
        """The keys of every ``step``-th row, from which any page of a long list is near."""
        from charstudio.data import characters

        with self._database.read() as connection:
            return characters.anchors(connection, self._catalogue, where, order, step)

    def position(self, where: CharacterFilter, order: Order, character_id: str) -> int | None:
        """The row number (from 0) of a character, or None where the list does not hold it."""
        from charstudio.data import characters

        with self._database.read() as connection:
            return characters.position(connection, self._catalogue, where, order, character_id)

    def get(self, character_id: str) -> Character | None:
        """One character with every field, or None when it is gone."""
        from charstudio.data import characters

        with self._database.read() as connection:
            return characters.get(connection, self._catalogue, character_id)

    def key_of(self, row: CharacterRow, order: Order) -> Key:
        """The place of a row in a list, by which its neighbours are found."""
        return key_of(row, order.sort)
