from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable

import pytest

from charstudio.data.embedded.clients import Registration, count_clients, library_lock
from charstudio.data.embedded.folder import LibraryFolder
from charstudio.domain.errors import RefusedError
from tests.data.embedded.conftest import read_line

REGISTER = """
import sys, time
from pathlib import Path
from charstudio.data.embedded.clients import Registration
from charstudio.data.embedded.folder import LibraryFolder
registration = Registration(LibraryFolder(Path(sys.argv[1])))
print("registered", flush=True)
time.sleep(60)
"""


def test_clients_are_counted_while_they_are_registered(folder: LibraryFolder) -> None:
    folder.make()
    one, two = Registration(folder), Registration(folder)
    assert count_clients(folder) == 2
    one.release()
    assert count_clients(folder) == 1
    two.release()
    assert count_clients(folder) == 0
    assert list(folder.clients.iterdir()) == []


def test_a_killed_program_is_no_client_any_more(
    folder: LibraryFolder, programs: Callable[..., subprocess.Popen[str]]
) -> None:
    folder.make()
    program = programs(REGISTER, folder.path)
    assert read_line(program) == "registered"
    assert count_clients(folder) == 1
    program.kill()
    program.wait()
    assert count_clients(folder) == 0
    assert list(folder.clients.iterdir()) == []


def test_a_registration_may_be_released_by_another_thread(folder: LibraryFolder) -> None:
    folder.make()
    registration = Registration(folder)
    thread = threading.Thread(target=registration.release)
    thread.start()
    thread.join()
    assert count_clients(folder) == 0


def test_a_lock_that_another_program_keeps_ends_in_a_sentence(folder: LibraryFolder) -> None:
    with (
        library_lock(folder, 1.0, make=True),
        pytest.raises(RefusedError, match="Another CharStudio"),
        library_lock(folder, 0.1, make=True),
    ):
        pytest.fail("two held the lock")


def test_the_lock_is_free_after_an_error(folder: LibraryFolder) -> None:
    with pytest.raises(ZeroDivisionError), library_lock(folder, 1.0, make=True):
        raise ZeroDivisionError
    with library_lock(folder, 0.1, make=True):
        pass


def test_a_link_in_place_of_the_clients_folder_is_refused(folder: LibraryFolder) -> None:
    folder.make()
    elsewhere = folder.path.parent / "elsewhere"
    elsewhere.mkdir()
    folder.clients.symlink_to(elsewhere)
    with pytest.raises(RefusedError, match="is a link"):
        Registration(folder)
    assert list(elsewhere.iterdir()) == []
