"""What keeps a draft from being saved, and what becomes of it then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from charstudio.domain.profile import Profile, ProfileColor, ProfileKind, Safety
from charstudio.ui.profiles.draft import Draft, images_feedback, name_feedback

TEAM = Profile("t", "Staging", ProfileKind.TEAM, "postgresql://app@db.example.com:5432/app", ProfileColor.AMBER)


def draft(**changes: object) -> Draft:
    return Draft(TEAM, replace(TEAM, **changes))  # type: ignore[arg-type]


def test_an_untouched_draft_has_nothing_to_save() -> None:
    assert not draft().is_changed
    assert draft().obstacle() == ""
    assert draft().finished() == TEAM


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "  "}, "needs a name"),
        ({"name": "x" * 200}, "too long"),
        ({"location": ""}, "not complete"),
        ({"location": "mysql://app@db/app"}, "MySQL"),
        ({"image_base": "/no/such/folder"}, "no such folder"),
        ({"ca_file": "/no/such/ca.pem"}, "no such file"),
    ],
)
def test_what_is_wrong_keeps_it_from_being_saved(changes: dict[str, object], said: str) -> None:
    assert said in draft(**changes).obstacle()
    assert draft(**changes).is_changed


def test_what_is_kept_is_in_charstudios_spelling() -> None:
    finished = draft(name=" Team ", location="postgres://app:s3cret@db.example.com/app").finished()
    assert (finished.name, finished.location) == ("Team", "postgresql://app@db.example.com:5432/app")


def test_a_password_is_a_change_until_the_keyring_did_not_take_it() -> None:
    typed = replace(draft(), password="s3cret")
    assert typed.is_changed
    assert replace(draft(), password="").is_changed
    assert not replace(typed, unkept=True).is_changed
    assert "s3cret" not in repr(typed)


@pytest.mark.parametrize(
    ("changes", "again"),
    [
        ({"name": "x"}, False),
        ({"color": ProfileColor.RED}, False),
        ({"plain_text_intended": True}, False),
        ({"safety": Safety.CONFIRM}, False),
        ({"safety": Safety.READ_ONLY}, True),
        ({"behind_pooler": True}, True),
        ({"image_base": "https://x.example.com"}, True),
    ],
)
def test_only_what_the_connection_knows_needs_it_to_be_opened_again(changes: dict[str, object], again: bool) -> None:
    assert draft(**changes).needs_reopening is again


def test_places_in_a_few_words() -> None:
    assert draft().place == "app on db.example.com"
    assert draft(location="postgresql://localhost/app").place == "app, local"
    assert draft(location="post").place == "No server yet"
    assert draft(kind=ProfileKind.LOCAL, location="/somewhere").place == "This computer"


def test_a_name_that_another_library_has_is_a_warning() -> None:
    assert name_feedback(draft(), frozenset({"Staging"})).level == "warning"
    assert not name_feedback(draft(), frozenset({"Staging"})).blocks


def test_the_pictures_of_a_library_that_is_still_to_be_made_are_no_mistake(tmp_path: Path) -> None:
    local = Profile("l", "Mine", ProfileKind.LOCAL, str(tmp_path / "l"), image_base=str(tmp_path / "l" / "images"))
    assert images_feedback(Draft(None, local)).level == "good"
    assert Draft(None, local).obstacle() == ""


def test_a_new_connection_is_blank_until_something_is_typed() -> None:
    blank = Draft(None, replace(TEAM, name="", location=""))
    assert blank.is_blank
    assert not replace(blank, profile=TEAM).is_blank
