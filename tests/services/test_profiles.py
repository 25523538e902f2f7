"""The file of profiles, and the profiles that a connection string or the environment makes."""

from __future__ import annotations

import json
import os
import stat
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from charstudio.domain.connection import Secret
from charstudio.domain.errors import BadInputError, RefusedError
from charstudio.domain.profile import DEMO_ID, Profile, ProfileColor, ProfileKind
from charstudio.folders import config_folder, libraries_folder
from charstudio.services import profiles
from charstudio.services.profiles import Profiles

URL = "postgresql://ada:s3cr3t%40@db.example.com:6543/platform?pgbouncer=true"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "profiles.json"


def test_without_a_file_there_are_none(file: Path) -> None:
    assert profiles.load(file) == Profiles()
    assert not file.parent.exists()


def test_what_is_saved_is_read_back(file: Path) -> None:
    team, _ = profiles.team_profile("Größe ليلى 🦊", URL, "https://cdn.example.com")
    known = Profiles().opened(profiles.demo_profile()).opened(team).opened(profiles.local_profile("Mine"))
    profiles.save(known, file)
    assert profiles.load(file) == known
    assert [entry.name for entry in file.parent.iterdir()] == ["profiles.json"]


def test_the_default_place_is_the_configuration_folder() -> None:
    profiles.save(Profiles(last="x"))
    assert (config_folder() / "profiles.json").is_file()
    assert profiles.load() == Profiles(last="x")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_the_file_is_for_its_user_alone(file: Path) -> None:
    profiles.save(Profiles(), file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_one_opened_last_is_known_once(file: Path) -> None:
    first, second = profiles.local_profile("First"), profiles.local_profile("Second")
    known = Profiles().opened(first).opened(second).opened(first)
    assert sorted(profile.name for profile in known.known) == ["First", "Second"]
    assert known.find(known.last) == first
    assert known.find(None) is None
    assert known.find("other") is None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no JSON",
        "[]",
        "null",
        "{}",
        '{"format": 2, "last": null, "profiles": []}',
        '{"format": 1, "last": null}',
        '{"format": 1, "last": 5, "profiles": []}',
        '{"format": 1, "last": null, "profiles": [5]}',
        '{"format": 1, "last": null, "profiles": [{"id": "x"}]}',
        '{"format": 1, "last": null, "profiles": [{"id": "x", "name": 5, "kind": "local", "location": "/x"}]}',
        '{"format": 1, "last": null, "profiles": [{"id": "x", "name": "n", "kind": "moon", "location": "/x"}]}',
        '{"format": 1, "last": null, "profiles": [{"id": "x", "surprise": "y"}]}',
        b"\xff\xfe\x00",
    ],
)
def test_a_damaged_file_is_named_and_left_alone(file: Path, content: str | bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = file.read_bytes()
    with pytest.raises(BadInputError, match="cannot be read") as caught:
        profiles.load(file)
    assert str(file) in caught.value.what
    assert file.read_bytes() == before


def test_a_file_that_cannot_be_opened_is_named(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises((RefusedError, BadInputError), match="cannot be read"):
        profiles.load(file)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RefusedError, match="could not be saved"):
        profiles.save(Profiles(), tmp_path / "file" / "profiles.json")


def test_a_failed_save_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profiles.save(Profiles(last="old"), file)

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(RefusedError, match="could not be saved"):
            profiles.save(Profiles(last="new"), file)
    assert profiles.load(file).last == "old"
    assert [entry.name for entry in file.parent.iterdir()] == ["profiles.json"]


def test_updates_from_many_windows_lose_nothing(file: Path) -> None:
    names = [f"Library {number}" for number in range(8)]
    added = [profiles.local_profile(name) for name in names]
    threads = [
        threading.Thread(
            target=profiles.update, args=(lambda known, profile=profile: known.with_profile(profile), file)
        )
        for profile in added
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(profile.name for profile in profiles.load(file).known) == names


def test_an_update_of_a_damaged_file_changes_nothing(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("damaged")
    with pytest.raises(BadInputError, match="cannot be read"):
        profiles.update(lambda known: known, file)
    assert file.read_text() == "damaged"


def test_what_the_profile_adds_to_its_connection_string() -> None:
    plain, _ = profiles.team_profile("", "postgresql://app@db.example.com/app")
    assert profiles.connection_settings(plain).warns_plain_text
    settings = profiles.connection_settings(replace(plain, behind_pooler=True, ca_file="/ca.pem"), "s3cr3t")
    assert settings.transaction_pooler
    assert not settings.prepared_statements
    assert settings.libpq["sslmode"] == "verify-ca"
    assert settings.libpq["sslrootcert"] == "/ca.pem"
    assert settings.password == Secret("s3cr3t")
    strict, _ = profiles.team_profile("", "postgresql://app@db.example.com/app?sslmode=verify-full")
    assert profiles.connection_settings(replace(strict, ca_file="/ca.pem")).libpq["sslmode"] == "verify-full"


def test_a_password_is_handed_back_and_never_kept(file: Path) -> None:
    profile, password = profiles.team_profile("", URL)
    assert password == "s3cr3t@"
    assert (profile.name, profile.kind, profile.color) == ("platform", ProfileKind.TEAM, ProfileColor.AMBER)
    profiles.save(Profiles().opened(profile), file)
    written = file.read_text("utf-8")
    assert "s3cr3t" not in written + repr(profile)
    assert json.loads(written)["profiles"][0]["location"].startswith("postgresql://ada@db.example.com:6543/platform")


def test_a_local_library_needs_a_name_and_gets_a_folder() -> None:
    profile = profiles.local_profile("  Mine ")
    assert (profile.name, profile.kind) == ("Mine", ProfileKind.LOCAL)
    assert Path(profile.location).parent == libraries_folder()
    assert Path(profile.image_base) == Path(profile.location) / "images"
    assert profile.id != profiles.local_profile("Mine").id
    with pytest.raises(BadInputError, match="needs a name"):
        profiles.local_profile("  ")


def test_the_demo_library_is_always_the_same() -> None:
    assert profiles.demo_profile() == profiles.demo_profile()
    assert profiles.demo_profile().id == DEMO_ID


@pytest.mark.parametrize("environment", [{}, {"DATABASE_URL": ""}, {"CHARSTUDIO_IMAGE_BASE": "/pictures"}])
def test_an_environment_that_names_no_database(environment: dict[str, str]) -> None:
    assert profiles.from_environment(environment) is None


def test_charstudios_own_variable_comes_first() -> None:
    environment = {"DATABASE_URL": "postgresql://a@other/db", "CHARSTUDIO_DATABASE_URL": URL}
    found = profiles.from_environment(environment)
    assert found is not None
    profile, password = found
    assert (profile.id, profile.name, password) == ("CHARSTUDIO_DATABASE_URL", "CHARSTUDIO_DATABASE_URL", "s3cr3t@")
    assert "db.example.com" in profile.location


def test_the_platforms_variable_will_do() -> None:
    found = profiles.from_environment({"DATABASE_URL": "postgresql://a@h/db", "CHARSTUDIO_IMAGE_BASE": " /pictures "})
    assert found is not None
    profile, password = found
    assert profile == Profile(
        "DATABASE_URL", "DATABASE_URL", ProfileKind.TEAM, "postgresql://a@h:5432/db", ProfileColor.AMBER, "/pictures"
    )
    assert password is None


def test_a_bad_connection_string_is_named_by_its_variable() -> None:
    with pytest.raises(BadInputError, match=r"^DATABASE_URL: ") as caught:
        profiles.from_environment({"DATABASE_URL": "mysql://a:s3cr3t@h/db"})
    assert "s3cr3t" not in str(caught.value)


def test_the_keyring_is_asked_for_saved_team_profiles_only(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def recall(profile_id: str) -> str:
        asked.append(profile_id)
        return "s3cret"

    monkeypatch.setattr("charstudio.services.passwords.recall", recall)
    team, _ = profiles.team_profile("Team", "postgresql://app@db.example.com/app")
    assert profiles.remembered_password(team) == "s3cret"
    for other in (profiles.demo_profile(), replace(team, id="DATABASE_URL")):
        assert profiles.remembered_password(other) is None
    assert asked == [team.id]
