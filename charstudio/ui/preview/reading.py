"""The direction that painted text is set in."""

from __future__ import annotations

from PySide6.QtCore import Qt

from charstudio.ui.preview.worddiff import direction


def reading_direction(text: str) -> Qt.LayoutDirection:
    """As the text itself says, not the window: words and full stops keep their places ("3 of 201")."""
    return Qt.LayoutDirection.RightToLeft if direction(text) == "rtl" else Qt.LayoutDirection.LeftToRight
