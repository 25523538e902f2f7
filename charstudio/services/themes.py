"""Look through the themes of a character and the variants in them."""

from __future__ import annotations

from charstudio.data.catalogue import Catalogue
from charstudio.data.database import Database
from charstudio.domain.records import ThemeRow, Variant, VariantRow

# ``charstudio.data.themes`` is imported in the methods, as SQLAlchemy comes with it: the first rows do not wait for it.


class Themes:
    """The themes and variants of one library. Every method raises ExpectedError where the database does not answer."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self._database = database
        self._catalogue = catalogue

    def of_character(self, character_id: str) -> list[ThemeRow]:
        """The character's themes, newest first, each with the number of its variants."""
        from charstudio.data import themes

        with self._database.read() as connection:
            return themes.of_character(connection, self._catalogue, character_id)

    def variants(self, character_id: str, theme_id: str | None = None) -> list[VariantRow]:
        """The variants of one theme, or of all themes of the character, newest first."""
        from charstudio.data import themes

        with self._database.read() as connection:
            return themes.variants(connection, self._catalogue, character_id, theme_id)

    def variant(self, variant_id: str) -> Variant | None:
        """One variant with every field, or None when it is gone."""
        from charstudio.data import themes

        with self._database.read() as connection:
            return themes.variant(connection, self._catalogue, variant_id)
