"""Themes that somebody made and never filled, and the one theme whose pictures are pixels in the row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from charstudio.demo.content.themes.plan import ThemePlan, edit

UNFINISHED: Final[Mapping[str, ThemePlan]] = {
    "empty_ideas": ThemePlan("Ideas for later"),
    "empty_unsorted": ThemePlan("未整理 / unsorted", (), "To be sorted"),
    "empty_halloween": ThemePlan("Halloween (draft)", (), "Bis Ende Oktober"),
    "pixels": ThemePlan(
        "Two more pixels",
        (edit("Make {them} wink.", "wink"), edit("Surprised, with a round mouth.", "surprised")),
    ),
}
