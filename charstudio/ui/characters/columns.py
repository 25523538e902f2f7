"""The columns of the table of characters."""

from __future__ import annotations

from typing import Final

from charstudio.domain.listing import CharacterSort
from charstudio.domain.records import CharacterRow
from charstudio.domain.vocabulary import readable
from charstudio.ui import text
from charstudio.ui.paging.model import ColumnSpec


def _flags(row: CharacterRow) -> str:
    held = ((row.is_favorite, "favourite"), (row.is_public, "public"), (row.is_in_library, "library"))
    return ", ".join(word for flag, word in held if flag)


COLUMNS: Final[tuple[ColumnSpec[CharacterRow], ...]] = (
    ColumnSpec("name", "Name", lambda row: row.title, width=180, sort=CharacterSort.NAME),
    ColumnSpec("style", "Style", lambda row: readable(row.style), width=104, sort=CharacterSort.STYLE),
    ColumnSpec("status", "Status", lambda row: readable(row.status), width=96, sort=CharacterSort.STATUS),
    ColumnSpec("themes", "Themes", lambda row: text.number(row.themes), width=68, numeric=True),
    ColumnSpec("variants", "Variants", lambda row: text.number(row.variants), width=72, numeric=True),
    ColumnSpec("tags", "Tags", lambda row: ", ".join(row.tags), width=160),
    ColumnSpec("flags", "Flags", _flags, width=140),
    ColumnSpec("owner", "Owner", lambda row: row.owner, width=120, sort=CharacterSort.OWNER),
    ColumnSpec("created", "Created", lambda row: text.when(row.created_at), width=140, sort=CharacterSort.CREATED),
    ColumnSpec("updated", "Updated", lambda row: text.when(row.updated_at), width=140, sort=CharacterSort.UPDATED),
)
