"""Painting the demo's pictures into a folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from charstudio.demo.content.library import DemoContent, compose
from charstudio.demo.pictures import paint_pictures, require_free
from charstudio.domain.errors import RefusedError


@pytest.fixture
def content() -> DemoContent:
    """The demo, with two of its pictures only."""
    whole = compose(datetime.fromisoformat("2026-03-01T12:00:00"))
    return DemoContent(whole.rows, whole.pictures[:2], whole.broken, whole.absent)


def test_every_file_is_written(content: DemoContent, tmp_path: Path) -> None:
    told: list[float] = []
    paint_pictures(tmp_path, content, lambda what, done: told.append(done))
    for picture in content.pictures:
        assert (tmp_path / picture.path.lstrip("/")).stat().st_size > 1000
    for path, damaged in content.broken:
        assert (tmp_path / path.lstrip("/")).read_bytes() == damaged
    assert (told[0], told[-1]) == (0.0, 1.0)
    with pytest.raises(RefusedError, match="a file already"):
        require_free(tmp_path, content)


def test_an_empty_folder_is_free(content: DemoContent, tmp_path: Path) -> None:
    require_free(tmp_path, content)
    require_free(tmp_path / "not there", content)


def test_a_folder_that_cannot_be_made(content: DemoContent, tmp_path: Path) -> None:
    (tmp_path / "uploads").write_bytes(b"a file in the way")
    with pytest.raises(RefusedError, match="could not be written"):
        paint_pictures(tmp_path, content, lambda what, done: None)
