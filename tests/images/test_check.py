"""Which references lead nowhere: the quick look-up says what the rules of ``resolve`` say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from charstudio.data.image_references import ReferencePage
from charstudio.domain.findings import SAMPLE, Severity
from charstudio.domain.images import ImageReference
from charstudio.images.base import ImageBase
from charstudio.images.check import Resolver, find_unresolvable
from charstudio.images.errors import PictureError
from charstudio.images.source import resolve

REFERENCES = [
    *("/uploads/1.png", "/uploads/2.png", "/uploads", "/uploads/", "/nowhere/1.png", "/1.png", "uploads/1.png"),
    *("/uploads/../1.png", "/uploads/%2e%2e/1.png", "/uploads/1.png?v=2", "/uploads/a b.png", "/uploads/1.png/2.png"),
    *("/linked/1.png", "/uploads/link.png", "/uploads/out.png", "/uploads/.hidden.png", "//host/1.png"),
    *("https://host/1.png", "https://user:pw@host/1.png", "http://host/1.png", "http://localhost/1.png", "https://"),
    *("data:image/png;base64,AAAA", "ftp://host/1.png", "\\\\host\\1.png", "C:\\1.png", "a\nb", "  ", "é.png"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "public"
    uploads, outside = folder / "uploads", tmp_path / "outside"
    for place in (uploads, outside):
        place.mkdir(parents=True)
        (place / "1.png").write_bytes(b"x")
    (uploads / ".hidden.png").write_bytes(b"x")
    (uploads / "a b.png").write_bytes(b"x")
    if hasattr(os, "symlink") and os.name != "nt":
        (folder / "linked").symlink_to(outside)
        (uploads / "link.png").symlink_to(uploads / "1.png")
        (uploads / "out.png").symlink_to(outside / "1.png")
    return folder


def bases(folder: Path) -> list[ImageBase]:
    return [
        ImageBase(folder=folder),
        ImageBase(),
        ImageBase(address="https://app.example"),
        ImageBase(folder=folder / "not there"),
    ]


@pytest.mark.parametrize("number", range(4))
def test_the_quick_look_agrees_with_the_rules(folder: Path, number: int) -> None:
    base = bases(folder)[number]
    resolver = Resolver(base)
    for text in [*REFERENCES, str(folder / "uploads" / "1.png"), str(folder / "uploads" / "9.png")]:
        try:
            resolve(ImageReference(text), base)
            expected = None
        except PictureError as error:
            expected = error.what
        for _ in range(2):
            problem = resolver.problem(text)
            assert (problem.what if problem else None) == expected, text


def page(*texts: str | None, done: float = 1.0) -> ReferencePage:
    rows = [(f"id-{number:03}", text, None) for number, text in enumerate(texts)]
    return ReferencePage("characters", ("image_url", "thumbnail_url"), rows, done)


def test_findings_by_reason(folder: Path) -> None:
    told: list[tuple[str, float]] = []
    pages = [
        page("/uploads/1.png", None, "", "  ", "https://host/1.png", done=0.5),
        page(*["/uploads/gone.png"] * 30, "ftp://host/1.png"),
    ]
    gone, other = find_unresolvable(pages, ImageBase(folder=folder), lambda what, done: told.append((what, done)))
    assert (gone.severity, gone.table, gone.column, gone.total) == (Severity.WARNING, "characters", "image_url", 30)
    assert gone.ids == tuple(f"id-{number:03}" for number in range(SAMPLE))
    assert gone.sentence == "characters.image_url leads to no picture in 30 rows: File not found."
    assert gone.remedy
    assert other.sentence.startswith("characters.image_url leads to no picture in one row: Kind of address")
    assert [done for _, done in told] == [0.5, 1.0]


def test_the_first_ids_are_named_in_whatever_order_rows_come(folder: Path) -> None:
    pages = [page(*["/gone.png"] * 40)]
    pages[0] = pages[0]._replace(rows=list(reversed(pages[0].rows)))
    (finding,) = find_unresolvable(pages, ImageBase(folder=folder), lambda what, done: None)
    assert finding.ids == tuple(f"id-{number:03}" for number in range(SAMPLE))


def test_without_an_image_base_it_is_a_note() -> None:
    (finding,) = find_unresolvable([page("/gone.png")], ImageBase(), lambda what, done: None)
    assert finding.severity is Severity.NOTE
    assert "image base" in finding.sentence
