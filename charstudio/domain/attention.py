"""The defects of a character that want a person's attention."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from charstudio.domain.records import Character
from charstudio.domain.vocabulary import GenerationStatus

STUCK_AFTER: Final = timedelta(hours=1)
"""A generation that has been pending or in progress for longer will not end by itself."""


class Defect(StrEnum):
    """A reason why a character needs attention; the value is the sentence that says so."""

    PUBLIC_WITHOUT_IMAGE = "Public, but it has no image."
    COMPLETED_WITHOUT_IMAGE = "Completed, but it has no image."
    LIBRARY_WITHOUT_DESCRIPTION = "In the library, but it has no description."
    STUCK = "Its generation has been under way for over an hour."
    FAILED = "Its generation failed."


def defects(character: Character, now: datetime) -> tuple[Defect, ...]:
    """What is wrong with a character at ``now`` (naive UTC), in the order of Defect.

    A database that lacks a column has no defect of that kind: what cannot be read is not wrong.
    """
    has_image = character.image is not None or "image_url" in character.missing
    has_description = bool((character.description or "").strip()) or "description" in character.missing
    waiting = character.status in (GenerationStatus.PENDING, GenerationStatus.PROCESSING)
    found = {
        Defect.PUBLIC_WITHOUT_IMAGE: character.is_public and not has_image,
        Defect.COMPLETED_WITHOUT_IMAGE: character.status == GenerationStatus.COMPLETED and not has_image,
        Defect.LIBRARY_WITHOUT_DESCRIPTION: character.is_in_library and not has_description,
        Defect.STUCK: waiting and character.updated_at < now - STUCK_AFTER,
        Defect.FAILED: character.status == GenerationStatus.FAILED,
    }
    return tuple(defect for defect, holds in found.items() if holds)
