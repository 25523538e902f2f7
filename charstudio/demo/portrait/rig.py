"""Where things are on the figure: the head turned and tilted, the body below it, and what the face is doing.

Head coordinates: the origin is between the eyes, y runs down, one unit is one canvas unit at natural size.
Canvas coordinates: 768 × 1024.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath

from charstudio.demo.portrait.manner import MANNERS, Shading
from charstudio.demo.portrait.spec import Age, Build, Expression, FaceShape, HairStyle, Headgear, Outfit, Portrait, Pose
from charstudio.demo.portrait.tones import Tones

CANVAS: Final = (768.0, 1024.0)
HEAD: Final = (384.0, 372.0)
"""The origin of the head in the canvas: the face's centre is some 40 units below, 40 % from the top."""


@dataclass(frozen=True)
class Mood:
    """What the face does. Openings run from 0 to 1 and a little beyond, shifts are in head units."""

    open_left: float = 1.0
    open_right: float = 1.0
    squint: float = 0.0
    brow_lift: float = 0.0
    brow_slant: float = 0.0
    """Above 0 the inner ends come down (anger), below they go up (grief)."""
    smile: float = 0.45
    gape: float = 0.0
    mouth_width: float = 1.0
    gaze: tuple[float, float] = (0.0, 0.0)
    blush: float = 0.3


MOODS: Final[dict[Expression, Mood]] = {
    Expression.NEUTRAL: Mood(),
    Expression.SMILE: Mood(0.92, 0.92, squint=0.25, brow_lift=3, smile=0.8, mouth_width=1.18, blush=0.6),
    Expression.LAUGH: Mood(0.0, 0.0, squint=0.6, brow_lift=10, smile=1.0, gape=0.85, mouth_width=1.3, blush=0.8),
    Expression.SAD: Mood(0.72, 0.72, brow_lift=4, brow_slant=-0.9, smile=-0.6, mouth_width=0.85, gaze=(0, 0.4)),
    Expression.ANGRY: Mood(0.78, 0.78, squint=0.3, brow_lift=-9, brow_slant=1.0, smile=-0.45, gape=0.0, blush=0.35),
    Expression.SURPRISED: Mood(1.22, 1.22, brow_lift=20, smile=0.0, gape=0.7, mouth_width=0.58, blush=0.4),
    Expression.WINK: Mood(1.0, 0.0, squint=0.2, brow_lift=4, smile=0.85, mouth_width=1.1, blush=0.6),
    Expression.EYES_SHUT: Mood(-0.01, -0.01, brow_lift=2, smile=0.35, blush=0.45),
    Expression.THOUGHTFUL: Mood(
        0.86, 0.86, brow_lift=5, brow_slant=-0.25, smile=-0.08, mouth_width=0.85, gaze=(0.55, -0.55)
    ),
}

_FACES: Final[dict[FaceShape, tuple[float, float, float, float]]] = {
    # width, jaw, chin width, length
    FaceShape.OVAL: (1.0, 0.96, 1.0, 1.0),
    FaceShape.ROUND: (1.06, 1.04, 1.2, 0.95),
    FaceShape.SQUARE: (1.02, 1.1, 1.35, 1.0),
    FaceShape.HEART: (1.03, 0.9, 0.8, 0.99),
    FaceShape.LONG: (0.96, 0.98, 1.05, 1.05),
}
_YAW: Final[dict[Pose, float]] = {
    Pose.LOOKING_LEFT: -0.46,
    Pose.LOOKING_RIGHT: 0.46,
    Pose.THREE_QUARTER: 0.34,
    Pose.HAND_ON_CHIN: -0.16,
    Pose.ARMS_CROSSED: 0.12,
    Pose.WAVING: -0.1,
}
_ROLL: Final[dict[Pose, float]] = {Pose.HEAD_TILT: 10.0, Pose.WAVING: 5.0, Pose.HAND_ON_CHIN: -5.0}


_UNDER_HAT: Final[dict[HairStyle, HairStyle]] = {
    HairStyle.QUIFF: HairStyle.SIDE_PART,
    HairStyle.SPIKY: HairStyle.PIXIE,
    HairStyle.BUN: HairStyle.PONYTAIL,
    HairStyle.AFRO: HairStyle.CURLY,
}


def _hat_fits(portrait: Portrait) -> bool:
    """Whether a hat presses the hair: the helmet of a space suit stands clear of it."""
    return portrait.shot.hat and portrait.outfit is not Outfit.SPACE_SUIT


def _worn_hair(portrait: Portrait) -> HairStyle:
    """The hair style as headwear leaves it: hidden by a veil, pressed flat by a hat."""
    hair = portrait.look.hair
    if portrait.look.headgear is Headgear.HIJAB:
        return HairStyle.BALD
    if _hat_fits(portrait):
        return _UNDER_HAT.get(hair, hair)
    return hair


