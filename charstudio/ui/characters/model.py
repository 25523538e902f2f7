"""The list of characters as a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from charstudio.domain.listing import CharacterFilter, Key, Order, Place
from charstudio.domain.records import CharacterRow
from charstudio.ui.characters.columns import COLUMNS
from charstudio.ui.paging.model import ACCESSIBLE_ROLE, DISPLAY_ROLE, AnyIndex, PagedModel
from charstudio.ui.text import contents
from charstudio.ui.work import Work

if TYPE_CHECKING:
    from typing import Any

    from charstudio.services.characters import Characters


@dataclass(frozen=True, slots=True)
class CharacterList:
    """The characters that a filter lets through, in an order; the source of the model."""

    service: Characters
    where: CharacterFilter
    order: Order

    def page(self, place: Place, size: int) -> list[CharacterRow]:
        return self.service.page(self.where, self.order, place, size)

    def count(self) -> int:
        return self.service.count(self.where)

    def anchors(self, step: int) -> list[Key]:
        return self.service.anchors(self.where, self.order, step)

    def position(self, character_id: str) -> int | None:
        return self.service.position(self.where, self.order, character_id)

    def key_of(self, row: CharacterRow) -> Key:
        return self.service.key_of(row, self.order)


class CharactersModel(PagedModel[CharacterRow]):
    """Rows are characters; ``record(row)`` gives them whole, ``data`` the texts of the table."""

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(work, COLUMNS, parent)

    def data(self, index: AnyIndex, role: int = DISPLAY_ROLE) -> Any:
        if role == ACCESSIBLE_ROLE:
            row = self.record(index.row())
            return None if row is None else f"{row.title}, {contents(row)}"
        return super().data(index, role)
