"""What a list of characters shows and in which order: filters, orders and places in a long list."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Final

PAGE_SIZE: Final = 200
"""Rows of one page."""

Key = tuple[str | datetime, str]
"""The place of a row in an order: its value of the sort field, then its id. Orders are total by it."""


class CharacterSort(StrEnum):
    """The fields that characters can be ordered by."""

    CREATED = "created"
    UPDATED = "updated"
    NAME = "name"
    STYLE = "style"
    STATUS = "status"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Order:
    """A total order: by ``sort``, then by id in the same direction."""

    sort: CharacterSort = CharacterSort.CREATED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class CharacterFilter:
    """Which characters a list shows; the conditions that are set must all hold.

    ``words`` must each occur in name, description or prompt, in any case of letters.
    """

    words: tuple[str, ...] = ()
    favorite: bool = False
    in_library: bool = False
    public: bool = False
    attention: bool = False
    style: str | None = None
    tag: str | None = None
    owner_id: str | None = None

    @property
    def is_empty(self) -> bool:
        return all(getattr(self, field.name) in (None, False, ()) for field in fields(self))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page starts: ``skip`` rows after the row of ``after``, or after the beginning where that is None.

    ``backwards`` counts from the end: the page is the last rows before ``after`` (or of the whole list), still returned
    in the list's order.
    """

    after: Key | None = None
    skip: int = 0
    backwards: bool = False
