"""A Database page on a real database, and databases at other points of their life."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.profile import Profile, ProfileKind
from charstudio.services import upkeep
from charstudio.services.attachment import Attachment
from charstudio.ui.database.page import DatabasePage
from charstudio.ui.database.schedule import BackupSchedule
from charstudio.ui.settings import Settings
from charstudio.ui.work import Work
from tests.support.postgres import PostgresServer
from tests.support.revisions import later_migrations, make_prisma_database


def attach(settings: ConnectionSettings) -> Attachment:
    profile = Profile("test", "Test library", ProfileKind.TEAM, settings.without_password())
    return Attachment(profile, settings.password.reveal() if settings.password else None)


@pytest.fixture
def attachment(settings: ConnectionSettings) -> Iterator[Attachment]:
    """A database at the newest revision."""
    with attach(settings) as attachment:
        yield attachment


@pytest.fixture
def prisma(empty_settings: ConnectionSettings, postgres_server: PostgresServer) -> Iterator[Attachment]:
    """The platform's database, which CharStudio has never seen."""
    with postgres_server.connect(empty_settings.database) as connection:
        make_prisma_database(connection)
    with attach(empty_settings) as attachment:
        yield attachment


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The revisions of a later CharStudio, which the window goes by."""
    folder = later_migrations(tmp_path / "migrations")
    state, upgrade = upkeep.state, upkeep.upgrade
    monkeypatch.setattr(upkeep, "state", lambda attachment, *_: state(attachment, folder))
    monkeypatch.setattr(
        upkeep, "upgrade", lambda attachment, progress: upgrade(attachment, progress=progress, migrations=folder)
    )
    return folder


@pytest.fixture
def schedule(work: Work) -> Iterator[BackupSchedule]:
    schedule = BackupSchedule(work, Settings(), work)
    yield schedule
    schedule.use(None)


@pytest.fixture
def page(qtbot: QtBot, work: Work, schedule: BackupSchedule) -> DatabasePage:
    page = DatabasePage(work, schedule)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    return page
