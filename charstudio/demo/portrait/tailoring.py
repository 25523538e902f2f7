"""Parts that garments share: knit, collars, open fronts, plate, fur and prints."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainterPath

from charstudio.demo.portrait.body import FLOOR, Body, paint_sleeves
from charstudio.demo.portrait.ink import Ink, curve, polygon
from charstudio.demo.portrait.tint import clear, lit, shade


def knit(ink: Ink, path: QPainterPath, colour: QColor, body: Body) -> None:
    """Ribs of a knitted garment."""
    if not ink.manner.detail:
        return
    ribs = []
    for step in range(-11, 12):
        x = body.x + step * 30
        rib = QPainterPath(QPointF(x, body.neck_y - 20))
        rib.cubicTo(
            QPointF(x - 4, body.neck_y + 100),
            QPointF(x + step * 2, body.neck_y + 200),
            QPointF(x + step * 3, body.neck_y + 460),
        )
        ribs.append(rib)
    with ink.inside(path):
        ink.strokes(ribs, clear(shade(colour, 0.5), 0.28), 5)


def band(ink: Ink, body: Body, half: float, rise: float, depth: float, thick: float, colour: QColor) -> None:
    """The ribbed band round a neckline."""
    upper, lower = body.crew(half, rise, depth), body.crew(half + thick * 0.7, rise - 2, depth + thick)
    path = curve(upper, tension=0.85)
    path.connectPath(curve(list(reversed(lower)), tension=0.85))
    path.closeSubpath()
    ink.shape(path, colour, weight=0.8)


def collar(ink: Ink, body: Body, colour: QColor, drop: float) -> None:
    """The two wings of a shirt collar."""
    x, y, neck = body.x, body.neck_y, body.neck
    for side in (-1, 1):
        wing = QPainterPath(QPointF(x + side * (neck + 2), y - 42))
        wing.quadTo(QPointF(x + side * (neck + 30), y - 16), QPointF(x + side * (neck + 38), y + 8))
        wing.lineTo(x + side * (neck * 0.75 + 8) + body.turn * 14, y + drop)
        wing.lineTo(x + side * 3 + body.turn * 18, y + drop - 4)
        wing.quadTo(QPointF(x + side * neck * 0.5, y + 14), QPointF(x + side * (neck + 2), y - 42))
        ink.shape(wing, lit(colour, 0.1))


def open_front(ink: Ink, body: Body, colour: QColor, top: float, low: float) -> None:
    """Both halves of an open jacket over what is under it; ``top`` and ``low`` are half the gap in shoulder widths."""
    for side in (-1, 1):
        x, y = body.x + side * (body.neck + 20), body.neck_y - 10
        points = [
            (x, y),
            body.at(side * 0.62, 26),
            body.at(side * 0.96, 52),
            body.at(side * 1.11, 112),
            body.at(side * 1.18, 230),
        ]
        points += [body.at(side * 1.25, 420), body.at(side * 1.33, FLOOR)]
        half = curve(points, tension=0.9)
        half.lineTo(*body.at(side * low, FLOOR))
        half.lineTo(*body.at(side * low, 420))
        half.connectPath(
            curve(
                [body.at(side * low, 420), body.at(side * (top + 0.03), 170), (x - side * 6, y + 34), (x, y)],
                tension=0.8,
            )
        )
        half.closeSubpath()
        ink.shape(half, colour)
    paint_sleeves(ink, body, colour)


def lapels(ink: Ink, body: Body, colour: QColor, low: float = 300.0, wide: float = 0.5) -> None:
    x, y, neck = body.x, body.neck_y, body.neck
    for side in (-1, 1):
        lapel = polygon(
            (x + side * (neck + 8), y - 34),
            (x + side * (neck + 34), y - 2),
            body.at(side * wide, 78),
            body.at(side * (wide - 0.1), 98),
            body.at(side * (wide - 0.02), 118),
            body.at(side * 0.05, low),
            body.at(side * 0.17, 120),
        )
        ink.shape(lapel, colour)


def metal(ink: Ink, path: QPainterPath, colour: QColor, sharp: float = 1.0) -> None:
    """Polished plate: hard bands of light and dark."""
    if not ink.soft:
        ink.shape(path, colour)
        return
    box = path.boundingRect()
    gradient = QLinearGradient(box.topLeft(), QPointF(box.right(), box.bottom()))
    for stop, tone in (
        (0.0, lit(colour, 0.35)),
        (0.18, lit(colour, 0.75 * sharp)),
        (0.32, colour),
        (0.58, shade(colour, 0.55)),
        (0.72, lit(colour, 0.2)),
        (1.0, shade(colour, 0.7)),
    ):
        gradient.setColorAt(stop, tone)
    ink.fill(path, gradient)
    ink.stroke(path, clear(shade(colour, 0.8), 0.7), 2.4)
    ink.outline(path, colour)


def fur(ink: Ink, body: Body, fur: QColor) -> None:
    """A fur collar: tufts round the neck, from the back forward."""
    x, y, neck = body.x, body.neck_y, body.neck
    whole = QPainterPath()
    whole.setFillRule(Qt.FillRule.WindingFill)
    for step in range(13):
        share = step / 6 - 1
        cx = x + share * (neck + 44)
        cy = y + 58 - 96 * share * share + 6 * (step % 2)
        whole.addEllipse(QPointF(cx, cy), 37, 34)
    if ink.manner.line:
        ink.stroke(whole, ink.line_colour(fur), ink.manner.line * 2)
    ink.fill(whole, fur)
    if ink.soft:
        with ink.inside(whole):
            ink.glow(x + 40, y + 80, neck + 90, 60, shade(fur, 0.6), 0.4)
    if ink.manner.detail:
        hairs = []
        for step in range(46):
            share = step / 22.5 - 1
            cx = x + share * (neck + 52)
            cy = y + 52 - 96 * share * share + (step * 29 % 37) - 18
            hair = QPainterPath(QPointF(cx, cy))
            hair.quadTo(QPointF(cx + share * 8, cy + 10), QPointF(cx + share * 22 + 3, cy + 19))
            hairs.append(hair)
        ink.strokes(hairs, clear(shade(fur, 0.42), 0.6), 2.4)


def blossom(ink: Ink, x: float, y: float, size: float, colour: QColor) -> None:
    """Five round petals and a golden heart."""
    petals = QPainterPath()
    petals.setFillRule(Qt.FillRule.WindingFill)
    for dx, dy in ((0.0, -1.0), (0.95, -0.31), (0.59, 0.81), (-0.59, 0.81), (-0.95, -0.31)):
        petals.addEllipse(QPointF(x + dx * size * 0.55, y + dy * size * 0.55), size * 0.46, size * 0.46)
    ink.fill(petals, colour)
    ink.ellipse(x, y, size * 0.24, size * 0.24, QColor("#f2c14e"))
