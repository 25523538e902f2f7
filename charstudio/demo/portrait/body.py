"""Neck, torso, arms and hands."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QLinearGradient, QPainterPath

from charstudio.demo.portrait.hairpaint import Point
from charstudio.demo.portrait.ink import Ink, curve, lock
from charstudio.demo.portrait.manner import Shading
from charstudio.demo.portrait.rig import HEAD, Rig
from charstudio.demo.portrait.spec import Pose
from charstudio.demo.portrait.tint import clear, lit, shade

FLOOR = 1420.0
"""Below every crop, also where the figure is zoomed out."""


class Body:
    """The torso's measures in canvas coordinates."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.x = HEAD[0]
        self.turn = math.sin(rig.yaw) * 0.5
        chin = HEAD[1] - (rig.manner.head - 1) * 50 + rig.chin * rig.manner.head
        self.neck_y = chin + 64 * rig.manner.neck**1.5 + 8
        self.tip_y = self.neck_y + 56
        self.neck = rig.neck_half

    def at(self, u: float, y: float) -> Point:
        """A point of the torso: ``u`` ±1 are the shoulder tips, ``y`` counts from the base of the neck."""
        side = 1 + (0.2 * self.turn if u < 0 else -0.2 * self.turn)
        return (self.x + u * self.rig.shoulder * side + self.turn * 24 * min(1.0, y / 200), self.neck_y + y)

    def garment(self, neckline: Sequence[Point], grow: float = 0.0) -> QPainterPath:
        """Shoulders, arms and trunk, ``grow`` units thicker than the body, open at ``neckline`` (right to left)."""
        g = grow / self.rig.shoulder
        slope = 40 - grow * 0.9
        right = [
            (0.6, slope - 8),
            (0.93 + g, 56 - grow * 0.8),
            (1.08 + g, 112),
            (1.15 + g * 1.4, 230),
            (1.22 + g * 1.5, 420),
            (1.3 + g, FLOOR),
        ]
        path = QPainterPath(QPointF(*neckline[0]))
        start = neckline[0]
        shoulders = curve([start, *(self.at(u, y) for u, y in right)], tension=0.9)
        path.connectPath(shoulders)
        end = neckline[-1]
        left = curve([*(self.at(-u, y) for u, y in reversed(right)), end], tension=0.9)
        path.connectPath(left)
        path.connectPath(curve(list(reversed(neckline)), tension=0.85))
        path.closeSubpath()
        return path

    def crew(self, half: float = 20.0, rise: float = 6.0, depth: float = 34.0) -> list[Point]:
        """A round neckline, right to left: ``half`` beyond the neck, from ``rise`` above its base, ``depth`` deep."""
        reach = self.neck + half
        x, y = self.x, self.neck_y
        return [
            (x + reach, y - rise),
            (x + reach * 0.62, y + depth * 0.72),
            (x + self.turn * 10, y + depth),
            (x - reach * 0.62, y + depth * 0.72),
            (x - reach, y - rise),
        ]

    def vee(self, half: float = 18.0, depth: float = 120.0) -> list[Point]:
        reach = self.neck + half
        x, y = self.x, self.neck_y
        return [
            (x + reach, y - 8),
            (x + reach * 0.5, y + depth * 0.5),
            (x + self.turn * 20, y + depth),
            (x - reach * 0.5, y + depth * 0.5),
            (x - reach, y - 8),
        ]


def paint_neck(ink: Ink, rig: Rig, body: Body) -> None:
    """Neck and upper chest, with the chin's shadow on them."""
    skin = rig.tones.skin
    x, y, half = body.x, body.neck_y, body.neck
    top = y - 150
    points = [
        (x + half * 0.98, top),
        (x + half * 0.92, y - 50),
        (x + half * 1.15, y - 14),
        (x + half * 2.1, y + 16),
        (x + half * 3, y + 60),
    ]
    points += [(x + half * 2.4, y + 300), (x - half * 2.4, y + 300), (x - half * 3, y + 60)]
    points += [(x - half * 2.1, y + 16), (x - half * 1.15, y - 14), (x - half * 0.92, y - 50), (x - half * 0.98, top)]
    path = curve(points, closed=True, tension=0.7)
    if ink.soft:
        base = QLinearGradient(QPointF(x - half, 0), QPointF(x + half * 1.3, 0))
        base.setColorAt(0.0, skin)
        base.setColorAt(0.3, lit(skin, 0.05))
        base.setColorAt(1.0, shade(skin, 0.4))
        ink.fill(path, base)
        with ink.inside(path):
            dark = shade(skin, 0.62)
            ink.glow(x + 8, y - 96, half * 1.7, 84, dark, 0.8, 0.3)
            for sign in (-1, 1):  # the cords of the neck and the collarbones
                ink.glow(x + sign * half * 0.42, y - 10, 13, 60, dark, 0.16)
                bone = curve([(x + sign * 12, y + 22), (x + sign * half * 1.0, y + 12), (x + sign * half * 2.2, y + 4)])
                ink.stroke(bone, clear(dark, 0.1), 14)
                ink.stroke(bone, clear(dark, 0.12), 5)
            ink.glow(x, y + 14, 12, 14, dark, 0.3)
    else:
        ink.fill(path, skin)
        if ink.manner.shading is not Shading.PLAIN:
            with ink.inside(path):
                shadow = curve(
                    [
                        (x - half * 1.2, top),
                        (x + half * 1.3, top),
                        (x + half * 1.3, y - 4),
                        (x + half * 0.1, y - 22),
                        (x - half * 1.2, y - 62),
                    ],
                    closed=True,
                )
                ink.fill(shadow, shade(skin, 0.27 if ink.manner.shading is Shading.CEL else 0.2))
        else:
            with ink.inside(path):
                ink.fill(
                    curve(
                        [
                            (x - half * 1.2, top),
                            (x + half * 1.2, top),
                            (x + half * 1.2, y - 40),
                            (x, y - 26),
                            (x - half * 1.2, y - 40),
                        ],
                        closed=True,
                    ),
                    shade(skin, 0.16),
                )
    ink.outline(path, skin)


