"""The seven manners of drawing: proportions and rendering of each style."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from charstudio.domain.vocabulary import StyleType


class Shading(StrEnum):
    SOFT = "soft"  # gradients and airbrushed shadows
    FLAT = "flat"  # one tone and one simple shadow
    CEL = "cel"  # two tones with a hard edge
    PLAIN = "plain"  # one tone


class Eyes(StrEnum):
    NATURAL = "natural"
    ANIME = "anime"
    ROUND = "round"
    DOT = "dot"


@dataclass(frozen=True)
class Manner:
    """How one style draws. Lengths are in canvas units (768 × 1024), factors are relative to natural proportions."""

    shading: Shading
    eyes: Eyes
    line: float = 0.0
    """Width of the outline; 0 draws none."""
    black_ink: bool = False
    """Outlines in one dark ink rather than in a dark tone of what they enclose."""
    head: float = 1.0
    face_width: float = 1.0
    jaw: float = 1.0
    chin: float = 160.0
    """From the eye line to the tip of the chin."""
    chin_width: float = 1.0
    eye_size: float = 1.0
    eye_y: float = 0.0
    eye_gap: float = 0.46
    neck: float = 1.0
    shoulders: float = 1.0
    strands: float = 0.0
    """Density of single hairs."""
    vividness: float = 0.0
    """Gain of the colours' saturation; below 0 they are muted."""
    blur: int = 1
    """The backdrop is painted this many times smaller: its depth of field."""
    figure: float = 1.28
    """Size of the whole figure in the frame."""
    lift: float = 0.0
    """Light added to very dark skin, where the style's own darkening or flatness would swallow the features."""
    detail: bool = True
    """Folds, seams, buttons and the like."""


MANNERS: Final[dict[StyleType, Manner]] = {
    StyleType.REALISTIC: Manner(Shading.SOFT, Eyes.NATURAL, strands=1.0, blur=6, eye_size=1.08),
    StyleType.FANTASY: Manner(
        Shading.SOFT, Eyes.NATURAL, strands=0.8, blur=3, vividness=0.15, eye_size=1.2, jaw=0.95, chin_width=0.9
    ),
    StyleType.CYBERPUNK: Manner(Shading.SOFT, Eyes.NATURAL, line=1.6, strands=0.5, blur=3, eye_size=1.12, lift=0.16),
    StyleType.VINTAGE: Manner(
        Shading.SOFT,
        Eyes.NATURAL,
        line=3.0,
        black_ink=True,
        strands=0.6,
        vividness=-0.35,
        eye_size=1.1,
        figure=1.12,
        lift=0.32,
        blur=2,
    ),
    StyleType.ANIME: Manner(
        Shading.CEL,
        Eyes.ANIME,
        line=2.6,
        head=1.08,
        figure=1.24,
        jaw=0.9,
        chin=146.0,
        chin_width=0.5,
        eye_size=1.0,
        eye_y=14.0,
        eye_gap=0.47,
        neck=0.78,
        shoulders=0.86,
        strands=0.12,
        vividness=0.12,
        blur=2,
    ),
    StyleType.CARTOON: Manner(
        Shading.FLAT,
        Eyes.ROUND,
        line=7.0,
        black_ink=True,
        head=1.16,
        figure=1.14,
        face_width=1.12,
        jaw=1.12,
        chin=134.0,
        chin_width=1.5,
        eye_y=2.0,
        eye_gap=0.38,
        neck=0.72,
        shoulders=0.8,
        vividness=0.3,
    ),
    StyleType.MINIMALIST: Manner(
        Shading.PLAIN,
        Eyes.DOT,
        chin=150.0,
        neck=0.92,
        shoulders=0.92,
        vividness=-0.1,
        figure=1.0,
        detail=False,
        lift=0.1,
    ),
}
