from __future__ import annotations

from pathlib import Path

import pytest

from charstudio.domain.errors import BadInputError
from charstudio.images.base import ImageBase


def test_blank_text_is_no_base() -> None:
    assert ImageBase.parse("  ") == ImageBase()


def test_a_folder_need_not_exist(tmp_path: Path) -> None:
    assert ImageBase.parse(str(tmp_path / "later")) == ImageBase(folder=tmp_path / "later")
    assert ImageBase.parse((tmp_path / "a b").as_uri()) == ImageBase(folder=tmp_path / "a b")
    assert ImageBase.parse("~/pictures").folder == Path.home() / "pictures"


def test_an_address_keeps_its_path_and_loses_its_last_slash() -> None:
    assert ImageBase.parse(" https://host.example:8443/static/ ") == ImageBase(
        address="https://host.example:8443/static"
    )


def test_its_text_gives_the_same_base(tmp_path: Path) -> None:
    for text in ("https://host.example/x", str(tmp_path), ""):
        base = ImageBase.parse(text)
        assert ImageBase.parse(str(base)) == base


@pytest.mark.parametrize(
    "text",
    [
        "pictures",
        "ftp://host/x",
        "https://",
        "https://host:port",
        "https://[bad",
        "https://ho st",
        "https://me:secret@host",
        "https://host/?a=b",
        "https://host/#a",
        "/srv/\0x",
    ],
)
def test_nonsense_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(BadInputError) as caught:
        ImageBase.parse(text)
    assert "secret" not in str(caught.value)
    assert caught.value.remedy
