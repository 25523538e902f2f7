"""Leads from the panels to the preview and back to the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from charstudio.ui.previewing import CharacterPreviews, VariantPreviews
from charstudio.ui.window import MainWindow
from charstudio.ui.work import Work

if TYPE_CHECKING:
    from charstudio.services.library import Library


class PreviewLink(QObject):
    """While the preview is open, the list behind it follows, so that Esc leads to what was seen last."""

    def __init__(self, window: MainWindow, work: Work, library: Library) -> None:
        super().__init__(window)
        self._window = window
        self._opened_from: QWidget | None = None
        self._joined = False
        workspace = window.workspace
        self._characters = CharacterPreviews(work, library, workspace.characters.model, self)
        self._variants = VariantPreviews(work, library, workspace.variants.model, self)
        workspace.character_opened.connect(self.open_character)
        workspace.variant_opened.connect(self.open_variant)
        workspace.variants_compared.connect(self.compare)

    def close(self) -> None:
        """Let go of the library, also where the preview shows a picture of it."""
        if self._joined:
            self._window.preview.close_preview()
        self._characters.close()
        self._variants.close()
        self.deleteLater()

    def open_character(self, row: int) -> None:
        self._open(self._window.workspace.characters.view())
        self._window.preview.open(self._characters, row)

    def open_variant(self, row: int) -> None:
        self._open(self._window.workspace.variants.grid)
        self._window.preview.open(self._variants, row)

    def compare(self, first: int, second: int) -> None:
        left, right = self._variants.item(first), self._variants.item(second)
        if left is not None and right is not None:
            self._open(self._window.workspace.variants.grid)
            self._window.preview.compare(left, right)

    def open_current(self) -> None:
        """Open what the focused panel has chosen."""
        workspace = self._window.workspace
        if workspace.variants.grid.hasFocus():
            workspace.variants.open_selected()
        elif workspace.characters.selection.currentIndex().isValid():
            self.open_character(workspace.characters.selection.currentIndex().row())

    def _open(self, opened_from: QWidget) -> None:
        self._opened_from = opened_from
        if not self._joined:
            # Not before: the first look at the preview makes it.
            self._joined = True
            self._window.preview.row_changed.connect(self._follow)
            self._window.preview.closed.connect(self._return)
        self._window.show_preview()

    def _follow(self, row: int) -> None:
        workspace = self._window.workspace
        if self._opened_from is workspace.variants.grid:
            workspace.variants.select_row(row)
        else:
            workspace.characters.select_row(row)

    def _return(self) -> None:
        self._window.hide_preview()
        if self._opened_from is not None:
            self._opened_from.setFocus()
