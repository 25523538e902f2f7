"""The log file, what is kept out of it, and what happens when it cannot be written."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from charstudio import folders, logs


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(folders.HOME_VARIABLE, str(tmp_path))
    yield tmp_path
    logs.stop()


def started(level: int = logging.INFO) -> Path:
    path = logs.start(level)
    assert path is not None
    return path


def test_a_line_has_time_in_utc_level_thread_and_logger() -> None:
    path = started()
    logging.getLogger("charstudio.data").info("Connected to %s", "db.example.com")
    assert path == folders.log_folder() / "charstudio.log"
    time, rest = path.read_text(encoding="utf-8").split(" ", 1)
    assert abs(datetime.now(UTC) - datetime.fromisoformat(time)) < timedelta(minutes=1)
    assert rest == "INFO     [MainThread] charstudio.data: Connected to db.example.com\n"


def test_the_level_is_for_the_programs_own_loggers() -> None:
    path = started(logging.DEBUG)
    logging.getLogger("charstudio.ui").debug("own detail")
    logging.getLogger("somelibrary").info("other chatter")
    logging.getLogger("somelibrary").warning("other warning")
    text = path.read_text(encoding="utf-8")
    assert "own detail" in text
    assert "other chatter" not in text
    assert "other warning" in text


def test_the_file_rotates_and_five_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "FILE_BYTES", 1000)
    path = started()
    for number in range(200):
        logging.getLogger("charstudio").info("line %d", number)
    names = sorted(file.name for file in path.parent.iterdir())
    assert names == ["charstudio.log", *(f"charstudio.log.{number}" for number in range(1, 5))]
    assert all(file.stat().st_size <= 1000 for file in path.parent.iterdir())


def test_a_file_that_cannot_be_renamed_is_written_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "FILE_BYTES", 300)
    path = started()

    def refuse(self: object, source: str, target: str) -> None:
        raise PermissionError("used by another process")

    monkeypatch.setattr(logging.handlers.RotatingFileHandler, "rotate", refuse)
    for number in range(50):
        logging.getLogger("charstudio").info("line %d", number)
    assert "line 0\n" in path.read_text(encoding="utf-8")
    assert "line 49\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://app:s3cret@db.example.com:5432/app",
        "postgresql://app:s3cret@with@signs/and-slashes@db.example.com/app",
        "redis://:s3cret@cache",
        "password=s3cret host=db",
        "PGPASSWORD = 's3cret and more'",
        '{"password": "s3cret \\" quoted", "user": "app"}',
        "sslpassword=s3cret",
        "client_secret=s3cret&x=1",
        "access_token: s3cret",
        "Authorization: Bearer s3cret",
        "'Authorization': 'Basic s3cret'",
        "curl -H bearer s3cret",
        "api-key=s3cret",
        "got eyJhbGciOiJub25lIn0.eyJzdWIiOiJzM2NyZXQifQ.s3cret from the server",
    ],
)
def test_secrets_are_hidden(text: str) -> None:
    assert "s3cret" not in logs.redact(text)
    assert "***" in logs.redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com:8080/uploads/1.png failed",
        "postgresql://app@db.example.com:5432/app",
        'FATAL: password authentication failed for user "app"',
        "Mail went to ada@example.com at 12:30",
    ],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert logs.redact(text) == text


def test_the_user_and_the_server_stay_readable() -> None:
    assert logs.redact("postgresql://app:s3cret@db:5432/x") == "postgresql://app:***@db:5432/x"


def test_a_megabyte_is_looked_through_in_no_time() -> None:
    text = "data:image/png;base64," + "QUJD+/a-" * 130_000
    assert logs.redact(text) == text


def test_arguments_and_tracebacks_are_redacted() -> None:
    path = started()
    try:
        raise ValueError("could not open postgresql://app:s3cret@db/app")
    except ValueError:
        logging.getLogger("charstudio").exception("With %r", {"password": "s3cret"})
    text = path.read_text(encoding="utf-8")
    assert "Traceback" in text
    assert "s3cret" not in text


def test_an_uncaught_exception_is_logged_and_shown_without_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    path = started()
    error = ValueError("password=s3cret")
    sys.excepthook(ValueError, error, None)
    text = path.read_text(encoding="utf-8")
    assert "CRITICAL" in text
    assert "ValueError: password=***" in text
    assert "ValueError: password=***" in capsys.readouterr().err


def test_an_uncaught_exception_of_a_thread_is_logged() -> None:
    path = started()

    def fail() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=fail, name="worker-7")
    thread.start()
    thread.join()
    text = path.read_text(encoding="utf-8")
    assert "Uncaught exception in worker-7" in text
    assert "RuntimeError: in a thread" in text
    assert "in fail" in text


def test_an_interrupt_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    path = started()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "Uncaught" not in path.read_text(encoding="utf-8")
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_without_a_folder_the_log_goes_to_stderr_with_one_warning(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "logs").write_text("in the way")
    assert logs.start() is None
    logging.getLogger("charstudio").info("still heard, password=s3cret")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert "WARNING" in lines[0]
    assert "cannot be made" in lines[0]
    assert lines[1].endswith("still heard, password=***")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_disk_that_fills_up_is_said_once_and_without_the_record(capsys: pytest.CaptureFixture[str]) -> None:
    (folders.log_folder() / logs.FILE_NAME).symlink_to("/dev/full")
    started()
    for _ in range(3):
        logging.getLogger("charstudio").info("password=%s", "s3cret")
    shown = capsys.readouterr().err
    assert shown.count("cannot write its log") == 1
    assert "s3cret" not in shown


def test_stopping_gives_the_hooks_back() -> None:
    before = list(logging.getLogger().handlers)
    logs.start()
    logs.start()
    assert len(logging.getLogger().handlers) == len(before) + 1
    logs.stop()
    assert logging.getLogger().handlers == before
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__
