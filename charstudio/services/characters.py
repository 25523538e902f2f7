"""Look through characters."""

from __future__ import annotations

import logging
from pathlib import Path

from charstudio.data import first_page
from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from charstudio.data.first_page import KeptStatement, Statement
from charstudio.data.keys import key_of
from charstudio.domain.errors import RefusedError
from charstudio.domain.listing import PAGE_SIZE, CharacterFilter, Key, Order, Place
from charstudio.domain.records import Character, CharacterRow


class Characters:
    """The characters of one library. Every method raises ExpectedError where the database does not answer."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self._database = database
        self._catalogue = catalogue

    def page(
        self, where: CharacterFilter, order: Order, place: Place = Place(), size: int = PAGE_SIZE
    ) -> list[CharacterRow]:
        """At most ``size`` rows at ``place`` in the list, in one query."""
        with self._database.read() as connection:
            return data.page(connection, self._catalogue, where, order, place, size)

    def count(self, where: CharacterFilter) -> int:
        """The length of the list."""
        with self._database.read() as connection:
            return data.count(connection, self._catalogue, where)

    def anchors(self, where: CharacterFilter, order: Order, step: int) -> list[Key]:
        """The keys of every ``step``-th row, from which any page of a long list is near."""
        with self._database.read() as connection:
            return data.anchors(connection, self._catalogue, where, order, step)

    def position(self, where: CharacterFilter, order: Order, character_id: str) -> int | None:
        """The row number (from 0) of a character, or None where the list does not hold it."""
        with self._database.read() as connection:
            return data.position(connection, self._catalogue, where, order, character_id)

    def get(self, character_id: str) -> Character | None:
        """One character with every field, or None when it is gone."""
        with self._database.read() as connection:
            return data.get(connection, self._catalogue, character_id)

    def key_of(self, row: CharacterRow, order: Order) -> Key:
        """The place of a row in a list, by which its neighbours are found."""
        return data.key_of(row, order.sort)
