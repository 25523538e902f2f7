"""The list of profiles, as drafts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from charstudio.domain.profile import Safety
from charstudio.ui.paging.model import AnyIndex
from charstudio.ui.profiles.draft import Draft

_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_DESCRIPTION: Final = int(Qt.ItemDataRole.AccessibleDescriptionRole)
_TOOL_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)


class DraftModel(QAbstractListModel):
    """One row for each draft. ``open_id`` is the profile of the library that is open in the window."""

    def __init__(self, open_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.open_id = open_id
        self._drafts: list[Draft] = []

    @property
    def drafts(self) -> tuple[Draft, ...]:
        return tuple(self._drafts)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._drafts)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        if not index.isValid() or role not in (_DISPLAY, _DESCRIPTION, _TOOL_TIP):
            return None
        draft = self._drafts[index.row()]
        if role == _DISPLAY:
            return draft.title
        words = [draft.place, "read only" if draft.profile.safety is Safety.READ_ONLY else "", self.mark(index.row())]
        return ", ".join(word for word in words if word)

    def draft(self, row: int) -> Draft:
        return self._drafts[row]

    def mark(self, row: int) -> str:
        """What the row says at its right: new, unsaved, open, or nothing."""
        draft = self._drafts[row]
        if draft.kept is None:
            return "New"
        if draft.is_changed:
            return "Unsaved"
        return "Open" if draft.profile.id == self.open_id else ""

    def row_of(self, profile_id: str) -> int:
        """The row of a profile, or -1."""
        return next((row for row, draft in enumerate(self._drafts) if draft.profile.id == profile_id), -1)

    def names_besides(self, row: int) -> frozenset[str]:
        """The names of the other libraries."""
        return frozenset(draft.title for other, draft in enumerate(self._drafts) if other != row)

    def shares_place(self, row: int) -> bool:
        """Whether another row leads to the same library."""
        place = self._drafts[row].profile.location
        return any(draft.profile.location == place for other, draft in enumerate(self._drafts) if other != row)

    def fill(self, drafts: Sequence[Draft]) -> None:
        self.beginResetModel()
        self._drafts = list(drafts)
        self.endResetModel()

    def put(self, draft: Draft) -> None:
        """Replace the draft of the same profile; one that is gone stays gone."""
        row = self.row_of(draft.profile.id)
        if row >= 0 and self._drafts[row] != draft:
            self._drafts[row] = draft
            self.dataChanged.emit(self.index(row), self.index(row))

    def add(self, draft: Draft, row: int | None = None) -> int:
        """Insert a draft, at the end where no row is given; returns its row."""
        row = len(self._drafts) if row is None else row
        self.beginInsertRows(QModelIndex(), row, row)
        self._drafts.insert(row, draft)
        self.endInsertRows()
        return row

    def remove(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._drafts[row]
        self.endRemoveRows()
