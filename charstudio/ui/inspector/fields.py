"""Which fields of a record the inspector shows, and how: data, not widgets."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from charstudio.domain.attention import Defect
from charstudio.domain.images import ImageReference
from charstudio.domain.records import Character, Json, Variant
from charstudio.domain.vocabulary import readable
from charstudio.ui import text

_ADDRESS_SHOWN: Final = 160
_SHORT: Final = 18


@dataclass(frozen=True, slots=True)
class Field:
    """A label with a value. ``absent`` says why there is none and is shown instead, quietly.

    ``paired`` fields share a line, two by two.
    """

    label: str
    value: str = ""
    chips: tuple[str, ...] = ()
    absent: str = ""
    paired: bool = False
    single_line: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under a title; the first section of a tab needs none."""

    fields: tuple[Field, ...]
    title: str = ""
    warnings: tuple[str, ...] = ()


def variant_details(variant: Variant) -> Section:
    fields = (
        Field("Edit instruction", variant.prompt),
        Field("Theme", variant.theme, paired=True),
        Field("Made", text.when(variant.created_at), paired=True),
        *_json_lines(variant.metadata),
        _address("Picture", variant.image),
        _address("Thumbnail", variant.thumbnail),
        Field("Id", variant.id, single_line=True),
    )
    return Section(fields, "Variant")


def character_details(character: Character, defects: Sequence[Defect]) -> Section:
    flags = tuple(
        word
        for held, word in (
            (character.is_favorite, "Favourite"),
            (character.is_public, "Public"),
            (character.is_in_library, "In library"),
        )
        if held
    )
    missing = character.missing
    fields = (
        _text("Name", character.name, "name", missing),
        _text("Description", character.description, "description", missing),
        Field("Prompt", character.prompt),
        _text("Style", readable(character.style), "style_type", missing, paired=True),
        _text("Status", readable(character.status), "generation_status", missing, paired=True),
        _list("Tags", character.tags, "tags", missing),
        _list("Flags", flags, "is_public", missing),
        Field("Owner", character.owner, paired=True),
        Field("Created", text.when(character.created_at), paired=True),
        Field("Owner's e-mail", character.owner_email or "", single_line=True),
        Field("Last changed", text.when(character.updated_at), paired=True),
    )
    return Section(fields, warnings=tuple(defect.value for defect in defects))


def character_attributes(character: Character) -> Section:
    missing = character.missing
    return Section(
        (
            _text("Age", character.age, "age", missing, paired=True),
            _text("Gender", character.gender, "gender", missing, paired=True),
            _text("Occupation", character.occupation, "occupation", missing),
            _list("Personality", character.personality, "personality", missing),
            _text("Clothing", character.clothing, "clothing", missing),
            _text("Background", character.background, "background", missing),
            *_json_field("Physical traits", character.physical_traits, "physicalTraits", missing),
        )
    )


def character_metadata(character: Character) -> Section:
    missing = character.missing
    return Section(
        (
            Field("Id", character.id, single_line=True),
            Field("Owner's id", character.user_id, single_line=True),
            _address("Image", character.image),
            _address("Thumbnail", character.thumbnail),
            _address("Reference image", character.reference_image),
            *_json_field("Metadata", character.metadata, "metadata", missing),
        )
    )


def _text(label: str, value: str | None, column: str, missing: frozenset[str], *, paired: bool = False) -> Field:
    if column in missing:
        return Field(label, absent="Not in this database", paired=paired)
    if value is None:
        return Field(label, absent="Not set", paired=paired)
    return Field(label, value, absent="" if value else "Empty", paired=paired)


def _list(label: str, values: Sequence[str], column: str, missing: frozenset[str]) -> Field:
    if column in missing:
        return Field(label, absent="Not in this database")
    return Field(label, chips=tuple(values), absent="" if values else "None")


def _address(label: str, reference: ImageReference | None) -> Field:
    if reference is None:
        return Field(label, absent="Not set")
    shown = reference.text if len(reference.text) <= _ADDRESS_SHOWN else f"{reference.text[:_ADDRESS_SHOWN]}…"
    return Field(label, shown, single_line=True)


def _json_field(label: str, value: Json, column: str, missing: frozenset[str]) -> tuple[Field, ...]:
    if column in missing:
        return (Field(label, absent="Not in this database"),)
    if value is None:
        return (Field(label, absent="Not set"),)
    return _json_lines(value) or (Field(label, absent="Empty"),)


def _json_lines(value: Json) -> tuple[Field, ...]:
    """A JSON object as one field for each key; anything else as one field."""
    if isinstance(value, Mapping):
        shown = [(_key(key), _shown(part)) for key, part in value.items()]
        return tuple(Field(label, words, paired=_is_short(words)) for label, words in shown)
    if value is None:
        return ()
    return (Field("Metadata", _shown(value)),)


def _is_short(words: str) -> bool:
    return len(words) <= _SHORT and "\n" not in words


def _key(key: str) -> str:
    """``generationMode`` → ``Generation mode``."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in key).replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _shown(value: Any) -> str:
    """Words for a JSON value: a flat list or object in one line, anything deeper as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and all(isinstance(part, str | int | float) for part in value.values()):
        return ", ".join(f"{_key(key).lower()}: {part}" for key, part in value.items())
    if isinstance(value, Sequence) and all(isinstance(part, str | int | float) for part in value):
        return ", ".join(str(part) for part in value)
    return json.dumps(value, ensure_ascii=False, indent=2)