def paint_sleeves(ink: Ink, body: Body, colour: QColor) -> None:
    """The creases that part the arms from the trunk, and folds of the cloth."""
    if not ink.manner.detail:
        return
    for side in (-1, 1):
        arm = curve(
            [body.at(side * 0.8, 148), body.at(side * 0.86, 230), body.at(side * 0.93, 400), body.at(side * 0.95, 700)]
        )
        if ink.soft:
            root, low = body.at(side * 0.78, 120), body.at(side * 0.96, 640)
            ink.fill(lock(low, root, 34, bend=side * -10, belly=0.4), clear(shade(colour, 0.75), 0.3))
            ink.fill(lock(low, root, 12, bend=side * -10, belly=0.4), clear(shade(colour, 0.85), 0.45))
        else:
            ink.detail(arm, colour)
        folds = QPainterPath()
        for x0, y0, x1, y1 in ((0.82, 160, 0.6, 205), (0.84, 190, 0.66, 260), (1.12, 180, 0.94, 235)):
            start, end = body.at(side * x0, y0), body.at(side * x1, y1)
            folds.moveTo(*start)
            folds.quadTo(QPointF((start[0] + end[0]) / 2, end[1] - 4), QPointF(*end))
        ink.detail(folds, colour, 0.8, 0.65)
    if ink.soft:
        x, y = body.at(-0.55, 60)
        ink.glow(x, y, 110, 46, lit(colour, 0.5), 0.22)


def paint_arms(ink: Ink, rig: Rig, body: Body, sleeve: QColor, cuff: QColor) -> None:
    """The arms that the pose brings into the picture."""
    pose = rig.shot.pose
    if pose is Pose.WAVING:
        elbow, wrist = body.at(1.3, 300), (body.x + rig.shoulder * 0.6 + 118, body.neck_y + 6)
        _limb(ink, [body.at(1.05, 120), elbow], 92, sleeve)
        _limb(ink, [elbow, wrist], 74, sleeve)
        _cuff(ink, elbow, wrist, 78, cuff)
        _open_hand(ink, rig, wrist, 10)
    elif pose is Pose.ARMS_CROSSED:
        _crossed(ink, rig, body, sleeve, cuff)
    elif pose is Pose.HAND_ON_CHIN:
        elbow, wrist = body.at(0.95, 420), (body.x + 74, body.neck_y + 58)
        _limb(ink, [elbow, wrist], 76, sleeve)
        _cuff(ink, elbow, wrist, 80, cuff)
        _chin_hand(ink, rig, body, wrist)


def _limb(ink: Ink, joints: list[Point], width: float, colour: QColor) -> None:
    (x0, y0), (x1, y1) = joints
    dx, dy = x1 - x0, y1 - y0
    length = math.hypot(dx, dy) or 1.0
    nx, ny = -dy / length * width / 2, dx / length * width / 2
    taper = 0.82
    path = curve(
        [
            (x0 + nx, y0 + ny),
            ((x0 + x1) / 2 + nx, (y0 + y1) / 2 + ny),
            (x1 + nx * taper, y1 + ny * taper),
            (x1 - nx * taper, y1 - ny * taper),
            ((x0 + x1) / 2 - nx, (y0 + y1) / 2 - ny),
            (x0 - nx, y0 - ny),
            (x0 - dx / length * width * 0.5, y0 - dy / length * width * 0.5),
        ],
        closed=True,
        tension=0.8,
    )
    if ink.soft:  # the shadow that sets the arm off from the trunk
        ink.stroke(path.translated(2, 7), clear(shade(colour, 0.8), 0.16), 16)
    # Where nothing is outlined, a bent arm would melt into the trunk.
    ink.shape(path, shade(colour, 0.1) if ink.manner.shading is Shading.PLAIN else colour)


