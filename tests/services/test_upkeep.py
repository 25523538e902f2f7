"""Adopting and upgrading with a backup first, and the way back when an upgrade fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from charstudio.data import migrate
from charstudio.data.script_directory import known_revisions, script_directory
from charstudio.domain import cancellation
from charstudio.domain.backup import Backup
from charstudio.domain.cancellation import Cancellation
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.database_state import Standing, UpgradeFailedError
from charstudio.domain.errors import BadInputError, BusyError, CancelledError, RefusedError, UnusableDatabaseError
from charstudio.domain.profile import Profile, ProfileKind
from charstudio.services import backups, upkeep
from charstudio.services.attachment import Attachment
from tests.support.postgres import PostgresServer
from tests.support.revisions import add_revision, later_migrations, make_prisma_database

KNOWN = known_revisions(script_directory())
HEAD = KNOWN[-1]


def attach(settings: ConnectionSettings) -> Attachment:
    profile = Profile("test", "Test library", ProfileKind.TEAM, settings.without_password())
    return Attachment(profile, settings.password.reveal() if settings.password else None)


@pytest.fixture
def attachment(settings: ConnectionSettings) -> Iterator[Attachment]:
    """A database at the first revision."""
    with attach(settings) as attachment:
        yield attachment


@pytest.fixture
def empty(empty_settings: ConnectionSettings) -> Iterator[Attachment]:
    with attach(empty_settings) as attachment:
        yield attachment


@pytest.fixture
def prisma(empty: Attachment, postgres_server: PostgresServer) -> Attachment:
    """The platform's database, which CharStudio has never seen."""
    with postgres_server.connect(empty.database.settings.database) as connection:
        make_prisma_database(connection)
    return empty


@pytest.fixture
def later(tmp_path: Path) -> Path:
    return later_migrations(tmp_path / "migrations")


def test_from_prismas_database_to_ready(prisma: Attachment, later: Path) -> None:
    assert upkeep.state(prisma).standing is Standing.ADOPTABLE
    plan = upkeep.plan_adoption(prisma, later)
    assert plan.additions[:2] == (
        'the schema "charstudio"',
        "the table charstudio.alembic_version, which says 9002",
    )
    assert plan.additions[-2:] == ("9001: Notes on characters", "9002: Colours of notes")
    told: list[tuple[str, float]] = []
    after = upkeep.adopt(prisma, lambda what, done: told.append((what, done)), later)
    assert (after.standing, after.revision) == (Standing.READY, "9002")
    names = (*KNOWN, "9001", "9002")
    assert told == [(f"Revision {name}", (index + 1) / len(names)) for index, name in enumerate(names)]
    assert "CREATE SCHEMA" in upkeep.adoption_script(prisma)


def test_an_upgrade_makes_a_backup_first(attachment: Attachment, later: Path) -> None:
    told: list[tuple[str, float]] = []
    report = upkeep.upgrade(attachment, progress=lambda what, done: told.append((what, done)), migrations=later)
    assert report.revisions == ("9001", "9002")
    assert (report.state.standing, report.created) == (Standing.READY, False)
    assert report.backup is not None
    # The backup is of the time before: it knows nothing of the new table.
    held = backups.verify(report.backup)
    assert not any("note" in rows for rows in held.tables)
    assert [backup.reason for backup in backups.list_backups()] == [f"before the upgrade from {HEAD} to 9002"]
    shares = [done for _, done in told]
    assert shares == sorted(shares)
    assert told[-1] == ("Revision 9002", 1.0)


def test_a_second_upgrade_neither_backs_up_nor_changes_anything(attachment: Attachment, later: Path) -> None:
    upkeep.upgrade(attachment, migrations=later)
    again = upkeep.upgrade(attachment, migrations=later)
    assert (again.revisions, again.backup) == ((), None)
    assert len(backups.list_backups()) == 1


def test_an_empty_database_needs_no_backup(empty: Attachment) -> None:
    report = upkeep.upgrade(empty)
    assert (report.revisions, report.backup, report.created) == (KNOWN, None, True)
    assert backups.list_backups() == []


def test_without_a_backup_only_by_the_databases_name(attachment: Attachment, later: Path) -> None:
    with pytest.raises(BadInputError, match="Repeat the name"):
        upkeep.upgrade(attachment, without_backup_of="another", migrations=later)
    assert upkeep.state(attachment, later).standing is Standing.BEHIND
    name = attachment.database.settings.database
    assert upkeep.upgrade(attachment, without_backup_of=name, migrations=later).backup is None
    assert backups.list_backups() == []


def test_no_backup_no_upgrade(attachment: Attachment, later: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> Backup:
        raise RefusedError("The disk is full.")

    monkeypatch.setattr(backups, "create", full)
    with pytest.raises(RefusedError, match="disk is full"):
        upkeep.upgrade(attachment, migrations=later)
    assert upkeep.state(attachment, later).standing is Standing.BEHIND


def test_what_cannot_be_upgraded_is_not_backed_up(
    prisma: Attachment, postgres_server: PostgresServer, later: Path
) -> None:
    with pytest.raises(UnusableDatabaseError, match="db adopt"):
        upkeep.upgrade(prisma, migrations=later)
    upkeep.adopt(prisma)
    with postgres_server.connect(prisma.database.settings.database) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [migrate.LOCK])
        with pytest.raises(BusyError, match="Somebody else"):
            upkeep.upgrade(prisma, migrations=later)
    assert backups.list_backups() == []


def test_a_failed_upgrade_names_the_way_back(attachment: Attachment, later: Path) -> None:
    add_revision(later, "9003", "Wrong", "SELECT 1 / 0")
    with pytest.raises(UpgradeFailedError) as failed:
        upkeep.upgrade(attachment, migrations=later)
    assert failed.value.backup is not None
    assert backups.verify(failed.value.backup).database == attachment.database.settings.database
    assert failed.value.unchanged is True
    assert "did not foresee" in failed.value.what
    assert upkeep.state(attachment, later).revision == HEAD


def test_a_failure_that_is_understood_says_so(
    attachment: Attachment, later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(migrate.TIMEOUTS, "statement_timeout", "200ms")
    add_revision(later, "9003", "Slow", "SELECT pg_sleep(20)")
    with pytest.raises(UpgradeFailedError, match="took too long"):
        upkeep.upgrade(attachment, without_backup_of=attachment.database.settings.database, migrations=later)


def test_cancelled_between_two_revisions_nothing_was_changed(attachment: Attachment, later: Path) -> None:
    work = Cancellation()

    def cancel(what: str, done: float) -> None:
        if what == "Revision 9001":
            thread = threading.Thread(target=work.request)
            thread.start()
            while not work.requested:
                pass

    token = cancellation.current.set(work)
    try:
        with pytest.raises(CancelledError):
            upkeep.upgrade(
                attachment,
                without_backup_of=attachment.database.settings.database,
                progress=cancel,
                migrations=later,
            )
    finally:
        cancellation.current.reset(token)
    assert upkeep.state(attachment, later).revision == HEAD
