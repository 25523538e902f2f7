"""A portrait in 16 × 20 pixels, small enough to live in the row itself as a ``data:`` URI."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Mapping
from typing import Final

from charstudio.demo.portrait.spec import Expression, Look

SCALE: Final = 32
"""Edge of one pixel of the drawing, in pixels of the picture."""

_HEAD: Final = (
    "................",
    "....hhhhhhhh....",
    "...hhhhhhhhhh...",
    "..hhhhhhhhhhhh..",
    "..hhshhhhhhhhh..",
    "..hsssshhhhhhh..",
    "..hssssssshhhh..",
    "..hssssssssssh..",
)
_EYES: Final[Mapping[Expression, tuple[str, ...]]] = {
    Expression.NEUTRAL: (
        "..hsbbssssbbsh..",
        "..sssessssesss..",
        "..sssessssesss..",
    ),
    Expression.WINK: (
        "..hsbbssssbbsh..",
        "..sssessssssss..",
        "..sssesssseees..",
    ),
    Expression.SURPRISED: (
        "..hbbbssssbbbh..",
        "..sswesssswess..",
        "..sseesssseess..",
    ),
}
_NOSE: Final = (
    "..ssssssdsssss..",
    "...ssssddssss...",
)
_MOUTHS: Final[Mapping[Expression, tuple[str, ...]]] = {
    Expression.NEUTRAL: ("...sssmmmmsss...", "....ssssssss...."),
    Expression.WINK: ("...ssmsssmsss...", "....ssmmmsss...."),
    Expression.SURPRISED: ("...ssssmmssss...", "....sssmmsss...."),
}
_BODY: Final = (
    ".....dssssd.....",
    "....ttddddtt....",
    "..tttttddttttt..",
    ".tttttttttttttt.",
    ".tttTttttttTttt.",
)


def portrait_uri(look: Look, expression: Expression = Expression.NEUTRAL) -> str:
    """A PNG of 512 × 640 pixels as a ``data:`` URI of a few thousand characters.

    Raises KeyError for an expression other than NEUTRAL, WINK and SURPRISED.
    """
    drawing = (*_HEAD, *_EYES[expression], *_NOSE, *_MOUTHS[expression], *_BODY)
    return "data:image/png;base64," + base64.b64encode(_png(drawing, _inks(look))).decode("ascii")


def _inks(look: Look) -> Mapping[str, tuple[int, int, int]]:
    skin, garment = _rgb(look.skin), _rgb(look.primary)
    return {
        "h": _rgb(look.hair_colour),
        "b": _rgb(look.hair_colour),
        "s": skin,
        "d": _darker(skin),
        "e": _rgb(look.eye_colour),
        "w": (250, 250, 250),
        "m": (164, 66, 72),
        "t": garment,
        "T": _darker(garment),
    }


def _png(drawing: tuple[str, ...], inks: Mapping[str, tuple[int, int, int]]) -> bytes:
    height, width = len(drawing) * SCALE, len(drawing[0]) * SCALE
    lines = bytearray()
    for y in range(height):
        lines.append(0)
        for x in range(width):
            ink = inks.get(drawing[y // SCALE][x // SCALE])
            # A grid one tone darker, on a lilac backdrop that deepens downwards.
            colour = ink or (214 - y * 60 // height, 204 - y * 70 // height, 240 - y * 40 // height)
            lines += bytes(_darker(colour, 97) if x % SCALE == 0 or y % SCALE == 0 else colour)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(bytes(lines), 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _darker(colour: tuple[int, int, int], percent: int = 82) -> tuple[int, int, int]:
    red, green, blue = colour
    return red * percent // 100, green * percent // 100, blue * percent // 100
