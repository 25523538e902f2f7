"""Where files go, with real folders."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import platformdirs
import pytest

from charstudio import folders
from charstudio.domain.errors import MissingPartError, RefusedError

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "home"
    monkeypatch.setenv(folders.HOME_VARIABLE, str(path))
    return path


def test_the_variable_moves_all_folders_together(home: Path) -> None:
    made = [
        folders.data_folder(),
        folders.libraries_folder(),
        folders.cache_folder(),
        folders.config_folder(),
        folders.log_folder(),
    ]
    assert made == [home / "data", home / "data" / "libraries", home / "cache", home / "config", home / "logs"]
    assert all(path.is_dir() for path in made)


@posix_only
def test_what_is_made_is_for_the_user_alone(home: Path) -> None:
    made = folders.libraries_folder()
    for path in (home, home / "data", made):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


@posix_only
def test_a_folder_that_is_there_keeps_its_mode(home: Path) -> None:
    home.mkdir()
    home.chmod(0o755)
    folders.data_folder()
    assert stat.S_IMODE(home.stat().st_mode) == 0o755


def test_a_relative_home_does_not_follow_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(folders.HOME_VARIABLE, "here")
    assert folders.cache_folder() == tmp_path / "here" / "cache"


def test_without_the_variable_the_platforms_folders_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(folders.HOME_VARIABLE, "  ")
    monkeypatch.setattr(platformdirs, "user_data_path", lambda name, appauthor: tmp_path / name)
    assert folders.data_folder() == tmp_path / "charstudio"


def test_a_file_in_the_way_is_a_sentence(home: Path) -> None:
    home.write_text("in the way")
    with pytest.raises(RefusedError) as caught:
        folders.data_folder()
    assert str(home / "data") in caught.value.what or str(home) in caught.value.what
    assert folders.HOME_VARIABLE in caught.value.remedy


@posix_only
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_a_sentence(home: Path) -> None:
    home.mkdir()
    (home / "logs").mkdir(mode=0o500)
    with pytest.raises(RefusedError, match="cannot be written"):
        folders.log_folder()


def test_bundled_folders_are_found_beside_the_package_in_a_checkout() -> None:
    assert (folders.bundled("migrations") / "env.py").is_file()


def test_a_folder_that_is_not_bundled_is_a_missing_part() -> None:
    with pytest.raises(MissingPartError, match="no-such-folder"):
        folders.bundled("no-such-folder")


@pytest.mark.parametrize("inside", [True, False])
def test_an_installed_package_uses_only_what_is_inside_it(
    inside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "charstudio"
    package.mkdir(parents=True)
    (package.parent / "resources").mkdir()
    monkeypatch.setattr(folders, "__file__", str(package / "folders.py"))
    if inside:
        (package / "resources").mkdir()
        assert folders.bundled("resources") == package / "resources"
    else:
        with pytest.raises(MissingPartError):
            folders.bundled("resources")
