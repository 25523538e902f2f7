"""Passwords of team databases, in the operating system's keyring and nowhere else.

A keyring can wait for a system dialog without end, and can raise errors of any kind (a dying D-Bus is no KeyringError).
So every call runs in a thread of its own with a limit, and any trouble means: not remembered.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final, TypeVar

_SERVICE: Final = "charstudio"
_LIMIT_S: Final = 20.0
_Result = TypeVar("_Result")
_log = logging.getLogger(__name__)


def remember(profile_id: str, password: str) -> bool:
    """Keep a password; False where no keyring keeps it (none, locked, forgetful): then it serves this session only."""

    def store() -> bool:
        import keyring

        keyring.set_password(_SERVICE, profile_id, password)
        # The null backend accepts everything and forgets it.
        return keyring.get_password(_SERVICE, profile_id) == password

    return bool(_bounded(store))


def recall(profile_id: str) -> str | None:
    """The password kept for a profile, or None."""

    def fetch() -> str | None:
        import keyring

        return keyring.get_password(_SERVICE, profile_id)

    return _bounded(fetch)


def forget(profile_id: str) -> bool:
    """Remove the password kept for a profile; False where a keyring still has it, or does not answer."""

    def remove() -> bool:
        import keyring

        # Not every backend knows how to say that there is nothing to remove.
        if keyring.get_password(_SERVICE, profile_id) is not None:
            keyring.delete_password(_SERVICE, profile_id)
        return keyring.get_password(_SERVICE, profile_id) is None

    return bool(_bounded(remove))


def _bounded(work: Callable[[], _Result]) -> _Result | None:
    results: list[_Result] = []

    def run() -> None:
        try:
            results.append(work())
        except Exception as error:  # noqa: BLE001 - backends raise whatever their system raises
            # The type alone: a backend's message may quote what it was given.
            _log.warning("The keyring failed: %s", type(error).__name__)

    # A daemon: a keyring that waits for a dialog nobody answers must not keep the program from ending.
    thread = threading.Thread(target=run, name="keyring", daemon=True)
    thread.start()
    thread.join(_LIMIT_S)
    return results[0] if results else None
