"""How the platform refers to pictures.

A reference is whatever text stands in ``image_url`` or ``thumbnail_url``: a path on the web server, an address, a
``data:`` URI of megabytes, a local file. Lists carry only the beginning of a long one, with the field it came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

INLINE_LIMIT: Final = 2048
"""Characters of a reference that lists carry. Longer ones (data URIs) are read from the database when drawn."""


@dataclass(frozen=True, slots=True)
class StoredField:
    """The place of one value in the platform's tables."""

    table: str
    column: str
    id: str


@dataclass(frozen=True, slots=True)
class ImageReference:
    """A picture as the database names it.

    ``text`` is what the column holds, or its first INLINE_LIMIT characters when ``stored`` names the field to read
    the whole from. ``version`` tells two states of such a field apart (the row's time of change).
    """

    text: str
    stored: StoredField | None = None
    version: str = ""


def reference(text: str | None, stored: StoredField, version: str = "") -> ImageReference | None:
    """The reference that a column holds; None for NULL and for blank text, which both mean "no picture"."""
    if text is None or not text.strip():
        return None
    if len(text) < INLINE_LIMIT:
        return ImageReference(text)
    return ImageReference(text[:INLINE_LIMIT], stored, version)