class Rig:
    """The figure of one portrait, measured."""

    def __init__(self, portrait: Portrait) -> None:
        look, shot = portrait.look, portrait.shot
        self.portrait = portrait
        self.look = look
        self.shot = shot
        self.outfit = portrait.outfit
        self.manner = MANNERS[portrait.style]
        self.tones = Tones.of(look, self.manner)
        self.mood = MOODS[shot.expression]
        self.hair = _worn_hair(portrait)
        self.hat_fits = _hat_fits(portrait)
        # Nobody poses dead straight: a trace of turn and tilt of their own keeps a wall of portraits alive.
        self.yaw = _YAW.get(shot.pose, 0.0) + ((look.seed * 37 % 11) - 5) * 0.012
        self.roll = _ROLL.get(shot.pose, 0.0) + ((look.seed * 53 % 7) - 3) * 0.6
        self.zoom = self.manner.figure * {Pose.CLOSE_UP: 1.2, Pose.ARMS_CROSSED: 0.84, Pose.WAVING: 0.86}.get(
            shot.pose, 1.0
        )
        glance = {Pose.LOOKING_LEFT: -0.5, Pose.LOOKING_RIGHT: 0.5, Pose.THREE_QUARTER: -0.25}.get(shot.pose, 0.0)
        self.gaze = (max(-0.75, min(0.75, self.mood.gaze[0] + glance)), self.mood.gaze[1])
        width, jaw, chin, length = _FACES[look.face]
        manly = {Build.MASCULINE: 1.0, Build.ANDROGYNOUS: 0.45, Build.FEMININE: 0.0}[look.build]
        self.manly = manly
        self.elder = look.age is Age.ELDER
        self.half = 116.0 * width * self.manner.face_width * (1 + 0.02 * manly)
        self.jaw = 0.69 * jaw * self.manner.jaw * (1 + 0.14 * manly)
        self.chin_half = 0.27 * chin * self.manner.chin_width * (0.92 + 0.28 * manly)
        self.chin = self.manner.chin * (0.6 + 0.4 * length) * (1 + 0.035 * manly)
        self.crown = -168.0
        self.eye_y = self.manner.eye_y
        self.mouth_y = self.eye_y + (self.chin - self.eye_y) * 0.6
        self.nose_y = self.eye_y + (self.chin - self.eye_y) * 0.36
        self.neck_half = (45.0 + 17.0 * manly) * self.manner.neck
        self.shoulder = (212.0 + 52.0 * manly) * self.manner.shoulders

    def at(self, u: float, y: float, depth: float = 0.0) -> tuple[float, float]:
        """A point of the face: ``u`` from −1 (the ear on our left) to 1, turned with the head; ``depth`` stands out."""
        angle = math.asin(max(-1.0, min(1.0, u * 0.95))) + self.yaw
        return (self.half / 0.95 * math.sin(angle) + depth * math.sin(self.yaw), y)

    def squeeze(self, u: float) -> float:
        """How much narrower than from the front the face is at ``u``."""
        angle = math.asin(u * 0.95)
        return max(0.4, math.cos(angle + self.yaw) / math.cos(angle))

    def rim(self, x: float, y: float) -> tuple[float, float]:
        """A point of the skull's outline, which swings back as the face turns away."""
        return (x - math.sin(self.yaw) * 26.0 * min(1.0, max(0.0, (60.0 - y) / 120.0)), y)

    def cheek(self, x: float, y: float) -> tuple[float, float]:
        """A point of the face's outline: the chin follows the turn more than the temples do."""
        share = max(0.0, min(1.0, (y + 60.0) / (self.chin + 60.0)))
        return (x * (1 - 0.05 * abs(self.yaw)) + math.sin(self.yaw) * (84.0 * share**1.3 - 8.0), y)

    def head_path(self) -> QPainterPath:
        """The skull and face, without ears."""
        half, jaw, chin = self.half, self.half * self.jaw, self.half * self.chin_half
        low = self.chin
        corner = low * (0.6 if self.manner.shading is Shading.FLAT else 0.66)

        def point(x: float, y: float) -> QPointF:
            return QPointF(*(self.cheek(x, y) if y > -60 else self.rim(x, y)))

        path = QPainterPath(point(0, self.crown))
        path.cubicTo(point(half * 0.74, self.crown), point(half * 1.04, -112), point(half * 0.99, -22))
        path.cubicTo(point(half * 0.98, 34), point(jaw * 1.2, corner - 34), point(jaw, corner))
        path.cubicTo(point(jaw * 0.82, corner + 30), point(chin * 1.25, low), point(0, low))
        path.cubicTo(point(-chin * 1.25, low), point(-jaw * 0.82, corner + 30), point(-jaw, corner))
        path.cubicTo(point(-jaw * 1.2, corner - 34), point(-half * 0.98, 34), point(-half * 0.99, -22))
        path.cubicTo(point(-half * 1.04, -112), point(-half * 0.74, self.crown), point(0, self.crown))
        return path

    def enter_head(self, painter: QPainter) -> None:
        """From canvas to head coordinates; the caller saves and restores."""
        # The head tilts about the top of the neck, not about the nose.
        painter.translate(HEAD[0], HEAD[1] + 150)
        painter.rotate(self.roll)
        painter.translate(0, -150)
        scale = self.manner.head
        painter.translate(0, -(scale - 1) * 50)
        painter.scale(scale, scale)

    def enter_figure(self, painter: QPainter) -> None:
        """Zooms the figure about the face; the caller saves and restores."""
        painter.translate(HEAD[0], HEAD[1] + 30)
        painter.scale(self.zoom, self.zoom)
        painter.translate(-HEAD[0], -HEAD[1] - 30)


def fit(painter: QPainter, width: int, height: int) -> None:
    """Maps canvas units to pixels: fills the picture, keeps the top."""
    scale = max(width / CANVAS[0], height / CANVAS[1])
    painter.translate((width - CANVAS[0] * scale) / 2, 0)
    painter.scale(scale, scale)
