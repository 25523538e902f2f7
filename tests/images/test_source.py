from __future__ import annotations

import sys
from pathlib import Path

import pytest

from charstudio.domain.images import ImageReference, StoredField
from charstudio.images.base import ImageBase
from charstudio.images.errors import PictureError
from charstudio.images.source import FileSource, InlineSource, StoredSource, WebSource, complete, resolve

NOWHERE = ImageBase()
WEB = ImageBase(address="https://app.example/static")
FIELD = StoredField("characters", "image_url", "char-001")


def at(text: str, base: ImageBase) -> object:
    return resolve(ImageReference(text), base)


def refusal(text: str, base: ImageBase) -> str:
    with pytest.raises(PictureError) as caught:
        at(text, base)
    return caught.value.what


@pytest.fixture
def base(tmp_path: Path) -> ImageBase:
    folder = tmp_path / "public"
    (folder / "uploads").mkdir(parents=True)
    (folder / "uploads" / "1 a.png").write_bytes(b"x")
    (tmp_path / "secret.png").write_bytes(b"x")
    return ImageBase(folder=folder)


@pytest.mark.parametrize(
    "text", ["/uploads/1 a.png", "/uploads/1%20a.png", "uploads/1 a.png", " /uploads/1 a.png?v=2#top "]
)
def test_a_web_path_is_a_file_of_the_base_folder(base: ImageBase, text: str) -> None:
    assert base.folder is not None
    assert at(text, base) == FileSource(base.folder / "uploads" / "1 a.png")


@pytest.mark.parametrize("text", ["/uploads/1.png?v=2", "uploads/1.png?v=2"])
def test_a_web_path_is_below_the_base_address(text: str) -> None:
    assert at(text, WEB) == WebSource("https://app.example/static/uploads/1.png?v=2")


@pytest.mark.parametrize(
    "text",
    [
        "/../secret.png",
        "/uploads/../../secret.png",
        "../secret.png",
        "/%2e%2e/secret.png",
        "/..%2fsecret.png",
        "/%252e%252e%252fsecret.png",
        "/..\\secret.png",
        "/uploads/..%5c..%5csecret.png",
    ],
)
def test_no_path_climbs_out_of_the_base(base: ImageBase, text: str) -> None:
    assert refusal(text, base) == "Address not allowed"
    assert refusal(text, WEB) == "Address not allowed"


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege there")
def test_no_link_leads_out_of_the_base(base: ImageBase, tmp_path: Path) -> None:
    assert base.folder is not None
    (base.folder / "out").symlink_to(tmp_path)
    (base.folder / "in").symlink_to(base.folder / "uploads")
    assert refusal("/out/secret.png", base) == "Address not allowed"
    assert at("/in/1 a.png", base) == FileSource(base.folder / "uploads" / "1 a.png")


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege there")
def test_a_base_folder_that_is_itself_a_link_works(base: ImageBase, tmp_path: Path) -> None:
    assert base.folder is not None
    (tmp_path / "link").symlink_to(base.folder)
    assert at("/uploads/1 a.png", ImageBase(folder=tmp_path / "link")) == at("/uploads/1 a.png", base)


def test_a_local_file_is_found_by_path_and_by_uri(base: ImageBase, tmp_path: Path) -> None:
    path = tmp_path / "secret.png"
    for where in (NOWHERE, base, WEB):
        assert at(str(path), where) == FileSource(path)
        assert at(path.as_uri(), where) == FileSource(path)


def test_what_is_missing_says_what_is_missing(base: ImageBase, tmp_path: Path) -> None:
    assert refusal("", base) == "No picture"
    assert refusal("/uploads/2.png", base) == "File not found"
    assert refusal("/uploads", base) == "File not found"
    assert refusal("/uploads/2.png", NOWHERE) == "No image base is set"
    assert refusal("/uploads/2.png", ImageBase(folder=tmp_path / "gone")) == "The image base is not there"
    assert refusal((tmp_path / "2.png").as_uri(), base) == "File not found"
    assert refusal("/" + "x" * 1000, base) == "File not found"


def test_https_goes_anywhere_and_http_only_home() -> None:
    plain = ImageBase(address="http://intranet.example:3000")
    assert at("https://cdn.example/1.png?sig=1", NOWHERE) == WebSource("https://cdn.example/1.png?sig=1")
    assert at("//cdn.example/1.png", NOWHERE) == WebSource("https://cdn.example/1.png")
    for host in ("localhost", "127.0.0.1:8000", "[::1]:8000"):
        assert at(f"http://{host}/1.png", NOWHERE) == WebSource(f"http://{host}/1.png")
    assert at("http://intranet.example:9000/1.png", plain) == WebSource("http://intranet.example:9000/1.png")
    assert at("/1.png", plain) == WebSource("http://intranet.example:3000/1.png")
    assert refusal("http://cdn.example/1.png", WEB) == "Address not allowed (http)"
    assert refusal("http://cdn.example/1.png", plain) == "Address not allowed (http)"
    assert refusal("http://app.example/1.png", WEB) == "Address not allowed (http)"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("https://me:secret@host/1.png", "Address not allowed"),
        ("\\\\server\\share\\1.png", "Address not allowed"),
        ("file://server/share/1.png", "Address not allowed"),
        ("file:////server/share/1.png", "Address not allowed"),
        ("https://[bad/1.png", "Not a valid address"),
        ("https:///1.png", "Not a valid address"),
        ("https://host/\n1.png", "Not a valid address"),
        ("/a\0b.png", "Not a valid address"),
        ("/a%00b.png", "Not a valid address"),
        ("blob:https://x/1", "Kind of address not supported (blob)"),
    ],
)
def test_what_may_not_be_followed(base: ImageBase, text: str, what: str) -> None:
    assert refusal(text, base) == what


def test_a_windows_path_is_a_local_file() -> None:
    assert refusal("C:\\pictures\\no such.png", NOWHERE) in ("File not found", "Not a valid address")


def test_a_data_uri_is_inline_and_is_not_shown() -> None:
    source = at("data:image/png;base64,AAAA", NOWHERE)
    assert source == InlineSource("data:image/png;base64,AAAA")
    assert "AAAA" not in repr(source)


def test_a_long_reference_is_read_whole_before_it_is_resolved() -> None:
    source = resolve(ImageReference("https://cdn.exa", FIELD, "v1"), NOWHERE)
    assert source == StoredSource(FIELD, "v1", "https://cdn.exa")
    assert complete(source, NOWHERE, lambda field: f"https://cdn.example/{field.id}") == WebSource(
        "https://cdn.example/char-001"
    )
    with pytest.raises(PictureError, match="No picture"):
        complete(source, NOWHERE, lambda field: None)
