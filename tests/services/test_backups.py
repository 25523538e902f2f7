"""Backups as the window and the command line make them: files, manifests, pictures, and the way back."""

from __future__ import annotations

import io
import json
import os
import stat
import tarfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from charstudio.data import restore as restoring
from charstudio.domain.backup import MANIFEST_SUFFIX, Backup
from charstudio.domain.cancellation import Cancellation, current
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import BadInputError, CancelledError, ExpectedError, RefusedError
from charstudio.domain.profile import Profile, ProfileKind, Safety
from charstudio.folders import backups_folder
from charstudio.services import backups, profiles
from charstudio.services.attachment import Attachment
from tests.support.rows import rows_of

Attach = Callable[..., Attachment]


@pytest.fixture
def attach() -> Iterator[Attach]:
    """Attaches to a database as a team's profile does."""
    made: list[Attachment] = []

    def attach(settings: ConnectionSettings, **fields: Any) -> Attachment:
        profile = Profile("test", "Test", ProfileKind.TEAM, settings.without_password())
        password = settings.password.reveal() if settings.password else None
        made.append(Attachment(replace(profile, **fields), password))
        return made[-1]

    yield attach
    for attachment in made:
        attachment.close()


@pytest.fixture
def source(attach: Attach, settings: ConnectionSettings, sql: psycopg.Connection[Any]) -> Attachment:
    sql.execute("INSERT INTO users (id, email, updated_at) VALUES ('u1', 'a@example.com', now())")
    sql.execute(
        "INSERT INTO characters (id, user_id, prompt, name, updated_at) "
        "SELECT i, 'u1', md5(i::text), '🐉', now() FROM generate_series(1, 500) i"
    )
    return attach(settings)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder of pictures, and of what is none."""
    folder = tmp_path / "public"
    (folder / "uploads" / "ünïcode 🐉").mkdir(parents=True)
    (folder / "uploads" / "1.png").write_bytes(b"\x89PNG one")
    (folder / "uploads" / "ünïcode 🐉" / "two.JPG").write_bytes(b"two" * 100_000)
    (folder / ".env").write_text("PASSWORD=secret")
    (folder / "uploads" / "notes.txt").write_text("no picture")
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_backup_says_what_it_holds(source: Attachment, settings: ConnectionSettings) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    made = backups.create(source, reason="before upgrade")
    assert made.path.parent == backups_folder()
    assert made.path.name == f"charstudio-{settings.database}-{made.created:%Y%m%dT%H%M%SZ}.dump"
    assert before <= made.created <= datetime.now(UTC)
    assert made.database == settings.database
    assert made.source == settings.display
    assert made.size == made.path.stat().st_size
    assert made.reason == "before upgrade"
    assert {"charstudio", "public"} == set(made.schemas)
    assert {table.table: table.rows for table in made.tables}["characters"] == 500
    assert made.rows == 502
    assert int(made.server_version.partition(".")[0]) >= 14
    assert backups.list_backups() == [made]
    assert backups.verify(made.path) == made


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes.")
def test_a_backup_is_for_the_user_alone(source: Attachment) -> None:
    made = backups.create(source)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700


def test_no_password_is_in_a_manifest(source: Attachment) -> None:
    made = backups.create(source)
    password = source.database.settings.password
    text = made.path.with_name(made.path.name + MANIFEST_SUFFIX).read_text("utf-8")
    assert password is None or password.reveal() not in text
    assert "a@example.com" not in text


def test_progress_goes_from_nothing_to_all(source: Attachment, base: Path) -> None:
    told: list[float] = []
    attachment = source
    attachment.profile = replace(attachment.profile, image_base=str(base))
    backups.create(attachment, lambda what, share: told.append(share), pictures=True)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_restored_into_an_empty_database(
    source: Attachment, attach: Attach, empty_settings: ConnectionSettings, settings: ConnectionSettings
) -> None:
    made = backups.create(source)
    restored = backups.restore(made.path, attach(empty_settings))
    assert restored.backup.rows == 502
    assert rows_of(empty_settings) == rows_of(settings)


def test_a_bare_dump_without_its_manifest(
    source: Attachment, attach: Attach, empty_settings: ConnectionSettings, settings: ConnectionSettings, tmp_path: Path
) -> None:
    made = backups.create(source)
    bare = made.path.rename(tmp_path / "anything.dump")
    found = backups.verify(bare)
    assert (found.tables, found.database, found.server_version) == (made.tables, made.database, made.server_version)
    assert abs(found.created - made.created) < timedelta(seconds=5)
    backups.restore(bare, attach(empty_settings))
    assert rows_of(empty_settings) == rows_of(settings)


@pytest.mark.parametrize("position", [6, 40, 300, -300, -1])
def test_any_changed_bit_is_found_by_the_checksum(
    source: Attachment, attach: Attach, empty_settings: ConnectionSettings, position: int
) -> None:
    made = backups.create(source)
    content = bytearray(made.path.read_bytes())
    content[position] ^= 1
    made.path.write_bytes(content)
    for act in (backups.verify, lambda path: backups.restore(path, attach(empty_settings))):
        with pytest.raises(BadInputError, match="damaged"):
            act(made.path)
    assert rows_of(empty_settings) == {}


def test_a_truncated_file_with_its_manifest(source: Attachment) -> None:
    made = backups.create(source)
    made.path.write_bytes(made.path.read_bytes()[:-10])
    with pytest.raises(BadInputError, match="not whole"):
        backups.verify(made.path)


@pytest.mark.parametrize("name", ["nothing.dump", "nothing.tar", "."])
def test_a_file_that_is_not_there(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInputError):
        backups.verify(tmp_path / name)


def test_a_database_with_rows_is_never_restored_over(source: Attachment, settings: ConnectionSettings) -> None:
    made = backups.create(source)
    before = rows_of(settings)
    with pytest.raises(RefusedError, match="not empty"):
        backups.restore(made.path, source)
    assert rows_of(settings) == before


def test_a_read_only_profile_takes_no_restore(
    source: Attachment, attach: Attach, empty_settings: ConnectionSettings
) -> None:
    made = backups.create(source)
    with pytest.raises(RefusedError, match="read-only"):
        backups.restore(made.path, attach(empty_settings, safety=Safety.READ_ONLY))


def test_the_last_backups_of_a_database_stay(
    source: Attachment, attach: Attach, empty_settings: ConnectionSettings
) -> None:
    other = backups.create(attach(empty_settings))
    made = [backups.create(source, keep=3) for _ in range(5)]
    assert {backup.path for backup in backups.list_backups()} == {other.path, *(backup.path for backup in made[2:])}
    left = [path for path in backups_folder().iterdir() if not path.name.endswith(".lock")]
    assert len(left) == 2 * 4
    with pytest.raises(BadInputError):
        backups.create(source, keep=0)


def test_files_of_others_are_left_alone(source: Attachment, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "foreign.dump").write_bytes(b"PGDMP")
    (folder / "foreign.dump.json").write_text("[]")
    (folder / "photo.tar").write_bytes(b"")
    for _ in range(2):
        backups.create(source, keep=1, folder=folder)
    assert {"foreign.dump", "foreign.dump.json", "photo.tar"} < set(files_in(folder))
    assert len(backups.list_backups(folder)) == 3


def test_two_backups_at_once(source: Attachment, tmp_path: Path) -> None:
    made: list[Backup] = []
    threads = [threading.Thread(target=lambda: made.append(backups.create(source, folder=tmp_path))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({backup.path for backup in made}) == 2
    for backup in made:
        assert backups.verify(backup.path).rows == 502


@pytest.mark.parametrize("stage", ["Counting", "Saving", "Checking"])
def test_a_cancelled_backup_leaves_no_file(source: Attachment, tmp_path: Path, stage: str) -> None:
    work = Cancellation()
    token = current.set(work)
    try:
        with pytest.raises(CancelledError):
            backups.create(source, lambda what, _: work.request() if what.startswith(stage) else None, folder=tmp_path)
    finally:
        current.reset(token)
    assert files_in(tmp_path) == {}


def test_a_folder_that_cannot_be_made(source: Attachment, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RefusedError, match="cannot be used for backups"):
        backups.create(source, folder=tmp_path / "file" / "below")


def test_no_backup_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert backups.list_backups(tmp_path / "nowhere") == []


def test_pictures_go_and_come_back(
    source: Attachment, attach: Attach, empty_settings: ConnectionSettings, base: Path, tmp_path: Path
) -> None:
    source.profile = replace(source.profile, image_base=str(base))
    made = backups.create(source, pictures=True)
    assert made.path.suffix == ".tar"
    assert made.pictures == 2
    assert backups.verify(made.path).tables == made.tables
    target = tmp_path / "new" / "pictures"
    restored = backups.restore(made.path, attach(empty_settings, image_base=str(target)))
    assert (restored.pictures, restored.note) == (2, "")
    pictures = {name: data for name, data in files_in(base).items() if not name.endswith((".env", ".txt"))}
    assert files_in(target) == pictures
    assert rows_of(empty_settings) == rows_of(source.database.settings)
    assert [path.name for path in target.parent.iterdir()] == ["pictures"]


def test_pictures_are_not_restored_over_others(
    source: Attachment, attach: Attach, empty_settings: ConnectionSettings, base: Path
) -> None:
    source.profile = replace(source.profile, image_base=str(base))
    before = files_in(base)
    made = backups.create(source, pictures=True)
    restored = backups.restore(made.path, attach(empty_settings, image_base=str(base)))
    assert restored.pictures == 0
    assert "holds files already" in restored.note
    assert files_in(base) == before


def test_a_restore_that_fails_leaves_no_pictures(
    source: Attachment, base: Path, tmp_path: Path, settings: ConnectionSettings
) -> None:
    source.profile = replace(source.profile, image_base=str(base))
    made = backups.create(source, pictures=True)
    source.profile = replace(source.profile, image_base=str(tmp_path / "new" / "pictures"))
    with pytest.raises(RefusedError, match="not empty"):
        backups.restore(made.path, source)
    assert files_in(tmp_path / "new") == {}


@pytest.mark.parametrize("image_base", ["", "https://pictures.example.com"])
def test_pictures_that_are_in_no_folder(source: Attachment, image_base: str) -> None:
    source.profile = replace(source.profile, image_base=image_base)
    with pytest.raises(RefusedError, match="without --pictures"):
        backups.create(source, pictures=True)


def test_a_changed_picture_is_found(source: Attachment, base: Path) -> None:
    source.profile = replace(source.profile, image_base=str(base))
    made = backups.create(source, pictures=True)
    content = made.path.read_bytes()
    made.path.write_bytes(content.replace(b"PNG one", b"PNG 0ne"))
    with pytest.raises(BadInputError, match="damaged"):
        backups.verify(made.path)


def rebuilt(made: Backup, path: Path, evil: str, *, as_link: bool = False) -> Path:
    """The bundle with one more picture, which the manifest names as well."""
    with tarfile.open(made.path) as old, tarfile.open(path, "w") as new:
        for member in old.getmembers()[:-1]:
            new.addfile(member, old.extractfile(member))
        extra = tarfile.TarInfo(f"pictures/{evil}")
        if as_link:
            extra.type, extra.linkname = tarfile.SYMTYPE, "/etc/passwd"
        new.addfile(extra)
        last = old.extractfile("manifest.json")
        assert last is not None
        content = json.load(last)
        empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        content["files"][evil] = {"sha256": empty}
        manifest = json.dumps(content).encode()
        info = tarfile.TarInfo("manifest.json")
        info.size = len(manifest)
        new.addfile(info, io.BytesIO(manifest))
    return path


@pytest.mark.parametrize(
    "evil", ["../out.png", "a/../../out.png", "/tmp/out.png", "C:\\out.png", "a\\..\\b.png", "a//b"]
)
def test_a_picture_cannot_leave_its_folder(
    source: Attachment, attach: Attach, empty_settings: ConnectionSettings, base: Path, tmp_path: Path, evil: str
) -> None:
    source.profile = replace(source.profile, image_base=str(base))
    path = rebuilt(backups.create(source, pictures=True), tmp_path / "evil.tar", evil)
    with pytest.raises(BadInputError, match="damaged"):
        backups.restore(path, attach(empty_settings, image_base=str(tmp_path / "new")))
    assert rows_of(empty_settings) == {}
    assert not (tmp_path / "new").exists()


def test_a_link_is_no_picture(source: Attachment, base: Path, tmp_path: Path) -> None:
    source.profile = replace(source.profile, image_base=str(base))
    made = backups.create(source, pictures=True)
    with pytest.raises(BadInputError):
        backups.verify(rebuilt(made, tmp_path / "evil.tar", "link.png", as_link=True))
    assert backups.verify(rebuilt(made, tmp_path / "good.tar", "more.png")).rows == 502


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_bundle(source: Attachment, base: Path, tmp_path: Path, share: float) -> None:
    source.profile = replace(source.profile, image_base=str(base))
    content = backups.create(source, pictures=True).path.read_bytes()
    path = tmp_path / "short.tar"
    end = content.rindex(b"}}}") if share > 0.99 else int(len(content) * share)
    path.write_bytes(content[:end])
    with pytest.raises(BadInputError):
        backups.verify(path)


def test_a_new_local_library_from_a_teams_backup(source: Attachment, base: Path, settings: ConnectionSettings) -> None:
    source.profile = replace(source.profile, image_base=str(base))
    made = backups.create(source, pictures=True)
    profile, restored = backups.restore_into_library(made.path, "Copy")
    assert profile in profiles.load().known
    assert restored.pictures == 2
    assert len(files_in(Path(profile.image_base))) == 2
    with Attachment(profile) as local:
        assert rows_of(local.database.settings) == rows_of(settings)
        # A local library's own server: a socket with peer authentication where the system has one.
        again = backups.create(local)
        assert again.path.name.startswith("charstudio-Copy-")
        assert again.tables == made.tables
    with pytest.raises(BadInputError, match="already"):
        backups.restore_into_library(made.path, "Copy")


def test_a_library_that_cannot_be_restored_is_not_left(source: Attachment, monkeypatch: pytest.MonkeyPatch) -> None:
    made = backups.create(source)

    def fail(*_: object) -> None:
        raise RefusedError("The disk is full.")

    monkeypatch.setattr(restoring, "load", fail)
    with pytest.raises(ExpectedError, match="full"):
        backups.restore_into_library(made.path, "Copy")
    assert profiles.load().known == ()
    libraries = made.path.parent.parent / "libraries"
    assert list(libraries.iterdir()) == []
