"""Typed access to what the window remembers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray

from charstudio.folders import config_folder
from charstudio.ui.settings import Settings

STATE = QByteArray(b"\x00\xff state; of, a = widget\n")


def again(settings: Settings) -> Settings:
    """The settings as the next start finds them."""
    settings.save()
    return Settings()


@pytest.mark.parametrize("text", ["", "gallery", "tag a, b; c=d", "@ByteArray", "ünï 🐉 نص", "a/b\\c\n%20"])
def test_texts_come_back_as_they_were(text: str) -> None:
    settings = Settings()
    settings.put("name", text)
    assert again(settings).text("name", "default") == text


def test_numbers_flags_and_states_come_back() -> None:
    settings = Settings()
    settings.put("number", -12)
    settings.put("on", True)
    settings.put("off", False)
    settings.put("state", STATE)
    found = again(settings)
    assert (found.number("number", 0), found.flag("on", False), found.flag("off", True)) == (-12, True, False)
    assert found.state("state") == STATE


def test_what_was_never_kept_has_its_default() -> None:
    settings = Settings()
    assert (settings.text("a", "b"), settings.number("a", 3), settings.flag("a", True)) == ("b", 3, True)
    assert settings.state("a") is None


@pytest.mark.parametrize("damaged", ["--5", "²", "1e3", "", "99999999999999", "five", "-"])
def test_a_damaged_number_has_its_default(damaged: str) -> None:
    settings = Settings()
    settings.put("number", damaged)
    assert again(settings).number("number", 7) == 7


def test_a_value_of_another_kind_has_its_default() -> None:
    settings = Settings()
    settings.put("state", "a text")
    settings.put("text", STATE)
    found = again(settings)
    assert found.state("state") is None
    assert found.text("text", "default") == "default"


def test_a_damaged_file_is_passed_over() -> None:
    (config_folder() / "window.ini").write_bytes(b"\xff\xfe[[[ no settings \x00 =\nnumber=\n=\n")
    settings = Settings()
    assert settings.number("number", 7) == 7
    settings.put("number", 8)
    assert again(settings).number("number", 0) == 8
