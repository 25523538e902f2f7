"""The words of the page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from charstudio.domain.backup import Backup, TableRows
from charstudio.domain.database_state import (
    DatabaseState,
    Limitation,
    Maker,
    Origin,
    Standing,
    UpgradeFailedError,
)
from charstudio.domain.indexes import BuildStep, IndexReport, IndexState, IndexStatus
from charstudio.domain.profile import Profile, ProfileKind, Safety
from charstudio.ui.database import words

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=-5), "just now"),
        (timedelta(minutes=1), "a minute ago"),
        (timedelta(hours=3, minutes=50), "3 hours ago"),
        (timedelta(days=1), "a day ago"),
        (timedelta(days=15), "2 weeks ago"),
        (timedelta(days=65), "2 months ago"),
        (timedelta(days=800), "2 years ago"),
    ],
)
def test_an_age(ago: timedelta, said: str) -> None:
    assert words.age(NOW - ago, NOW) == said


def test_a_moment_is_local_and_as_short_as_it_can_be() -> None:
    now = datetime(2026, 3, 10, 12, 0).astimezone()
    assert words.moment(now.replace(hour=8, minute=12), now) == "today 08:12"
    assert words.moment(now - timedelta(days=1), now) == "yesterday 12:00"
    assert words.moment(now - timedelta(days=8), now) == "2 Mar, 12:00"
    assert words.moment(now.replace(year=2025), now) == "10 Mar 2025, 12:00"


def test_the_status_line_says_nothing_without_a_backup() -> None:
    backup = Backup(Path("b.dump"), "db", NOW, 1)
    assert words.last_backup(backup, NOW).startswith("Last backup today ")
    assert words.last_backup(None, NOW) == ""


def test_what_a_backup_holds() -> None:
    backup = Backup(Path("b.dump"), "db", NOW, 1_200_000, (TableRows("public", "users", 1),), pictures=2)
    assert words.contents(backup) == "1 row · 2 pictures"
    assert words.total([backup]) == "1 · 1.2 MB"
    assert words.contents(Backup(Path("b.dump"), "db", NOW, 1)) == "Not described"
    assert words.total([]) == ""


def test_the_way_back_is_a_command_that_can_be_pasted() -> None:
    backup = Path("/data/my backups/b.dump")
    sentence, command = words.way_back(UpgradeFailedError("no.", "Try.", backup, unchanged=False))
    assert "restores it" in sentence
    assert command == "charstudio db restore '/data/my backups/b.dump'"
    sentence, command = words.way_back(UpgradeFailedError("no.", "Try.", backup, unchanged=True))
    assert sentence.startswith("Nothing was changed")
    assert command.endswith("b.dump'")
    assert words.way_back(UpgradeFailedError("no.", "Try.", None, unchanged=True))[1] == ""
    assert "is not known" in words.way_back(UpgradeFailedError("no.", "Try.", backup, unchanged=None))[0]


def test_each_standing_has_a_word() -> None:
    assert set(words.STANDINGS) == set(Standing)


def test_one_remedy_is_said_once_for_what_it_follows() -> None:
    limits = (Limitation("Tags", "no column", "Ask A."), Limitation("Flags", "no column", "Ask A."))
    state = _state(limitations=(*limits, Limitation("Quotas", "no table", "Ask B.")))
    assert words.limitations(state) == (
        ("Tags: no column.\nFlags: no column.", "Ask A."),
        ("Quotas: no table.", "Ask B."),
    )


def test_facts() -> None:
    facts = dict(words.facts(_state(), "db.example.com"))
    assert facts["Server"] == "PostgreSQL 16.2 · db.example.com"
    assert facts["Tables"] == "Made by the web application (Prisma), latest migration init, which did not finish"
    assert facts["Revision"] == "None; this CharStudio works with 0003"


def test_indexes() -> None:
    there = IndexStatus("a", "t", "p", IndexState.PRESENT, 2_000)
    missing, obsolete = IndexStatus("b", "t", "p", IndexState.MISSING), IndexStatus("c", "t", "p", IndexState.OBSOLETE)
    assert words.index_summary(IndexReport((there, missing, obsolete), 100)) == "1 of 2 · 2.0 kB"
    assert words.index_summary(IndexReport((missing,), 100)) == "0 of 1"
    step = BuildStep("charstudio_characters_name", 3, 4, "building", 0.5)
    assert words.build_step(step) == "3 of 4, characters_name: building"
    assert words.build_fraction(step) == pytest.approx(0.625)


def test_only_a_read_only_profile_has_a_reason() -> None:
    profile = Profile("p", "Studio", ProfileKind.TEAM, "postgresql://h/d")
    assert words.read_only_reason(profile) == ""
    read_only = Profile("p", "Studio", ProfileKind.TEAM, "postgresql://h/d", safety=Safety.READ_ONLY)
    assert "Studio" in words.read_only_reason(read_only)


def _state(limitations: tuple[Limitation, ...] = ()) -> DatabaseState:
    return DatabaseState(
        server_version="16.2 (Debian 16.2-1)",
        role="curator",
        database="platform",
        schema="public",
        standing=Standing.ADOPTABLE,
        revision="",
        head="0003",
        origin=Origin(Maker.PRISMA, "init", finished=False),
        limitations=limitations,
    )
