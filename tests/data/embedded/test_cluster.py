from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest

from charstudio.data.embedded import EmbeddedServer, LibraryFolder, cluster
from charstudio.domain.errors import RefusedError, UnusableDatabaseError
from tests.data.embedded.conftest import contents


def test_the_database_suits_every_script_and_works_in_utc(library: LibraryFolder) -> None:
    with (
        EmbeddedServer.start(library) as server,
        psycopg.connect(server.connection_string(), autocommit=True) as connection,
    ):
        row = connection.execute(
            "SELECT current_database(), pg_encoding_to_char(encoding), datlocprovider::text, datlocale,"
            " current_setting('TimeZone'), current_setting('fsync'), lower('ÉÜ') FROM pg_database"
            " WHERE datname = current_database()"
        ).fetchone()
        assert row == ("charstudio", "UTF8", "b", "C.UTF-8", "UTC", "on", "éü")
        connection.execute("CREATE EXTENSION pg_trgm")
        trigrams = connection.execute("SELECT cardinality(show_trgm('日本語'))").fetchone()
        assert trigrams is not None
        assert trigrams[0] > 0


def test_statements_and_values_stay_out_of_the_log(library: LibraryFolder) -> None:
    with (
        EmbeddedServer.start(library) as server,
        psycopg.connect(server.connection_string(), autocommit=True) as connection,
    ):
        connection.execute("CREATE TABLE t (id text PRIMARY KEY)")
        connection.execute("INSERT INTO t VALUES ('private thing')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO t VALUES ('private thing')")
    logged = "".join(path.read_text("utf-8") for path in library.logs.glob("*.log"))
    assert "duplicate key" in logged
    assert "private thing" not in logged


def test_an_interrupted_set_up_leaves_nothing_that_counts(folder: LibraryFolder) -> None:
    folder.make()
    folder.claim(18)
    half = folder.path / "server.0123abcd.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with EmbeddedServer.start(folder) as server, psycopg.connect(server.connection_string()):
        assert not half.exists()


def test_a_set_up_that_fails_leaves_no_trace(folder: LibraryFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_SETTINGS", ("no_such_setting=1",))
    with pytest.raises(RefusedError, match="cannot be set up"):
        EmbeddedServer.start(folder)
    assert not folder.server.exists()
    assert folder.leftovers() == []
    monkeypatch.undo()
    EmbeddedServer.start(folder).close()


def test_a_start_interrupted_before_its_database_was_created_is_finished_by_the_next(
    folder: LibraryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "DATABASE", "no'such")
    with pytest.raises(RefusedError, match="cannot be created"):
        EmbeddedServer.start(folder)
    assert not (folder.server / "postmaster.pid").exists()
    monkeypatch.undo()
    with EmbeddedServer.start(folder) as server, psycopg.connect(server.connection_string()):
        pass


@pytest.mark.parametrize(("version", "said"), [("19", "made by PostgreSQL 19"), ("17", "made by PostgreSQL 17")])
def test_another_versions_library_is_left_alone(library: LibraryFolder, version: str, said: str) -> None:
    (library.server / "PG_VERSION").write_text(f"{version}\n")
    before = contents(library.path)
    with pytest.raises(UnusableDatabaseError, match=said):
        EmbeddedServer.start(library)
    assert contents(library.path) == before


def test_a_damaged_server_folder_is_not_made_anew(library: LibraryFolder) -> None:
    (library.server / "PG_VERSION").unlink()
    before = contents(library.path)
    with pytest.raises(UnusableDatabaseError, match="damaged"):
        EmbeddedServer.start(library)
    assert contents(library.path) == before


@pytest.mark.skipif(os.name == "nt", reason="making links needs a privilege on Windows")
def test_a_link_in_place_of_the_server_folder_is_refused(library: LibraryFolder, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    library.server.rename(moved)
    library.server.symlink_to(moved)
    with pytest.raises(UnusableDatabaseError, match="damaged"):
        EmbeddedServer.start(library)
