"""Which of a library's references lead to no picture. Nothing is asked over the network, and no picture is opened."""

from __future__ import annotations

import os
import re
import stat
from bisect import insort
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

from charstudio.data.image_references import ReferencePage
from charstudio.domain.findings import SAMPLE, Finding, FindingKind, Severity
from charstudio.domain.images import ImageReference
from charstudio.images.base import ImageBase
from charstudio.images.errors import PictureError
from charstudio.images.source import resolve

Progress = Callable[[str, float], None]

_PLAIN_PATH: Final = re.compile(r"(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)+")
_PLAIN_ADDRESS: Final = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]{1,4})?/[!-~]*")
_FOLDERS: Final = 4096
"""How many folders are remembered: a library has a few, or one for each character."""


class Resolver:
    """Says of one reference after another why it leads nowhere, by the rules of ``images.source.resolve``.

    Those cost 40 µs a reference, the looks at the file system that nearly every reference comes down to a tenth. So
    the plain ones among them are looked up here, and all others by the rules themselves.
    """

    def __init__(self, base: ImageBase) -> None:
        self._base = base
        self._root = os.path.realpath(base.folder) if base.folder is not None and base.folder.is_dir() else None
        self._places = lru_cache(_FOLDERS)(self._find_places)
        self._nowhere: tuple[PictureError | None] | None = None
        """The answer for every plain path at which there is no file, once it is known."""

    def problem(self, text: str) -> PictureError | None:
        """Why there is no picture, or None where there is a file or an address to ask."""
        if _PLAIN_ADDRESS.fullmatch(text):
            return None
        if _PLAIN_PATH.fullmatch(text):
            found = self._look_up(text)
            if found:
                return None
            if found is False:
                if self._nowhere is None:
                    self._nowhere = (self._resolve(text),)
                return self._nowhere[0]
        return self._resolve(text)

    def _look_up(self, path: str) -> bool | None:
        """Whether there is a file at a plain path; None where that takes a closer look."""
        folder, _, name = path.rpartition("/")
        places = self._places(folder)
        if places is None:
            return None
        for place in places:
            try:
                # A link may lead out of the base, and a file at the same path of this computer need not count.
                return (stat.S_ISREG(os.lstat(place + name).st_mode) and place != f"{folder}/") or None
            except FileNotFoundError:
                continue
            except OSError:
                return None
        return False

    def _find_places(self, folder: str) -> tuple[str, ...] | None:
        """The folders, with a separator at the end, in which a file might be; None where links lead to them."""
        places = []
        if self._root is not None:
            inside = self._root + folder.replace("/", os.sep)
            if os.path.realpath(inside) != inside:
                return None
            places.append(inside + os.sep)
        places.append(f"{folder}/")
        return tuple(place for place in places if Path(place).is_dir())

    def _resolve(self, text: str) -> PictureError | None:
        try:
            resolve(ImageReference(text), self._base)
        except PictureError as error:
            return error
        return None


def find_unresolvable(pages: Iterable[ReferencePage], base: ImageBase, progress: Progress) -> list[Finding]:
    """One finding for each column and reason, with the number of rows and the first ids. Raises what ``pages`` does."""
    resolver = Resolver(base)
    errors: dict[tuple[str, str, str], PictureError] = {}
    totals: dict[tuple[str, str, str], int] = {}
    ids: dict[tuple[str, str, str], list[str]] = {}
    for page in pages:
        for number, column in enumerate(page.columns, 1):
            for row in page.rows:
                text = row[number]
                error = resolver.problem(text) if text and not text.isspace() else None
                if error is not None:
                    place = (page.table, column, error.what)
                    errors[place] = error
                    totals[place] = totals.get(place, 0) + 1
                    _keep_first(ids.setdefault(place, []), row[0])
        progress(f"Looking for the pictures of {page.table}", page.done)
    # Without a base nothing is known to be wrong: the profile only lacks what it takes to look.
    severity = Severity.WARNING if base != ImageBase() else Severity.NOTE
    return [
        Finding(
            severity,
            FindingKind.IMAGE,
            table,
            column,
            f"{table}.{column} leads to no picture in {_rows(totals[place])}: {error.what}.",
            error.remedy or "Put the files there, or correct the image base of this library's profile.",
            totals[place],
            tuple(ids[place]),
        )
        for place, error in errors.items()
        for table, column, _ in [place]
    ]


def _rows(number: int) -> str:
    return "one row" if number == 1 else f"{number:,} rows"


def _keep_first(ids: list[str], found: str) -> None:
    if len(ids) < SAMPLE or found < ids[-1]:
        insort(ids, found)
        del ids[SAMPLE:]
