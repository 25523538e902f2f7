"""Which pages of a long list are held, and where the others are to be found. Without Qt."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

from charstudio.domain.listing import PAGE_SIZE, Key, Place

HELD_PAGES: Final = 40

Row = TypeVar("Row")


class PageMap(Generic[Row]):
    """Pages of PAGE_SIZE rows by number, the most recently used HELD_PAGES of them.

    It remembers the keys of the rows at the edges of every page that ever arrived (a few bytes each), so that the
    neighbours of any place visited before are found by key, and a jump elsewhere starts at the nearest known key.
    """

    def __init__(self, key_of: Callable[[Row], Key]) -> None:
        self._key_of = key_of
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._keys: dict[int, Key] = {}
        self._known: list[int] = []
        self.total = 0

    def __len__(self) -> int:
        return len(self._pages)

    def row(self, number: int) -> Row | None:
        """A row, or None where its page is not held (or the list has become shorter)."""
        page = self._pages.get(number // PAGE_SIZE)
        offset = number % PAGE_SIZE
        return page[offset] if page is not None and offset < len(page) else None

    def holds(self, page: int) -> bool:
        return page in self._pages

    def put(self, page: int, rows: Sequence[Row]) -> None:
        """Keep a page that arrived, and let the one go that was used least recently."""
        self._pages[page] = rows
        self._pages.move_to_end(page)
        while len(self._pages) > HELD_PAGES:
            self._pages.popitem(last=False)
        if rows:
            start = page * PAGE_SIZE
            self.learn(start, self._key_of(rows[0]))
            self.learn(start + len(rows) - 1, self._key_of(rows[-1]))

    def touch(self, page: int) -> None:
        """Mark a held page as used."""
        if page in self._pages:
            self._pages.move_to_end(page)

    def learn(self, number: int, key: Key) -> None:
        """Remember the key of a row."""
        if number not in self._keys:
            insort(self._known, number)
        self._keys[number] = key

    def find(self, matches: Callable[[Row], bool]) -> int | None:
        """The number of the first held row that matches."""
        for page, rows in sorted(self._pages.items()):
            for offset, row in enumerate(rows):
                if matches(row):
                    return page * PAGE_SIZE + offset
        return None

    def place(self, page: int) -> tuple[Place, int]:
        """Where to read a page, with the number of its rows: from the nearest known key or end of the list."""
        start = page * PAGE_SIZE
        end = min(start + PAGE_SIZE, self.total)
        places = [(start, Place(skip=start)), (self.total - end, Place(skip=self.total - end, backwards=True))]
        after = bisect_left(self._known, start)
        if after > 0:
            number = self._known[after - 1]
            skip = start - 1 - number
            places.append((skip, Place(self._keys[number], skip)))
        before = bisect_left(self._known, end)
        if before < len(self._known):
            number = self._known[before]
            skip = number - end
            places.append((skip, Place(self._keys[number], skip, backwards=True)))
        return min(places, key=lambda item: item[0])[1], end - start
