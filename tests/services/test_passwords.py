"""Passwords in keyrings of every temper."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as ForgetfulKeyring

from charstudio.services import passwords

SECRET = "s3cr3t-that-must-not-show"


class MemoryKeyring(KeyringBackend):
    """Keeps passwords for as long as the test lasts."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class DyingKeyring(MemoryKeyring):
    """Like a D-Bus that goes away: its error is no KeyringError, and quotes what it was given."""

    def get_password(self, service: str, username: str) -> str | None:
        raise ConnectionResetError(f"lost while asking for {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise ConnectionResetError(f"lost while storing {password}")


class WaitingKeyring(MemoryKeyring):
    """Waits for a dialog that nobody answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.answered.wait(60)
        return "too late"

    def set_password(self, service: str, username: str, password: str) -> None:
        self.answered.wait(60)


@pytest.fixture(autouse=True)
def _keyring_as_before() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_tests_have_no_keyring_of_the_users() -> None:
    assert isinstance(keyring.get_keyring(), ForgetfulKeyring)


def test_a_keyring_remembers_by_profile() -> None:
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    assert passwords.remember("one", SECRET)
    assert passwords.recall("one") == SECRET
    assert passwords.recall("two") is None
    assert backend.kept == {("charstudio", "one"): SECRET}


def test_a_keyring_forgets_one_password() -> None:
    keyring.set_keyring(MemoryKeyring())
    assert passwords.remember("one", SECRET)
    assert passwords.remember("two", SECRET)
    assert passwords.forget("one")
    assert passwords.forget("one")
    assert passwords.recall("one") is None
    assert passwords.recall("two") == SECRET


def test_a_keyring_that_dies_has_forgotten_nothing() -> None:
    keyring.set_keyring(DyingKeyring())
    assert not passwords.forget("one")


def test_a_forgetful_keyring_is_found_out() -> None:
    keyring.set_keyring(ForgetfulKeyring())  # type: ignore[no-untyped-call]
    assert not passwords.remember("one", SECRET)
    assert passwords.recall("one") is None


@pytest.mark.parametrize("backend", [NoKeyring, DyingKeyring])
def test_without_a_keyring_nothing_is_remembered_and_nothing_told(
    backend: type[KeyringBackend], caplog: pytest.LogCaptureFixture
) -> None:
    keyring.set_keyring(backend())
    with caplog.at_level(logging.DEBUG):
        assert not passwords.remember("one", SECRET)
        assert passwords.recall("one") is None
    assert "The keyring failed" in caplog.text
    assert SECRET not in caplog.text


def test_a_keyring_that_waits_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_LIMIT_S", 0.05)
    backend = WaitingKeyring()
    keyring.set_keyring(backend)
    assert passwords.recall("one") is None
    assert not passwords.remember("one", SECRET)
    backend.answered.set()
