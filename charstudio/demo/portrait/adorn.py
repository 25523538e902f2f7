"""What a style adds to the figure itself: circlet and halo in fantasy, implants and neon in cyberpunk."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from charstudio.demo.portrait.body import Body
from charstudio.demo.portrait.ink import Ink, curve, ellipse, polygon
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.spec import Expression, Headgear
from charstudio.demo.portrait.tint import clear, lit, mix, shade

GOLD = QColor("#d9ab4e")
MAGENTA = QColor("#ff3fb4")
CYAN = QColor("#2fe6ff")


def paint_halo(ink: Ink, rig: Rig) -> None:
    """Fantasy, behind the figure, in head coordinates: a golden ring with rays and stars."""
    painter = ink.painter
    y = -30.0
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for radius, width, opacity in ((222, 7.0, 0.95), (236, 2.4, 0.9), (206, 2.0, 0.8), (272, 1.8, 0.5)):
        painter.setPen(QPen(clear(GOLD, opacity), width))
        painter.drawEllipse(QPointF(0, y), radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    rays, gems = QPainterPath(), QPainterPath()
    for index in range(24):
        angle = math.tau * index / 24
        cos, sin = math.cos(angle), math.sin(angle)
        long = 300 if index % 2 else 326
        rays.moveTo(cos * 242 - sin * 6, y + sin * 242 + cos * 6)
        rays.lineTo(cos * long, y + sin * long)
        rays.lineTo(cos * 242 + sin * 6, y + sin * 242 - cos * 6)
        gems.addEllipse(QPointF(cos * 222, y + sin * 222), 4.6, 4.6)
    ink.fill(rays, clear(QColor("#f2d488"), 0.72))
    ink.fill(gems, QColor("#fff6d8"))


def paint_pointed_ears(ink: Ink, rig: Rig) -> None:
    """Fantasy, in head coordinates, under the hair."""
    skin = rig.tones.skin
    for side in (-1, 1):
        if side * rig.yaw > 0.2:
            continue
        x, y = rig.rim(side * rig.half, 20)[0], rig.eye_y + 30
        ear = QPainterPath(QPointF(x - side * 14, y + 26))
        ear.cubicTo(QPointF(x + side * 24, y + 22), QPointF(x + side * 42, y - 40), QPointF(x + side * 78, y - 84))
        ear.cubicTo(QPointF(x + side * 30, y - 74), QPointF(x + side * 4, y - 62), QPointF(x - side * 16, y - 40))
        ear.closeSubpath()
        ink.shape(ear, skin)
        ink.glow(x + side * 16, y - 24, 16, 28, QColor("#b8483e"), 0.3)
        ink.ellipse(x + side * 14, y + 22, 5, 5, GOLD)
        ink.ellipse(x + side * 14, y + 36, 6, 8, rig.tones.accent)


def paint_circlet(ink: Ink, rig: Rig) -> None:
    """Fantasy, in head coordinates, over the hair."""
    band = curve(
        [
            rig.rim(-rig.half - 8, -66),
            rig.at(-0.6, -92, 8),
            rig.at(0, -76, 16),
            rig.at(0.6, -92, 8),
            rig.rim(rig.half + 8, -66),
        ],
        tension=0.9,
    )
    ink.stroke(band, shade(GOLD, 0.5), 10)
    ink.stroke(band, GOLD, 7)
    ink.stroke(band.translated(-1, -1.5), lit(GOLD, 0.6), 2)
    x, y = rig.at(0, -70, 18)
    drop = QPainterPath(QPointF(x, y - 22))
    drop.cubicTo(QPointF(x + 18, y - 6), QPointF(x + 14, y + 18), QPointF(x, y + 22))
    drop.cubicTo(QPointF(x - 14, y + 18), QPointF(x - 18, y - 6), QPointF(x, y - 22))
    gem = mix(rig.tones.accent, QColor("#46c8d8"), 0.35)
    ink.glow(x, y, 50, 50, lit(gem, 0.4), 0.7)
    ink.fill(drop, gem)
    ink.stroke(drop, GOLD, 4)
    ink.ellipse(x - 4, y - 4, 4, 6, QColor(255, 255, 255, 210))
    for u in (-0.36, 0.36):
        px, py = rig.at(u, -84, 10)
        ink.ellipse(px, py, 6.5, 6.5, shade(GOLD, 0.4))
        ink.ellipse(px, py, 4.5, 4.5, lit(gem, 0.4))


def paint_ornate_collar(ink: Ink, rig: Rig, body: Body) -> None:
    """Fantasy, in canvas coordinates, over the clothes: a chain of office with a pendant."""
    x, y, neck = body.x, body.neck_y, body.neck
    for drop, width in ((92.0, 6.0), (128.0, 4.0)):
        chain = curve(
            [
                (x - neck - 40, y + 16),
                (x - neck * 0.9, y + drop * 0.72),
                (x + body.turn * 12, y + drop),
                (x + neck * 0.9, y + drop * 0.72),
                (x + neck + 40, y + 16),
            ],
            tension=0.95,
        )
        ink.stroke(chain, shade(GOLD, 0.55), width + 3)
        ink.stroke(chain, GOLD, width)
        beads = QPainterPath()
        for step in range(1, 18):
            beads.addEllipse(chain.pointAtPercent(step / 18), width * 1.05, width * 1.05)
        ink.fill(beads, shade(GOLD, 0.2))
        ink.fill(beads.translated(-1.5, -1.5), lit(GOLD, 0.35))
    cx, cy = x + body.turn * 12, y + 146
    ink.glow(cx, cy, 70, 70, lit(rig.tones.accent, 0.4), 0.6)
    ink.fill(polygon((cx, cy - 36), (cx + 26, cy), (cx, cy + 40), (cx - 26, cy)), GOLD)
    ink.fill(polygon((cx, cy - 24), (cx + 17, cy), (cx, cy + 28), (cx - 17, cy)), rig.tones.accent)
    ink.fill(polygon((cx, cy - 24), (cx, cy + 28), (cx - 17, cy)), clear(QColor("white"), 0.3))


def paint_neon(ink: Ink, rig: Rig, body: Body) -> None:
    """Cyberpunk, in canvas coordinates, over the darkened figure: glowing seams on the clothes."""
    for side, tone in ((-1, MAGENTA), (1, CYAN)):
        seam = curve(
            [
                (body.x + side * (body.neck + 34), body.neck_y + 26),
                body.at(side * 0.3, 150),
                body.at(side * 0.3, 210),
                body.at(side * 0.16, 260),
                body.at(side * 0.16, 700),
            ],
            tension=0.15,
        )
        glow_line(ink, seam, tone, 4.0)
        sleeve = curve(
            [body.at(side * 1.0, 74), body.at(side * 1.13, 140), body.at(side * 1.2, 300), body.at(side * 1.3, 600)]
        )
        glow_line(ink, sleeve, tone, 3.0)
    collar = curve(
        [
            (body.x - body.neck - 34, body.neck_y + 24),
            (body.x, body.neck_y + 60),
            (body.x + body.neck + 34, body.neck_y + 24),
        ],
        tension=0.9,
    )
    glow_line(ink, collar, mix(CYAN, MAGENTA, 0.3), 3.5)


def glow_line(ink: Ink, path: QPainterPath, colour: QColor, width: float) -> None:
    """A neon tube: a halo, a coloured line, a white-hot core."""
    for factor, opacity in ((5.0, 0.16), (2.4, 0.36)):
        ink.stroke(path, clear(colour, opacity), width * factor)
    ink.stroke(path, colour, width)
    ink.stroke(path, lit(colour, 0.8), width * 0.45)


def paint_implants(ink: Ink, rig: Rig) -> None:
    """Cyberpunk, in head coordinates, over the darkened figure: a visor, or glowing circuits and eyes."""
    if rig.look.seed % 3 == 0 and rig.shot.expression not in (Expression.SURPRISED, Expression.EYES_SHUT):
        _visor(ink, rig)
    else:
        _circuits(ink, rig)
    if rig.look.headgear is not Headgear.HIJAB:
        side = -1 if rig.yaw > 0.1 else 1
        x, y = rig.rim(side * (rig.half + 2), 24)
        ink.ellipse(x, y + 6, 21, 27, QColor("#171327"))
        ink.stroke(ellipse(x, y + 6, 21, 27), QColor("#3d3560"), 3)
        glow_line(ink, ellipse(x, y + 6, 11, 15), CYAN if side > 0 else MAGENTA, 2.6)


def _circuits(ink: Ink, rig: Rig) -> None:
    side = 1 if rig.yaw <= 0.1 else -1
    tone = CYAN if rig.look.seed % 2 else MAGENTA
    top, nose, lip = rig.eye_y, rig.nose_y, rig.mouth_y
    lines = (
        [(0.52, top + 34), (0.56, nose + 4), (0.8, nose + 16), (0.84, top + 10)],
        [(0.62, nose + 8), (0.6, lip + 4), (0.46, lip + 26)],
        [(0.3, -92), (0.44, -78), (0.46, -54)],
    )
    for line in lines:
        path = curve([rig.at(side * u, y) for u, y in line], tension=0.1)
        glow_line(ink, path, tone, 2.2)
        x, y = rig.at(side * line[-1][0], line[-1][1])
        ink.ellipse(x, y, 4.4, 4.4, lit(tone, 0.6))
    for s, opening in ((-1, rig.mood.open_left), (1, rig.mood.open_right)):
        if opening > 0.1:
            x, y = rig.at(s * rig.manner.eye_gap, rig.eye_y)
            ink.glow(x + rig.gaze[0] * 11, y, 24, 22, tone, 0.5)
            ink.stroke(ellipse(x + rig.gaze[0] * 11, y - 1, 8.5, 8.5), lit(tone, 0.3), 2.0)


def _visor(ink: Ink, rig: Rig) -> None:
    y = rig.eye_y
    edge = [
        rig.at(-0.98, y - 26),
        rig.at(-0.5, y - 34, 8),
        rig.at(0, y - 32, 16),
        rig.at(0.5, y - 34, 8),
        rig.at(0.98, y - 26),
    ]
    edge += [
        rig.at(0.94, y + 14),
        rig.at(0.5, y + 28, 8),
        rig.at(0.12, y + 14, 18),
        rig.at(-0.12, y + 14, 18),
        rig.at(-0.5, y + 28, 8),
        rig.at(-0.94, y + 14),
    ]
    glass = curve(edge, closed=True, tension=0.6)
    ink.glow(rig.at(0, y)[0], y, rig.half * 1.3, 70, CYAN, 0.4)
    ink.fill(glass, clear(QColor("#0d1230"), 0.72))
    with ink.inside(glass):
        for row in range(9):
            tone = mix(MAGENTA, CYAN, row / 8)
            ink.painter.fillRect(int(-rig.half * 1.2), int(y - 34 + row * 7), int(rig.half * 2.4), 3, clear(tone, 0.5))
        ink.fill(
            polygon(rig.at(-0.8, y - 40), rig.at(-0.45, y - 40), rig.at(-0.66, y + 40), rig.at(-0.95, y + 40)),
            clear(QColor("white"), 0.24),
        )
    glow_line(ink, glass, CYAN, 2.6)
