from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from charstudio.data.embedded import EmbeddedServer, LibraryFolder, delete, reset
from charstudio.domain.errors import RefusedError
from tests.data.embedded.conftest import HOLD, contents, read_line, wait_until

on_unix = pytest.mark.skipif(os.name == "nt", reason="making links needs a privilege on Windows")
DISPOSALS = pytest.mark.parametrize("dispose", [reset, delete])


def test_a_reset_library_is_as_new(library: LibraryFolder) -> None:
    with EmbeddedServer.start(library) as server:
        with psycopg.connect(server.connection_string(), autocommit=True) as connection:
            connection.execute("CREATE TABLE gone ()")
        (library.images / "picture.png").write_bytes(b"x")
    created = library.marker()
    reset(library)
    assert library.marker() == created
    assert not library.server.exists()
    with EmbeddedServer.start(library) as server, psycopg.connect(server.connection_string()) as connection:
        assert connection.execute("SELECT to_regclass('gone')").fetchone() == (None,)
    assert list(library.images.iterdir()) == []


def test_a_deleted_library_is_gone(library: LibraryFolder) -> None:
    EmbeddedServer.start(library).close()
    delete(library)
    assert not library.path.exists()
    assert library.path.parent.exists()


def test_files_that_charstudio_did_not_put_there_survive(library: LibraryFolder) -> None:
    letter = library.path / "letter.txt"
    letter.write_text("dear")
    reset(library)
    delete(library)
    assert [entry.name for entry in library.path.iterdir()] == ["letter.txt"]


@DISPOSALS
def test_a_foreign_folder_is_refused(tmp_path: Path, dispose: Callable[[LibraryFolder], None]) -> None:
    foreign = tmp_path / "foreign"
    (foreign / "server").mkdir(parents=True)
    (foreign / "images").mkdir()
    (foreign / "images" / "mine.png").write_bytes(b"x")
    before = contents(foreign)
    with pytest.raises(RefusedError, match="not a library that CharStudio made"):
        dispose(LibraryFolder(foreign))
    assert contents(foreign) == before


@DISPOSALS
def test_a_folder_that_is_not_there_is_refused(tmp_path: Path, dispose: Callable[[LibraryFolder], None]) -> None:
    with pytest.raises(RefusedError):
        dispose(LibraryFolder(tmp_path / "nowhere"))
    assert list(tmp_path.iterdir()) == []


@on_unix
@DISPOSALS
@pytest.mark.parametrize("part", ["server", "images", "clients", "run"])
def test_a_part_that_is_a_link_is_refused_and_nothing_is_touched(
    folder: LibraryFolder, tmp_path: Path, dispose: Callable[[LibraryFolder], None], part: str
) -> None:
    folder.make()
    folder.claim(18)
    folder.images.mkdir(exist_ok=True)
    (folder.images / "picture.png").write_bytes(b"x")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.png").write_bytes(b"x")
    if part == "images":
        (folder.images / "picture.png").unlink()
        folder.images.rmdir()
    (folder.path / part).symlink_to(elsewhere)
    with pytest.raises(RefusedError, match="is a link"):
        dispose(folder)
    assert (elsewhere / "mine.png").exists()
    assert part == "images" or (folder.images / "picture.png").exists()
    assert folder.marker() is not None


@on_unix
@DISPOSALS
def test_a_link_to_a_library_is_refused(
    folder: LibraryFolder, tmp_path: Path, dispose: Callable[[LibraryFolder], None]
) -> None:
    folder.make()
    folder.claim(18)
    link = tmp_path / "link"
    link.symlink_to(folder.path)
    with pytest.raises(RefusedError, match="is a link"):
        dispose(LibraryFolder(link))
    assert folder.marker() is not None


@DISPOSALS
def test_a_library_in_use_is_refused(
    library: LibraryFolder,
    programs: Callable[..., subprocess.Popen[str]],
    dispose: Callable[[LibraryFolder], None],
) -> None:
    program = programs(HOLD, library.path)
    assert read_line(program).startswith("running")
    with pytest.raises(RefusedError, match="in use"):
        dispose(library)
    assert library.server.exists()
    program.communicate("\n", timeout=20)
    with EmbeddedServer.start(library), pytest.raises(RefusedError, match="in use"):
        dispose(library)
    dispose(library)
    assert not library.server.exists()


@on_unix
def test_a_server_that_all_its_programs_left_by_crashing_is_stopped_first(
    library: LibraryFolder, programs: Callable[..., subprocess.Popen[str]]
) -> None:
    program = programs(HOLD, library.path)
    assert read_line(program).startswith("running")
    program.kill()
    wait_until(lambda: program.poll() is not None)
    assert (library.server / "postmaster.pid").exists()
    delete(library)
    assert not library.path.exists()
