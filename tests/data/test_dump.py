"""Dumps of real servers: what is in the file is what was in the database, and it comes back so."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest

from charstudio.data import dump, pgtools, restore
from charstudio.data.archive import Archive, CopyEnd, CopyRows, CopyStart, Piece, pieces
from charstudio.data.pgtools import find_tools
from charstudio.domain.backup import TableRows
from charstudio.domain.cancellation import Cancellation, current
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import (
    BadInputError,
    BusyError,
    CancelledError,
    ExpectedError,
    MissingPartError,
    OfflineError,
    RefusedError,
    UnusableDatabaseError,
)
from tests.support.dump import schema_of
from tests.support.pooler import behind, pooler
from tests.support.postgres import PostgresServer
from tests.support.rows import rows_of

ODD_SCHEMA: Final = 'Odd "schema".*?$ with spaces'
MEGABYTES: Final = "data:image/png;base64," + "iVBORw0KGgo" * 200_000

MakeDatabase = Callable[[str], str]


def silent(what: str, share: float) -> None:
    """Progress that nobody looks at."""


def fill(connection: psycopg.Connection[Any]) -> None:
    """Rows of every awkward kind."""
    connection.execute(
        "INSERT INTO users (id, email, subscription_tier, updated_at) VALUES ('u1', 'a@example.com', 'PRO', now())"
    )
    connection.execute(
        """
        INSERT INTO characters (id, user_id, name, prompt, style_type, metadata, tags, personality, image_url,
                                description, updated_at) VALUES
        ('1', 'u1', NULL, '', 'ANIME', NULL, NULL, '{}', %(image)s, NULL, now()),
        ('2', 'u1', '🐉 ليلى', E'two\\nlines\\ttab \\\\. back\\\\slash', 'CYBERPUNK', 'null', '{"a,b",NULL,"\\"q"}',
         '{}', '', E'\\\\.\\n', now()),
        ('3', 'u1', E'\\\\.', E'\\\\.', 'VINTAGE', '{"k": null, "e": "🙂"}', '{}', NULL, NULL, '\\N', now())
        """,
        {"image": MEGABYTES},
    )
    connection.execute(
        "INSERT INTO characters (id, user_id, prompt, updated_at) "
        "SELECT 'n' || i, 'u1', md5(i::text), now() FROM generate_series(1, 2000) i"
    )


@pytest.fixture
def filled(sql: psycopg.Connection[Any], settings: ConnectionSettings) -> ConnectionSettings:
    fill(sql)
    return settings


def dumped(settings: ConnectionSettings, path: Path) -> Archive:
    dump.write(settings, path, silent)
    return Archive.of_file(path)


@pytest.fixture
def archive(filled: ConnectionSettings, tmp_path: Path) -> Archive:
    return dumped(filled, tmp_path / "whole.dump")


def restored(archive: Archive, settings: ConnectionSettings) -> None:
    restore.load(settings, archive, archive.read_through(find_tools()), silent)


def test_every_row_of_both_schemas_comes_back(
    archive: Archive, filled: ConnectionSettings, empty_settings: ConnectionSettings
) -> None:
    restored(archive, empty_settings)
    source = rows_of(filled)
    assert rows_of(empty_settings) == source
    assert len(source["public", "characters"]) == 2003
    assert ("charstudio", "alembic_version") in source
    for schema in ("public", "charstudio"):
        assert schema_of(empty_settings, schema) == schema_of(filled, schema)


def test_the_rows_are_counted_in_the_state_that_is_dumped(filled: ConnectionSettings, tmp_path: Path) -> None:
    written = dump.write(filled, tmp_path / "a.dump", silent)
    assert TableRows("public", "characters", 2003) in written.tables
    assert sorted(written.tables) == list(Archive.of_file(tmp_path / "a.dump").read_through(find_tools()))


def test_progress_names_the_tables_and_only_grows(filled: ConnectionSettings, tmp_path: Path) -> None:
    told = list[tuple[str, float]]()
    dump.write(filled, tmp_path / "a.dump", lambda what, share: told.append((what, share)))
    assert "Saving characters" in [what for what, _ in told]
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert 0 < shares[-1] <= 1


@pytest.mark.parametrize(
    "change",
    [
        {"transaction_pooler": True},
        {"libpq": {"sslmode": "require"}},
    ],
)
def test_pg_dump_goes_by_itself_only_where_it_harms_nobody_and_needs_no_tls(
    settings: ConnectionSettings, change: dict[str, Any]
) -> None:
    assert dump.reaches_directly(settings)
    assert not dump.reaches_directly(replace(settings, **change))


def test_through_the_relay_the_dump_is_the_same(
    filled: ConnectionSettings, empty_settings: ConnectionSettings, tmp_path: Path
) -> None:
    restored(dumped(replace(filled, transaction_pooler=True), tmp_path / "relayed.dump"), empty_settings)
    assert rows_of(empty_settings) == rows_of(filled)
    for schema in ("public", "charstudio"):
        assert schema_of(empty_settings, schema) == schema_of(filled, schema)


def test_the_relay_leaves_nothing_in_the_servers_session(filled: ConnectionSettings, tmp_path: Path) -> None:
    conninfo: dict[str, Any] = filled.conninfo()
    with psycopg.connect(**conninfo) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        path = connection.execute("SHOW search_path").fetchone()
        plan = dump._plan(connection, filled)
        with dump._access(replace(filled, transaction_pooler=True), connection) as (target, password):
            dump._run(find_tools(), plan, tmp_path / "a.dump", target, password, silent)
        assert connection.execute("SELECT count(*) FROM pg_prepared_statements").fetchone() == (0,)
        connection.rollback()
        assert connection.execute("SHOW search_path").fetchone() == path
        assert connection.execute("SHOW row_security").fetchone() == ("on",)


def test_a_pooler_gives_others_a_session_as_it_was(
    filled: ConnectionSettings,
    empty_settings: ConnectionSettings,
    postgres_server: PostgresServer,
    tmp_path: Path,
) -> None:
    if postgres_server.loopback is None:
        pytest.skip("A pooler is put before the embedded server only.")
    with (
        postgres_server.role(database=empty_settings.database, attributes="SUPERUSER LOGIN") as (role, password),
        pooler(postgres_server.loopback, role, password, pool_size=2) as place,
    ):
        source, target = (
            behind(postgres_server.as_role(role, password, way.database), place) for way in (filled, empty_settings)
        )
        # The second one finds what the first one left.
        archives = [dumped(source, tmp_path / f"{number}.dump") for number in range(2)]
        restored(archives[1], target)
        for way in (source, target):
            conninfo: dict[str, Any] = way.conninfo()
            with psycopg.connect(**conninfo, prepare_threshold=None) as connection:
                assert connection.execute("SHOW search_path").fetchone() == ('"$user", public',)
                assert connection.execute("SHOW row_security").fetchone() == ("on",)
                assert connection.execute("SELECT count(*) FROM pg_prepared_statements").fetchone() == (0,)
        assert rows_of(empty_settings) == rows_of(filled)


def test_the_relay_tells_pg_dump_what_the_server_refuses(
    postgres_server: PostgresServer, filled: ConnectionSettings, tmp_path: Path
) -> None:
    grants = "GRANT USAGE ON SCHEMA public, charstudio TO {role}; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}"
    with postgres_server.role(grants, database=filled.database) as (role, password):
        poor = postgres_server.as_role(role, password, filled.database)
        for way in (poor, replace(poor, transaction_pooler=True)):
            with pytest.raises(RefusedError, match="permission denied for table alembic_version") as caught:
                dump.write(way, tmp_path / "a.dump", silent)
            assert password not in str(caught.value)


def test_a_role_that_sees_only_some_rows_gets_no_backup_of_those(
    postgres_server: PostgresServer, filled: ConnectionSettings, sql: psycopg.Connection[Any], tmp_path: Path
) -> None:
    sql.execute("ALTER TABLE users ENABLE ROW LEVEL SECURITY; CREATE POLICY others ON users USING (id <> 'u1')")
    grants = (
        "GRANT USAGE ON SCHEMA public, charstudio TO {role}; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role};"
        "GRANT SELECT ON ALL TABLES IN SCHEMA charstudio TO {role}"
    )
    with (
        postgres_server.role(grants, database=filled.database) as (role, password),
        pytest.raises(RefusedError, match="row-level security"),
    ):
        dump.write(postgres_server.as_role(role, password, filled.database), tmp_path / "a.dump", silent)


def test_the_password_is_neither_an_argument_nor_in_the_log(
    postgres_server: PostgresServer, filled: ConnectionSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = list[list[str]]()
    real = subprocess.Popen

    def watched(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        commands.append(command)
        return real(command, **options)

    monkeypatch.setattr(subprocess, "Popen", watched)
    with postgres_server.role(attributes="SUPERUSER LOGIN") as (role, password):
        way = postgres_server.as_role(role, password, filled.database)
        dump.write(way, tmp_path / "a.dump", silent)
        dump.write(replace(way, transaction_pooler=True), tmp_path / "b.dump", silent)
    assert len(commands) == 2
    assert not any(password in argument for command in commands for argument in command)


@pytest.mark.parametrize("schema", [ODD_SCHEMA, "Team", "a.b"])
def test_a_schema_of_any_name(
    schema: str,
    make_database: MakeDatabase,
    postgres_server: PostgresServer,
    empty_settings: ConnectionSettings,
    tmp_path: Path,
) -> None:
    source = replace(postgres_server.to(make_database("")), schema=schema)
    with postgres_server.connect(source.database) as connection:
        quoted = '"' + schema.replace('"', '""') + '"'
        connection.execute(f"CREATE SCHEMA {quoted}; CREATE TYPE {quoted}.kind AS ENUM ('A b')".encode())
        connection.execute(f"CREATE TABLE {quoted}.characters (id text, k {quoted}.kind)".encode())
        connection.execute(f"INSERT INTO {quoted}.characters VALUES ('1', 'A b')".encode())
        connection.execute('CREATE SCHEMA "Odd"; CREATE TABLE "Odd".other (id text)')
    archive = dumped(source, tmp_path / "a.dump")
    assert archive.read_through(find_tools()) == (TableRows(schema, "characters", 1),)

    # In a library the platform's schema is always called public.
    restored(archive, empty_settings)
    assert rows_of(empty_settings) == {("public", "characters"): ['(1,"A b")']}
    same_name = replace(postgres_server.to(make_database("")), schema=schema)
    restored(archive, same_name)
    assert rows_of(same_name) == {(schema, "characters"): ['(1,"A b")']}


def test_a_schema_that_is_not_there(settings: ConnectionSettings, tmp_path: Path) -> None:
    with pytest.raises(UnusableDatabaseError, match='no schema "elsewhere"'):
        dump.write(replace(settings, schema="elsewhere"), tmp_path / "a.dump", silent)


def test_the_extension_that_an_index_needs_is_saved_too(
    filled: ConnectionSettings, sql: psycopg.Connection[Any], empty_settings: ConnectionSettings, tmp_path: Path
) -> None:
    sql.execute("CREATE SCHEMA extras; CREATE EXTENSION pg_trgm SCHEMA extras")
    sql.execute("CREATE INDEX found ON characters USING gin ((name || '') extras.gin_trgm_ops)")
    restored(dumped(filled, tmp_path / "a.dump"), empty_settings)
    assert schema_of(empty_settings, "public") == schema_of(filled, "public")


def test_a_server_newer_than_the_tools(
    settings: ConnectionSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump, "server_major", lambda connection: 99)
    with pytest.raises(UnusableDatabaseError, match="runs PostgreSQL 99; the newest pg_dump"):
        dump.write(settings, tmp_path / "a.dump", silent)


def test_the_systems_tools_serve_where_the_wheel_is_absent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wheel = find_tools()

    def absent() -> None:
        raise MissingPartError("The embedded PostgreSQL is not installed.")

    monkeypatch.setattr(pgtools, "find_binaries", absent)
    monkeypatch.setenv("PATH", str(wheel.dump.parent))
    assert find_tools().major == wheel.major
    assert find_tools().dump.samefile(wheel.dump)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingPartError, match="pg_dump and pg_restore are not installed"):
        find_tools()


def test_a_lock_on_a_table_is_not_waited_for_for_ever(
    filled: ConnectionSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres_server: PostgresServer
) -> None:
    monkeypatch.setattr(dump, "_LOCK_LIMIT_MS", 200)
    # Counting would meet the lock first.
    monkeypatch.setattr(dump, "_count", lambda connection, schemas: iter(()))
    with postgres_server.connect(filled.database) as other:
        other.execute("CREATE TABLE later (id text)")
        other.execute("BEGIN; LOCK TABLE later IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(BusyError, match="changing the structure"):
            dump.write(filled, tmp_path / "a.dump", silent)
        other.execute("ROLLBACK")


@pytest.mark.parametrize("pooler", [False, True])
def test_cancelled_midway_the_program_is_stopped(
    filled: ConnectionSettings, tmp_path: Path, postgres_server: PostgresServer, pooler: bool
) -> None:
    work = Cancellation()

    def cancel(what: str, share: float) -> None:
        if what.startswith("Saving"):
            threading.Thread(target=work.request).start()
            time.sleep(0.05)

    token = current.set(work)
    try:
        with pytest.raises(CancelledError):
            dump.write(replace(filled, transaction_pooler=pooler), tmp_path / "a.dump", cancel)
    finally:
        current.reset(token)
    with postgres_server.connect() as connection:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND application_name LIKE 'charstudio%%'"
        deadline = time.monotonic() + 5
        while connection.execute(query, [filled.database]).fetchone() != (0,):
            assert time.monotonic() < deadline
            time.sleep(0.02)


def test_a_lost_server(settings: ConnectionSettings, tmp_path: Path, postgres_server: PostgresServer) -> None:
    def kill(what: str, share: float) -> None:
        if what.startswith("Counting"):
            with postgres_server.connect() as connection:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> "
                    "pg_backend_pid() AND application_name LIKE 'charstudio%%'",
                    [settings.database],
                )

    with pytest.raises(OfflineError):
        dump.write(settings, tmp_path / "a.dump", kill)


def test_a_truncated_file_is_refused_at_every_length(archive: Archive, tmp_path: Path) -> None:
    whole, path = archive.path.read_bytes(), tmp_path / "short.dump"
    size = len(whole)
    for length in (5, 20, 300, size // 3, size // 2, size - 5000, size - 100, *range(size - 6, size)):
        path.write_bytes(whole[:length])
        with pytest.raises(BadInputError, match=r"short\.dump"):
            Archive.of_file(path).read_through(find_tools())


def test_a_changed_bit_in_the_rows_is_refused(archive: Archive, tmp_path: Path) -> None:
    whole, path = archive.path.read_bytes(), tmp_path / "bit.dump"
    # The compressed rows carry a checksum; what stands before them does not.
    for position in (len(whole) // 2, len(whole) * 2 // 3, len(whole) * 9 // 10):
        changed = bytearray(whole)
        changed[position] ^= 0x10
        path.write_bytes(changed)
        with pytest.raises(BadInputError, match="damaged"):
            Archive.of_file(path).read_through(find_tools())


@pytest.mark.parametrize("content", [b"", b"PG", b"\x89PNG\r\n", b"CREATE TABLE users (id text);"])
def test_another_file(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.dump"
    path.write_bytes(content)
    with pytest.raises(BadInputError, match=r"other\.dump is not a backup"):
        Archive.of_file(path)


def test_a_part_of_a_file_reads_like_the_whole(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "inside"
    path.write_bytes(b"x" * 700 + archive.path.read_bytes() + b"y" * 700)
    part = Archive(path, 700, archive.size)
    assert part.read_through(find_tools()) == archive.read_through(find_tools())
    assert part.sha256() == archive.sha256()


def test_restoring_over_data_is_refused(archive: Archive, settings: ConnectionSettings) -> None:
    before = rows_of(settings)
    with pytest.raises(RefusedError, match="not empty"):
        restored(archive, settings)
    assert rows_of(settings) == before


@pytest.mark.parametrize("thing", ["CREATE TYPE mood AS ENUM ('a')", "CREATE FUNCTION f() RETURNS int RETURN 1"])
def test_a_database_with_anything_in_it_is_not_empty(
    thing: str, archive: Archive, empty_settings: ConnectionSettings, postgres_server: PostgresServer
) -> None:
    with postgres_server.connect(empty_settings.database) as connection:
        connection.execute(thing.encode())
    with pytest.raises(RefusedError, match="not empty"):
        restored(archive, empty_settings)


def test_a_file_that_breaks_in_the_middle_leaves_the_database_empty(
    archive: Archive, empty_settings: ConnectionSettings, tmp_path: Path
) -> None:
    tables = archive.read_through(find_tools())
    path = tmp_path / "short.dump"
    path.write_bytes(archive.path.read_bytes()[:-400])
    with pytest.raises(ExpectedError):
        restore.load(empty_settings, Archive.of_file(path), tables, silent)
    assert rows_of(empty_settings) == {}


def test_a_restore_that_finds_other_rows_than_announced_is_undone(
    archive: Archive, empty_settings: ConnectionSettings
) -> None:
    tables = [table._replace(rows=table.rows + 1) for table in archive.read_through(find_tools())]
    with pytest.raises(BadInputError, match="does not hold the rows"):
        restore.load(empty_settings, archive, tables, silent)
    assert rows_of(empty_settings) == {}


def test_a_cancelled_restore_leaves_the_database_empty(archive: Archive, empty_settings: ConnectionSettings) -> None:
    work = Cancellation()

    def cancel(what: str, share: float) -> None:
        if what.startswith("Restoring characters"):
            work.request()

    tables = archive.read_through(find_tools())
    token = current.set(work)
    try:
        with pytest.raises(CancelledError):
            restore.load(empty_settings, archive, tables, cancel)
    finally:
        current.reset(token)
    assert rows_of(empty_settings) == {}


def test_a_read_only_database_takes_no_restore(
    archive: Archive, empty_settings: ConnectionSettings, postgres_server: PostgresServer
) -> None:
    with postgres_server.connect() as connection:
        name = empty_settings.database
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on".encode())
    with pytest.raises(RefusedError, match="takes no changes"):
        restored(archive, empty_settings)


def test_a_role_that_may_not_make_tables(
    archive: Archive, empty_settings: ConnectionSettings, postgres_server: PostgresServer
) -> None:
    with (
        postgres_server.role(database=empty_settings.database) as (role, password),
        pytest.raises(RefusedError, match="permission denied"),
    ):
        restored(archive, postgres_server.as_role(role, password, empty_settings.database))


def script_of(rows: bytes) -> bytes:
    start = b'--\n-- Data\n--\n\nCOPY "Odd ""x"". FROM stdin;".t (a,\n "b\nc") FROM stdin;\n'
    return start + rows + b"\\.\n\n\nCOPY public.u (a) FROM stdin;\n\\.\n\n-- end\n"


class Dribble(BytesIO):
    """A stream that gives few bytes at a time, so that every mark is cut somewhere."""

    def __init__(self, data: bytes, step: int) -> None:
        super().__init__(data)
        self._step = step

    def read1(self, size: int | None = -1, /) -> bytes:
        return self.read(self._step)


@pytest.mark.parametrize("step", [1, 2, 3, 5, 7, 100_000])
@pytest.mark.parametrize("rows", [b"", b"\n", b"1\t2\n", b"\\\\.\n.\n\\N\n", b"x" * 50 + b"\n" + b"\\\\.\n"])
def test_the_script_of_the_rows_in_pieces(rows: bytes, step: int) -> None:
    found = list[Piece](pieces(Dribble(script_of(rows), step)))
    starts = [piece for piece in found if isinstance(piece, CopyStart)]
    assert [(start.schema, start.table) for start in starts] == [('Odd "x". FROM stdin;', "t"), ("public", "u")]
    copied = [piece for piece in found if isinstance(piece, CopyRows)]
    assert b"".join(piece.data for piece in copied) == rows
    assert sum(piece.count for piece in copied) == rows.count(b"\n")
    assert len([piece for piece in found if isinstance(piece, CopyEnd)]) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="Only root can make a small disk.")
def test_a_full_disk(filled: ConnectionSettings, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", disk], check=False, capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("This machine does not let root mount a disk in memory.")
    try:
        with pytest.raises(RefusedError, match="is full"):
            dump.write(filled, disk / "a.dump", silent)
    finally:
        subprocess.run(["umount", disk], check=True)
