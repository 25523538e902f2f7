"""The pictures of the demo library: what rows name is painted, broken on purpose, or absent on purpose."""

from __future__ import annotations

import base64
from datetime import datetime

import pytest
from PySide6.QtGui import QImage

from charstudio.demo.content.library import DemoContent, compose
from charstudio.domain.images import INLINE_LIMIT
from charstudio.domain.vocabulary import StyleType

IMAGE_COLUMNS = ("image_url", "thumbnail_url", "reference_image_url", "cover_image_url")


@pytest.fixture(scope="module")
def content() -> DemoContent:
    return compose(datetime.fromisoformat("2026-03-18T15:12:00"))


@pytest.fixture(scope="module")
def named(content: DemoContent) -> list[str]:
    """Every value of an image column that is neither NULL nor empty."""
    values = [row.get(column) for table in content.rows.values() for row in table for column in IMAGE_COLUMNS]
    return [str(value) for value in values if value]


def test_every_picture_is_named_and_every_local_path_is_accounted_for(content: DemoContent, named: list[str]) -> None:
    painted = {path for picture in content.pictures for path in (picture.path, picture.thumbnail) if path}
    broken = {path for path, _ in content.broken}
    absent = set(content.absent)
    assert painted | broken | absent == {path for path in named if path.startswith("/uploads/")}
    assert len(painted) + len(broken) + len(absent) == len(painted | broken | absent)


def test_every_path_is_painted_once(content: DemoContent) -> None:
    paths = [path for picture in content.pictures for path in (picture.path, picture.thumbnail) if path]
    assert len(paths) == len(set(paths))


def test_every_kind_of_reference_occurs(content: DemoContent, named: list[str]) -> None:
    assert any(path.startswith("https://images.example.invalid/") for path in named)
    assert any(path.startswith("data:image/png;base64,") for path in named)
    images = [row["image_url"] for table in ("characters", "theme_variants") for row in content.rows[table]]
    assert None in images
    assert "" in images
    assert sum(path.endswith(".jpg") for path in named) > 0.95 * len(named)


def test_some_painted_rows_have_no_thumbnail(content: DemoContent) -> None:
    without = sum(picture.thumbnail is None for picture in content.pictures)
    assert 0 < without < 0.25 * len(content.pictures)


def test_data_uris_hold_a_picture_and_are_too_long_for_lists(named: list[str]) -> None:
    uris = [path for path in named if path.startswith("data:")]
    assert len(uris) == len(set(uris)) == 3
    for uri in uris:
        content = base64.b64decode(uri.partition(",")[2], validate=True)
        image = QImage.fromData(content)
        assert (image.width(), image.height()) == (512, 640)
        assert INLINE_LIMIT < len(content) < 20_000


def test_broken_files_cannot_be_decoded(content: DemoContent) -> None:
    contents = {content for _, content in content.broken}
    assert len(contents) == 3
    assert b"" in contents


def test_a_variant_shows_the_same_character_in_the_same_style_otherwise(content: DemoContent) -> None:
    base = {picture.path: picture.portrait for picture in content.pictures}
    image_of = {row["id"]: row["image_url"] for row in content.rows["characters"]}
    compared = 0
    for variant in content.rows["theme_variants"]:
        portrait, original = base.get(str(variant["image_url"])), base.get(str(image_of[variant["character_id"]]))
        if portrait and original:
            assert (portrait.look, portrait.style) == (original.look, original.style)
            assert portrait.shot != original.shot
            compared += 1
    assert compared > 400


def test_the_metadata_of_a_variant_says_what_is_painted(content: DemoContent) -> None:
    portraits = {picture.path: picture.portrait for picture in content.pictures}
    compared = 0
    for variant in content.rows["theme_variants"]:
        portrait, metadata = portraits.get(str(variant["image_url"])), variant["metadata"]
        if portrait and isinstance(metadata, dict) and metadata:
            shot = portrait.shot
            said = tuple(metadata[key] for key in ("clothing", "pose", "expression", "setting"))
            assert said == (portrait.outfit, shot.pose, shot.expression, shot.setting)
            compared += 1
    assert compared > 300


def test_all_styles_are_painted(content: DemoContent) -> None:
    assert {picture.portrait.style for picture in content.pictures} == set(StyleType)
