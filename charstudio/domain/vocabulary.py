"""The platform's closed vocabularies. A database may know more values than these; they are shown as they are."""

from __future__ import annotations

from enum import StrEnum


class SubscriptionTier(StrEnum):
    FREE = "FREE"
    PREMIUM = "PREMIUM"
    PRO = "PRO"


class StyleType(StrEnum):
    REALISTIC = "REALISTIC"
    CARTOON = "CARTOON"
    ANIME = "ANIME"
    FANTASY = "FANTASY"
    CYBERPUNK = "CYBERPUNK"
    VINTAGE = "VINTAGE"
    MINIMALIST = "MINIMALIST"


class GenerationStatus(StrEnum):
    PENDING = "PENDING"
    PROCESSING = "PROCESSING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"


def readable(value: str | None) -> str:
    """The label of a vocabulary value: ``"CYBERPUNK"`` → ``"Cyberpunk"``. Unknown values keep their words."""
    return value.replace("_", " ").capitalize() if value else ""
