"""How a theme is written down: edit instructions, each with the words of the painter's vocabulary that it comes to."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from charstudio.demo.portrait.spec import Build, Expression, Look, Outfit, Pose, Setting, Shot

_FIELDS: Final[Mapping[str, type[Expression] | type[Outfit] | type[Pose] | type[Setting]]] = {
    "expression": Expression,
    "outfit": Outfit,
    "pose": Pose,
    "setting": Setting,
}
_EXTRAS: Final = ("hat", "scarf", "mask")

_PRONOUNS: Final = {
    Build.FEMININE: {"them": "her", "their": "her", "themselves": "herself"},
    Build.MASCULINE: {"them": "him", "their": "his", "themselves": "himself"},
    Build.ANDROGYNOUS: {"them": "them", "their": "their", "themselves": "themselves"},
}


@dataclass(frozen=True)
class Variation:
    """An edit instruction, and what it changes in the shot of the base image."""

    prompt: str
    changes: Mapping[str, Any]

    def prompt_for(self, look: Look) -> str:
        """The instruction with the pronouns of one character."""
        return self.prompt.format(**_PRONOUNS[look.build])

    def applied_to(self, base: Shot) -> Shot:
        """The shot of the variant. Clothes that change take hat, scarf and mask of the base image with them."""
        bare = {"hat": False, "scarf": False, "mask": False} if "outfit" in self.changes else {}
        return dataclasses.replace(base, **(bare | dict(self.changes)))


@dataclass(frozen=True)
class ThemePlan:
    name: str
    variations: tuple[Variation, ...] = ()
    description: str | None = None


def edit(prompt: str, *words: str) -> Variation:
    """An instruction with its ``words``: values of Expression, Outfit, Pose and Setting, or "hat", "scarf", "mask".

    Raises ValueError for a word that the painter does not know, and for two of one kind.
    """
    changes: dict[str, Any] = {}
    for word in words:
        field, value = _meaning(word)
        if field in changes:
            raise ValueError(f"Two words for {field} in {prompt!r}")
        changes[field] = value
    return Variation(prompt, changes)


def _meaning(word: str) -> tuple[str, object]:
    if word in _EXTRAS:
        return word, True
    for field, vocabulary in _FIELDS.items():
        if word in tuple(vocabulary):
            return field, vocabulary(word)
    raise ValueError(f"Not in the painter's vocabulary: {word!r}")
