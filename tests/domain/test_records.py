from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from charstudio.domain.images import INLINE_LIMIT, ImageReference, StoredField
from charstudio.domain.records import UNNAMED, CharacterRow, VariantRow

NOW = datetime.fromisoformat("2026-03-01T12:00:00.123")
LONG = "data:image/png;base64,".ljust(INLINE_LIMIT, "A")


def character(**fields: Any) -> CharacterRow:
    nothing: dict[str, Any] = dict.fromkeys(CharacterRow._fields)
    return CharacterRow(**{**nothing, "id": "c", "updated_at": NOW, **fields})


def variant(**fields: Any) -> VariantRow:
    nothing: dict[str, Any] = dict.fromkeys(VariantRow._fields)
    return VariantRow(**{**nothing, "id": "v", **fields})


@pytest.mark.parametrize(("name", "title"), [(None, UNNAMED), ("", UNNAMED), ("Ada", "Ada"), ("  ", "  ")])
def test_the_title(name: str | None, title: str) -> None:
    assert character(name=name).title == title


@pytest.mark.parametrize("make", [character, variant])
@pytest.mark.parametrize("blank", [None, "", " \n"])
def test_without_a_thumbnail_the_image_is_drawn_small(make: Any, blank: str | None) -> None:
    row = make(thumbnail_text=blank, image_text="/1.png")
    assert row.image == row.full_image == ImageReference("/1.png")


@pytest.mark.parametrize("make", [character, variant])
def test_a_thumbnail_is_drawn_small_only(make: Any) -> None:
    row = make(thumbnail_text="/small.png", image_text="/large.png")
    assert row.image == ImageReference("/small.png")
    assert row.full_image == ImageReference("/large.png")


@pytest.mark.parametrize("make", [character, variant])
def test_without_both_there_is_no_picture(make: Any) -> None:
    assert make(thumbnail_text=None, image_text="").image is None


def test_a_long_reference_names_the_field_it_came_from() -> None:
    row = character(thumbnail_text=LONG, image_text=LONG[:-1])
    assert row.image == ImageReference(LONG, StoredField("characters", "thumbnail_url", "c"), NOW.isoformat())
    assert row.full_image == ImageReference(LONG[:-1])
    assert variant(image_text=LONG).image == ImageReference(LONG, StoredField("theme_variants", "image_url", "v"))
