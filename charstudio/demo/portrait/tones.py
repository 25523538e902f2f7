"""The colours of a figure as its style mixes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from PySide6.QtGui import QColor

from charstudio.demo.portrait.manner import Manner
from charstudio.demo.portrait.spec import Look
from charstudio.demo.portrait.tint import lit, luma, mix, muted, vivid


@dataclass(frozen=True)
class Tones:
    skin: QColor
    hair: QColor
    brow: QColor
    eye: QColor
    lip: QColor
    primary: QColor
    secondary: QColor
    accent: QColor

    @classmethod
    def of(cls, look: Look, manner: Manner) -> Self:
        def tone(text: str, share: float = 1.0) -> QColor:
            colour = QColor(text)
            gain = manner.vividness * share
            return vivid(colour, gain) if gain >= 0 else muted(colour, -gain)

        skin, hair = tone(look.skin, 0.4), tone(look.hair_colour)
        if luma(skin) < 105 and manner.lift:
            skin = lit(skin, manner.lift)
        # Fair hair has brows darker than itself, or the face loses its expression.
        brow = mix(hair, QColor("#3a2418"), 0.45 if luma(hair) > 120 else 0.15)
        blood = QColor("#b8404a") if luma(skin) > 130 else QColor("#8c2f3c")
        return cls(
            skin=skin,
            hair=hair,
            brow=brow,
            eye=tone(look.eye_colour),
            lip=mix(skin, blood, 0.34 + 0.2 * look.lips),
            primary=tone(look.primary),
            secondary=tone(look.secondary),
            accent=tone(look.accent),
        )
