"""Outfits: which garment a figure wears."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QColor

from charstudio.demo.portrait import casual, costumes
from charstudio.demo.portrait.body import Body
from charstudio.demo.portrait.ink import Ink
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.spec import Outfit, Top

Wear = Callable[[Ink, Rig, Body], tuple[QColor, QColor]]
"""Paints a garment and returns the colours of its sleeve and cuff."""


def paint_clothes(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    """Dresses the figure; returns the colours of sleeve and cuff for arms drawn later."""
    if rig.outfit is Outfit.EVERYDAY:
        return _TOPS[rig.look.top](ink, rig, body)
    return _OUTFITS[rig.outfit](ink, rig, body)


_TOPS: Final[dict[Top, Wear]] = {
    Top.TEE: casual.wear_tee,
    Top.SHIRT: casual.wear_shirt,
    Top.TURTLENECK: casual.wear_turtleneck,
    Top.SWEATER: casual.wear_sweater,
    Top.CARDIGAN: casual.wear_cardigan,
}
_OUTFITS: Final[dict[Outfit, Wear]] = {
    Outfit.WINTER_COAT: costumes.wear_winter,
    Outfit.RAIN_JACKET: costumes.wear_rain,
    Outfit.ARMOUR: costumes.wear_armour,
    Outfit.SUIT: casual.wear_suit,
    Outfit.DRESS: costumes.wear_dress,
    Outfit.ROBE: costumes.wear_robe,
    Outfit.SPORTS: casual.wear_sports,
    Outfit.HOODIE: casual.wear_hoodie,
    Outfit.KIMONO: costumes.wear_kimono,
    Outfit.SPACE_SUIT: costumes.wear_space,
    Outfit.LEATHER_JACKET: casual.wear_leather,
}
