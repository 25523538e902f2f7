"""Where the preview gets its items from: the list that it was opened on."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance

from charstudio.ui.preview.item import PreviewItem


class PreviewSource(Protocol):
    """A list in its order at the moment. ``changed`` is sent when rows may have arrived, changed or gone."""

    @property
    def changed(self) -> SignalInstance: ...

    def count(self) -> int:
        """How many rows there are."""
        ...

    def item(self, row: int) -> PreviewItem | None:
        """The item of a row; None while its page is loading, which asking starts. Returns at once."""
        ...
