from __future__ import annotations

import errno
from pathlib import Path

import pytest

from charstudio.data.embedded.faults import last_complaint, storage_error, tool_error


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "is full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "may not read and write"),
        (errno.EIO, "cannot be used"),
    ],
)
def test_every_fault_of_the_disk_has_a_sentence_and_a_remedy(number: int, said: str, tmp_path: Path) -> None:
    error = storage_error(OSError(number, "as the system says it"), tmp_path)
    assert said in error.what
    assert str(tmp_path) in error.what
    assert error.remedy


def test_the_last_complaint_is_found_without_its_time_stamp() -> None:
    log = (
        "2026-01-01 10:00:00.000 UTC [1] FATAL:  first\n"
        "2026-01-01 10:00:00.000 UTC [1] FATAL:  could not read the control file\n"
        "2026-01-01 10:00:00.001 UTC [1] LOG:  database system is shut down\n"
    )
    assert last_complaint(log) == "could not read the control file"
    assert last_complaint("only this\n") == "only this"
    assert last_complaint("") == ""


def test_a_tool_that_met_a_full_disk_is_not_quoted(tmp_path: Path) -> None:
    assert "is full" in tool_error("It failed.", "initdb: error: x: No space left on device", tmp_path).what
    assert "PostgreSQL says: broken." in tool_error("It failed.", "FATAL:  broken", tmp_path).what
