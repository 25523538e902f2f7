"""The design tokens: colours, space, type and sizes. Lengths are device-independent pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Colors:
    """The colours of one scheme, as ``#RRGGBB``."""

    dark: bool
    window: str
    panel: str
    side_bar: str
    card: str
    line: str
    text: str
    secondary: str
    disabled: str
    accent: str
    accent_soft: str
    on_accent: str
    good: str
    warning: str
    bad: str
    blue: str
    hover: str
    skeleton: str
    scroll: str


LIGHT: Final = Colors(
    dark=False,
    window="#F5F5F8",
    panel="#FFFFFF",
    side_bar="#EEEEF3",
    card="#FFFFFF",
    line="#E1E1E8",
    text="#1B1B22",
    secondary="#5F5F6C",
    disabled="#A3A3AF",
    accent="#5854D6",
    accent_soft="#E9E8FB",
    on_accent="#FFFFFF",
    good="#217A4B",
    warning="#9A6700",
    bad="#C4373A",
    blue="#1F6FC9",
    hover="#E7E7EE",
    skeleton="#E9E9EF",
    scroll="#C9C9D3",
)

DARK: Final = Colors(
    dark=True,
    window="#16161A",
    panel="#1D1D23",
    side_bar="#19191E",
    card="#23232A",
    line="#2C2C35",
    text="#ECECF2",
    secondary="#A2A2B0",
    disabled="#656573",
    accent="#9A97F7",
    accent_soft="#2B2A4A",
    on_accent="#16161A",
    good="#5CC08A",
    warning="#D9A63C",
    bad="#F0777A",
    blue="#62A8F2",
    hover="#26262E",
    skeleton="#2A2A32",
    scroll="#45454F",
)

PICTURE_SHADE: Final = "#101014"
"""What lies on a picture, in both schemes: a label's ground, partly transparent, and the ink on it."""
ON_PICTURE: Final = "#FFFFFF"

SPACE_4: Final = 4
SPACE_8: Final = 8
SPACE_12: Final = 12
SPACE_16: Final = 16
SPACE_24: Final = 24
SPACE_32: Final = 32

RADIUS_CONTROL: Final = 6
RADIUS_THUMBNAIL: Final = 8
RADIUS_CARD: Final = 10

TYPE_CAPTION: Final = 11
TYPE_BODY: Final = 13
TYPE_TITLE: Final = 15
TYPE_PAGE: Final = 20

WEIGHT_REGULAR: Final = 400
WEIGHT_STRONG: Final = 600

CONTROL_HEIGHT: Final = 28
ROW_HEIGHT: Final = 28
ICON: Final = 16
TOP_BAR_HEIGHT: Final = 48
STATUS_HEIGHT: Final = 24
SIDE_BAR_WIDTH: Final = 208
CHARACTERS_WIDTH: Final = 560
MIDDLE_WIDTH: Final = 340
INSPECTOR_WIDTH: Final = 332
PREVIEW_DETAILS_WIDTH: Final = 320
OVERLAY_BELOW_WIDTH: Final = 1200

CARD_RATIO: Final = 1.16
"""Height of a card's picture over its width."""

SELECTION_OUTLINE: Final = 2
SKELETON_AFTER_MS: Final = 150
