"""The variants of one theme or of one character."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex

from charstudio.domain.records import VariantRow
from charstudio.ui.paging.model import ACCESSIBLE_ROLE, DISPLAY_ROLE, TOOLTIP_ROLE, AnyIndex


class VariantsModel(QAbstractListModel):
    """Held whole: one character has hundreds of variants, not millions."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[VariantRow] = ()

    def show(self, rows: Sequence[VariantRow]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def record(self, row: int) -> VariantRow | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, variant_id: str | None) -> int | None:
        return next((number for number, row in enumerate(self._rows) if row.id == variant_id), None)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = DISPLAY_ROLE) -> Any:
        if not index.isValid():
            return None
        if role in (DISPLAY_ROLE, TOOLTIP_ROLE, ACCESSIBLE_ROLE):
            return self._rows[index.row()].prompt
        return None
