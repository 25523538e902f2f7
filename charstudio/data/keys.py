"""The keys of rows: the places that they have in the orders of a list."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from charstudio.domain.listing import CharacterSort, Key
from charstudio.domain.records import CharacterRow

NAME_LENGTH: Final = 255
"""Characters of a name that lists are ordered by. A row of a B-tree holds 2,704 bytes, and an index over whole names
would refuse the web application a longer one."""


def key_of(row: CharacterRow, sort: CharacterSort) -> Key:
    """The key of a row in the order by ``sort``: the same values that ``charstudio.data.characters`` orders by."""
    values: dict[CharacterSort, str | datetime] = {
        CharacterSort.CREATED: row.created_at,
        CharacterSort.UPDATED: row.updated_at,
        CharacterSort.NAME: (row.name or "")[:NAME_LENGTH],
        CharacterSort.STYLE: row.style or "",
        CharacterSort.STATUS: row.status or "",
        CharacterSort.OWNER: row.owner,
    }
    return values[sort], row.id
