"""The whole of a long image reference."""

from __future__ import annotations

from charstudio.data import stored_images
from charstudio.data.database import Database
from charstudio.domain.images import StoredField
from tests.support.builders import make_character, make_theme, make_user, make_variant, save

URI = "data:image/png;base64," + "A" * 5_000_000


def test_the_whole_reference_is_read_back(database: Database) -> None:
    user = make_user()
    character = make_character(user, id="c", image_url=URI, thumbnail_url="")
    theme = make_theme(character)
    save(database, user, character, theme, make_variant(theme, id="v", thumbnail_url=URI))
    with database.read() as connection:
        assert stored_images.read(connection, StoredField("characters", "image_url", "c")) == URI
        assert stored_images.read(connection, StoredField("characters", "thumbnail_url", "c")) == ""
        assert stored_images.read(connection, StoredField("theme_variants", "thumbnail_url", "v")) == URI
        assert stored_images.read(connection, StoredField("theme_variants", "image_url", "v")) is None
        assert stored_images.read(connection, StoredField("characters", "image_url", "gone")) is None
