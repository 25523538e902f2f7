from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charstudio.images.datauri import data_of
from charstudio.images.errors import PictureError


@given(st.binary(max_size=3000))
def test_base64_in_every_spelling(content: bytes) -> None:
    text = base64.b64encode(content).decode()
    assert data_of(f"data:image/png;base64,{text}", 5000) == content
    assert data_of(f"DATA:;BASE64,{text.rstrip('=')}", 5000) == content
    assert data_of(f"data:;base64,{base64.urlsafe_b64encode(content).decode()}", 5000) == content
    assert data_of("data:;base64," + text.replace("+", "%2B").replace("/", "%2f").replace("=", "%3D"), 5000) == content


def test_wrapped_lines_and_more_than_one_slice() -> None:
    content = bytes(range(256)) * 4000
    text = base64.encodebytes(content).decode()
    assert data_of(f"data:image/png;base64,{text}", len(content)) == content


def test_plain_text_is_percent_decoded() -> None:
    assert data_of("data:,a%20b%FF", 100) == b"a b\xff"


@pytest.mark.parametrize("uri", ["data:image/png;base64", "data:;base64,A", "data:;base64,AA=A", "data:;base64,Aé=="])
def test_broken_ones_say_so(uri: str) -> None:
    with pytest.raises(PictureError, match="The data URI is broken"):
        data_of(uri, 100)


@pytest.mark.parametrize("uri", ["data:," + "x" * 2_000_000, "data:," + "x" * 4_000_000])
def test_too_large_ones_say_so(uri: str) -> None:
    with pytest.raises(PictureError, match="Larger than 1 MB"):
        data_of(uri, 1 << 20)
