"""How many characters each entry of the side bar leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Facet(NamedTuple):
    """One value that characters can be filtered by, its label, and the number of characters that have it."""

    value: str
    label: str
    characters: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The numbers of a whole library."""

    total: int
    favorites: int
    in_library: int
    public: int
    attention: int
    styles: tuple[Facet, ...] = ()
    tags: tuple[Facet, ...] = ()
    owners: tuple[Facet, ...] = ()
