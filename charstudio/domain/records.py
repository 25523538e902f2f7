"""What the database holds, as plain values. Times are naive and in UTC, as the platform stores them.

Rows of lists are named tuples: 200 of them are made for each page, and a frozen dataclass takes five times as long.
Whole records, of which one is read at a time, are frozen dataclasses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from charstudio.domain.images import ImageReference, StoredField, reference

Json = Mapping[str, Any] | Sequence[Any] | str | int | float | bool | None

UNNAMED = "Unnamed character"


class CharacterRow(NamedTuple):
    """One character as lists show it."""

    id: str
    name: str | None
    style: str | None
    status: str | None
    tags: Sequence[str]
    owner_id: str
    owner: str
    is_public: bool
    is_favorite: bool
    is_in_library: bool
    created_at: datetime
    updated_at: datetime
    thumbnail_text: str | None
    image_text: str | None
    themes: int
    variants: int

    @property
    def title(self) -> str:
        return self.name or UNNAMED

    @property
    def image(self) -> ImageReference | None:
        """The picture to draw small: the thumbnail, or the image where there is none."""
        field = StoredField("characters", "thumbnail_url", self.id)
        return reference(self.thumbnail_text, field, self.updated_at.isoformat()) or self.full_image

    @property
    def full_image(self) -> ImageReference | None:
        """The picture to draw large."""
        return reference(self.image_text, StoredField("characters", "image_url", self.id), self.updated_at.isoformat())


@dataclass(frozen=True, slots=True)
class Character:
    """Every field of one character, with the name of its owner.

    A field whose column this database lacks is None or empty; ``missing`` names those columns.
    """

    id: str
    user_id: str
    owner_name: str | None
    owner_email: str | None
    name: str | None
    description: str | None
    prompt: str
    style: str | None
    image: ImageReference | None
    thumbnail: ImageReference | None
    reference_image: ImageReference | None
    metadata: Json
    tags: tuple[str, ...]
    is_public: bool
    is_favorite: bool
    is_in_library: bool
    status: str | None
    age: str | None
    gender: str | None
    occupation: str | None
    personality: tuple[str, ...]
    physical_traits: Json
    clothing: str | None
    background: str | None
    created_at: datetime
    updated_at: datetime
    missing: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        return self.name or UNNAMED

    @property
    def owner(self) -> str:
        return self.owner_name or self.owner_email or self.user_id


class ThemeRow(NamedTuple):
    """One theme of a character, with the number of its variants."""

    id: str
    character_id: str
    name: str
    description: str | None
    created_at: datetime
    updated_at: datetime
    variants: int


class VariantRow(NamedTuple):
    """One variant as the grid shows it."""

    id: str
    theme_id: str
    theme: str
    character_id: str
    prompt: str
    created_at: datetime
    thumbnail_text: str | None
    image_text: str | None

    @property
    def image(self) -> ImageReference | None:
        """The picture to draw small: the thumbnail, or the image where there is none."""
        return (
            reference(self.thumbnail_text, StoredField("theme_variants", "thumbnail_url", self.id)) or self.full_image
        )

    @property
    def full_image(self) -> ImageReference | None:
        """The picture to draw large."""
        return reference(self.image_text, StoredField("theme_variants", "image_url", self.id))


@dataclass(frozen=True, slots=True)
class Variant:
    """Every field of one variant."""

    id: str
    theme_id: str
    theme: str
    character_id: str
    prompt: str
    image: ImageReference | None
    thumbnail: ImageReference | None
    metadata: Json
    created_at: datetime
