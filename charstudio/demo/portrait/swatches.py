"""The colours that looks are drawn from, as ``#rrggbb``."""

from __future__ import annotations

from typing import Final

SKINS: Final = (
    "#f7dac6",
    "#f3cdb0",
    "#eebf9b",
    "#e2ab80",
    "#d2946a",
    "#bb7d54",
    "#a56b48",
    "#8d583b",
    "#774830",
    "#623a29",
)
"""From light to dark."""

HAIR_DARK: Final = ("#1c191f", "#231b1b", "#2e2019", "#3b2619")
HAIR: Final = (*HAIR_DARK, "#543420", "#744426", "#8d3b20", "#bf6430", "#a87b45", "#d9b068", "#e8d6a8")
HAIR_GREY: Final = ("#8f9098", "#b4b5bc", "#d9d9de", "#6d6c74", "#c9c0b4")
HAIR_VIVID: Final = ("#e37ba6", "#4b70d6", "#2c9d9a", "#7d58c9", "#c5323f", "#58b58a", "#d46a9f")

EYES_DARK: Final = ("#4a2c1a", "#5c3a1e", "#3c2a22")
EYES: Final = ("#4a2c1a", "#6b4423", "#8a6a2f", "#4d7a4a", "#3f78b0", "#5a93c4", "#6e7f8c", "#3c8c86", "#7a5ea8")

WARDROBES: Final = (
    ("#2f4a6d", "#e9e2d4", "#e0a33e"),
    ("#2b6a5b", "#f0e4cf", "#e58a4e"),
    ("#8c2f3c", "#f2dfd0", "#d8a84a"),
    ("#d96f4a", "#fbeedd", "#2e5e6b"),
    ("#4d3f7d", "#e8dcf0", "#e7a1b0"),
    ("#d9a441", "#3a3a48", "#b8433a"),
    ("#c4577a", "#f8e3e0", "#4b3a6a"),
    ("#38404f", "#c9d2da", "#3fa39a"),
    ("#5d7042", "#efe6cb", "#c4672f"),
    ("#1f7a8c", "#f3f0e4", "#f2b84b"),
    ("#a84f2a", "#f0dcc0", "#3c5a50"),
    ("#e4d5c0", "#5b4b40", "#b2574a"),
)
"""Garment, second garment or lining, accent."""

BACKDROPS: Final = (
    ("#c5d5ef", "#8296bd"),
    ("#f6dcc4", "#cf8f74"),
    ("#cfe8dc", "#6fa594"),
    ("#f7e7bf", "#d9a55f"),
    ("#e2d8f4", "#8f83c2"),
    ("#fcd9d2", "#dd8792"),
    ("#d3e6ec", "#5f98a8"),
    ("#e6e2da", "#a39a8e"),
    ("#f3d6e4", "#b577a4"),
    ("#d9e4c4", "#8aa36a"),
)
"""Light and deep tone of the plain backdrop."""
