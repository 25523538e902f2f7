from __future__ import annotations

import pytest

from charstudio.images.errors import PictureError
from charstudio.images.formats import identify
from tests.images.pictures import encoded, quadrants


@pytest.mark.parametrize("name", ["png", "jpeg", "webp", "bmp", "tiff", "ico"])
def test_formats_are_known_by_their_first_bytes(name: str) -> None:
    assert identify(encoded(quadrants(), name)[:512]) == name


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"", "The file is empty"),
        (b"hello", "Not a picture"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html><html>", "A web page, not a picture"),
        (b"<html lang=en>", "A web page, not a picture"),
        (b"<svg xmlns='x'>", "Format not supported (SVG)"),
        (b"<?xml version='1.0'?><svg>", "Format not supported (SVG)"),
        (b"%PDF-1.7", "Format not supported (PDF)"),
        (b"\0\0\0\x20ftypmp42", "Not a picture"),
    ],
)
def test_anything_else_says_what_it_is(head: bytes, what: str) -> None:
    with pytest.raises(PictureError) as caught:
        identify(head)
    assert caught.value.what == what
