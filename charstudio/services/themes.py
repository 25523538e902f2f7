"""Look through the themes of a character and the variants in them."""

from __future__ import annotations

from charstudio.data import themes as data
from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from charstudio.domain.records import ThemeRow, Variant, VariantRow


class Themes:
    """The themes and variants of one library. Every method raises ExpectedError where the database does not answer."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self._database = database
        self._catalogue = catalogue

    def of_character(self, character_id: str) -> list[ThemeRow]:
        """The character's themes, newest first, each with the number of its variants."""
        with self._database.read() as connection:
            return data.of_character(connection, self._catalogue, character_id)

    def variants(self, character_id: str, theme_id: str | None = None) -> list[VariantRow]:
        """The variants of one theme, or of all themes of the character, newest first."""
        with self._database.read() as connection:
            return data.variants(connection, self._catalogue, character_id, theme_id)

    def variant(self, variant_id: str) -> Variant | None:
        """One variant with every field, or None when it is gone."""
        with self._database.read() as connection:
            return data.variant(connection, self._catalogue, variant_id)
