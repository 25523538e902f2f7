from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from charstudio.data.embedded.folder import LibraryFolder
from charstudio.domain.errors import RefusedError, UnusableDatabaseError
from tests.data.embedded.conftest import contents

needs_links = pytest.mark.skipif(os.name == "nt", reason="making links needs a privilege on Windows")


def test_a_claimed_folder_is_recognised(folder: LibraryFolder) -> None:
    folder.make()
    folder.claim(18)
    marker = folder.marker()
    assert marker is not None
    assert marker.postgres_major == 18
    assert marker.created.utcoffset() is not None
    assert json.loads(folder.marker_file.read_text("utf-8"))["kind"] == "charstudio-library"
    assert sorted(entry.name for entry in folder.path.iterdir()) == ["library.json"]


def test_a_second_claim_changes_nothing(folder: LibraryFolder) -> None:
    folder.make()
    folder.claim(18)
    before = contents(folder.path)
    folder.claim(19)
    assert contents(folder.path) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_the_folder_is_private(folder: LibraryFolder) -> None:
    folder.make()
    assert folder.path.stat().st_mode & 0o777 == 0o700


def test_what_an_interrupted_claim_left_does_not_hinder_the_next(folder: LibraryFolder) -> None:
    folder.make()
    folder.unfinished_marker.write_text('{"for')
    folder.lock_file.touch()
    folder.claim(18)
    assert folder.marker() is not None


@pytest.mark.parametrize(
    "marker", [None, "", "{}", "[]", '{"kind": "charstudio-library"}', '{"kind": "other", "format": 1}', "not json"]
)
def test_a_foreign_folder_is_refused_and_left_alone(folder: LibraryFolder, marker: str | None) -> None:
    folder.path.mkdir()
    (folder.path / "letter.txt").write_text("dear")
    if marker is not None:
        folder.marker_file.write_text(marker)
    before = contents(folder.path)
    with pytest.raises(RefusedError, match="not a CharStudio library"):
        folder.check_usable()
    with pytest.raises(RefusedError):
        folder.claim(18)
    assert contents(folder.path) == before


@needs_links
def test_a_marker_that_is_a_link_does_not_count(folder: LibraryFolder, tmp_path: Path) -> None:
    other = LibraryFolder(tmp_path / "other")
    other.make()
    other.claim(18)
    folder.make()
    folder.marker_file.symlink_to(other.marker_file)
    assert folder.marker() is None
    with pytest.raises(RefusedError):
        folder.check_usable()


def test_a_library_of_a_newer_charstudio_is_named_as_such(folder: LibraryFolder) -> None:
    folder.make()
    folder.claim(18)
    content = json.loads(folder.marker_file.read_text("utf-8")) | {"format": 2}
    folder.marker_file.write_text(json.dumps(content))
    with pytest.raises(UnusableDatabaseError, match="newer CharStudio"):
        folder.check_usable()


def test_a_file_in_the_way_is_named(folder: LibraryFolder) -> None:
    folder.path.write_text("a file")
    with pytest.raises(RefusedError, match="in the way"):
        folder.make()
