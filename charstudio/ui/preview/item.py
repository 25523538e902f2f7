"""What the preview shows of a character or a variant."""

from __future__ import annotations

from dataclasses import dataclass

from charstudio.domain.images import ImageReference


@dataclass(frozen=True, slots=True)
class PreviewItem:
    """One character or variant. ``facts`` are (label, value) pairs in the order of display.

    ``reference`` is the full picture, ``thumbnail`` a smaller one of it that is shown while the full one loads, and
    in its place when there is no other.
    """

    title: str
    subtitle: str = ""
    reference: ImageReference | None = None
    thumbnail: ImageReference | None = None
    prompt: str = ""
    facts: tuple[tuple[str, str], ...] = ()
