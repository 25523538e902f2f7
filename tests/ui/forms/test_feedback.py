"""What is said about the fields while they are filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from charstudio.ui.forms.feedback import (
    CONNECTION_HINT,
    LONGEST_NAME,
    check_images,
    check_name,
    profile_name,
    read_connection,
)


@pytest.mark.parametrize("beginning", ["", "p", "Postgres", "postgresql://", "postgres:/"])
def test_the_beginning_of_a_connection_string_is_no_mistake(beginning: str) -> None:
    reading = read_connection(beginning)
    assert reading.feedback.text == CONNECTION_HINT
    assert not reading.feedback.blocks
    assert reading.settings is None


@pytest.mark.parametrize(
    ("text", "said", "level"),
    [
        (
            "postgresql://app@db.example.com/app?sslmode=require",
            "Server db.example.com, database app, with TLS.",
            "good",
        ),
        (
            "postgresql://app@db.example.com/app?sslmode=verify-full",
            "Server db.example.com, database app, with TLS, certificate and name checked.",
            "good",
        ),
        ("postgresql://app@localhost/app", "Server localhost, database app.", "good"),
        ("postgresql:///app?host=/var/run/postgresql", "Server on this computer, database app.", "good"),
    ],
)
def test_a_usable_string_says_where_it_leads(text: str, said: str, level: str) -> None:
    reading = read_connection(text)
    assert reading.feedback.text.startswith(said)
    assert reading.feedback.level == level
    assert reading.settings is not None


def test_a_connection_without_tls_is_a_warning_that_says_what_to_add() -> None:
    feedback = read_connection("postgresql://app@db.example.com/app").feedback
    assert feedback.text.startswith("Server db.example.com, database app, without TLS.")
    assert "sslmode=require" in feedback.text
    assert feedback.level == "warning"


def test_what_was_left_out_is_said() -> None:
    feedback = read_connection("postgresql://app@localhost/app?workaround=x").feedback
    assert "workaround" in feedback.text


@pytest.mark.parametrize("text", ["mysql://app:s3cret@db/app", "postgresql://app:s3cret@db", "nonsense"])
def test_a_string_that_cannot_be_used_says_why_without_the_password(text: str) -> None:
    reading = read_connection(text)
    assert reading.feedback.blocks
    assert reading.feedback.text.endswith(".")
    assert "s3cret" not in reading.feedback.text
    assert reading.settings is None


def test_a_profile_is_named_after_database_and_server() -> None:
    remote = read_connection("postgresql://app@db.example.com/app").settings
    local = read_connection("postgresql://app@localhost/app").settings
    assert remote is not None
    assert local is not None
    assert profile_name(remote) == "app on db.example.com"
    assert profile_name(local) == "app"


def test_names() -> None:
    assert not check_name("Ælfred’s 東雪 library").blocks
    assert not check_name("").blocks
    assert check_name("x" * (LONGEST_NAME + 1)).blocks
    assert check_name("two\nlines").blocks


def test_where_pictures_are(tmp_path: Path) -> None:
    assert check_images("https://example.com/base").level == "good"
    assert check_images(str(tmp_path)).level == "good"
    assert check_images("").level == "caption"
    assert check_images("//server/share").level == "caption"
    for wrong in ("ftp://example.com", "https://", str(tmp_path / "none"), "nul\0byte", "~nobody-here/x"):
        assert check_images(wrong).blocks, wrong