def _cuff(ink: Ink, elbow: Point, wrist: Point, width: float, colour: QColor) -> None:
    dx, dy = wrist[0] - elbow[0], wrist[1] - elbow[1]
    length = math.hypot(dx, dy) or 1.0
    ink.painter.save()
    ink.painter.translate(*wrist)
    ink.painter.rotate(math.degrees(math.atan2(dy, dx)) + 90)
    band = QPainterPath()
    band.addRoundedRect(-width * 0.44, -8, width * 0.88, min(24.0, length), 8, 8)
    ink.shape(band, colour)
    ink.painter.restore()


def _fingers(ink: Ink, rig: Rig, bones: list[tuple[Point, Point, float]], palm: QPainterPath) -> None:
    """Fingers as capsules joined to the palm without inner outlines."""
    skin = rig.tones.skin
    tone = shade(skin, 0.06)
    parts: list[tuple[QPainterPath, float]] = []
    for start, end, width in bones:
        bone = QPainterPath(QPointF(*start))
        bone.lineTo(*end)
        parts.append((bone, width))
    line = ink.manner.line
    if line:
        for bone, width in parts:
            ink.stroke(bone, ink.line_colour(skin), width + line)
        ink.stroke(palm, ink.line_colour(skin), line)
    for bone, width in parts:
        if not line and ink.soft:
            ink.stroke(bone, shade(skin, 0.34), width + 2.5)
        ink.stroke(bone, tone, width)
        if ink.soft:
            ink.stroke(bone.translated(-width * 0.14, -1), clear(lit(skin, 0.4), 0.35), width * 0.4)
    ink.fill(palm, tone)


def _open_hand(ink: Ink, rig: Rig, wrist: Point, lean: float) -> None:
    painter = ink.painter
    painter.save()
    painter.translate(*wrist)
    painter.rotate(lean)
    palm = curve(
        [(-25, 6), (-36, -40), (-38, -84), (-12, -96), (18, -94), (38, -80), (34, -36), (25, 6)],
        closed=True,
        tension=0.8,
    )
    bones: list[tuple[Point, Point, float]] = [
        ((-26, -80), (-46, -152), 21),
        ((-8, -86), (-15, -172), 22),
        ((11, -86), (17, -168), 22),
        ((28, -78), (44, -142), 19),
        ((-24, -36), (-66, -84), 22),
    ]
    _fingers(ink, rig, bones, palm)
    if ink.soft:
        ink.glow(6, -46, 30, 36, shade(rig.tones.skin, 0.5), 0.25)
        ink.glow(-16, -70, 18, 16, lit(rig.tones.skin, 0.5), 0.35)
    ink.detail(curve([(-22, -22), (-6, -44), (-20, -68)]), rig.tones.skin, 0.6, 0.7)
    painter.restore()


def _chin_hand(ink: Ink, rig: Rig, body: Body, wrist: Point) -> None:
    x, y = body.x + 16, body.neck_y - 74
    wx, wy = wrist
    palm = curve(
        [
            (wx + 28, wy),
            (wx + 26, wy - 46),
            (x + 70, y + 18),
            (x + 28, y + 12),
            (x + 14, y + 40),
            (x + 24, wy - 34),
            (wx - 30, wy - 2),
        ],
        closed=True,
        tension=0.8,
    )
    bones: list[tuple[Point, Point, float]] = [
        ((x + 34, y + 62), (x - 6, y + 66), 20),
        ((x + 32, y + 44), (x - 16, y + 46), 21),
        ((x + 36, y + 26), (x - 20, y + 24), 22),
        ((x + 62, y + 20), (x + 66, y - 26), 23),
    ]
    _fingers(ink, rig, bones, palm)


def _crossed(ink: Ink, rig: Rig, body: Body, sleeve: QColor, cuff: QColor) -> None:
    low = 268.0
    right_elbow, left_elbow = body.at(1.02, low + 34), body.at(-1.02, low + 34)
    left_end, right_end = body.at(-0.5, low - 6), body.at(0.52, low - 16)
    for start, end in ((body.at(1.14, 130), right_elbow), (body.at(-1.14, 130), left_elbow)):
        _limb(ink, [start, end], 98, sleeve)
    hand = [
        ((left_end[0] - 4, left_end[1] + d), (left_end[0] - 52, left_end[1] + d - 8), 21.0)
        for d in (-24.0, -8.0, 8.0, 24.0)
    ]
    palm = curve(
        [
            (left_end[0] + 24, left_end[1] - 34),
            (left_end[0] - 14, left_end[1] - 34),
            (left_end[0] - 14, left_end[1] + 34),
            (left_end[0] + 24, left_end[1] + 34),
        ],
        closed=True,
    )
    _limb(ink, [left_elbow, right_end], 96, sleeve)
    _fingers(ink, rig, hand, palm)
    _limb(ink, [right_elbow, left_end], 96, sleeve)
    _cuff(ink, right_elbow, left_end, 94, cuff)
