"""Everyday garments, and what is worn to work and to play.

Each paints itself and returns the colours of sleeve and cuff.
"""

from __future__ import annotations

from PySide6.QtGui import QColor

from charstudio.demo.portrait.body import FLOOR, Body, paint_sleeves
from charstudio.demo.portrait.ink import Ink, curve, polygon
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.tailoring import band, collar, knit, lapels, open_front
from charstudio.demo.portrait.tint import clear, lit, mix, shade


def wear_tee(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    colour = rig.tones.primary
    ink.shape(body.garment(body.crew(16, 6, 44)), colour)
    paint_sleeves(ink, body, colour)
    band(ink, body, 16, 6, 44, 15, mix(colour, rig.tones.secondary, 0.25) if rig.look.seed % 2 else rig.tones.secondary)
    return colour, rig.tones.skin


def wear_shirt(ink: Ink, rig: Rig, body: Body, colour: QColor | None = None) -> tuple[QColor, QColor]:
    cloth = colour or mix(rig.tones.secondary, rig.tones.primary, 0.12)
    ink.shape(body.garment(body.vee(10, 78)), cloth)
    paint_sleeves(ink, body, cloth)
    middle = body.x + body.turn * 22
    placket = curve([(middle, body.neck_y + 76), (middle + 2, body.neck_y + 240), (middle + 4, FLOOR)])
    ink.detail(placket, cloth)
    if ink.manner.detail:
        for row in range(4):
            ink.ellipse(middle + 8, body.neck_y + 112 + row * 82, 5.5, 5.5, rig.tones.accent)
    collar(ink, body, cloth, 74)
    return cloth, cloth


def wear_turtleneck(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    colour = rig.tones.primary
    garment = body.garment(body.crew(8, 12, 20))
    ink.shape(garment, colour)
    knit(ink, garment, colour, body)
    paint_sleeves(ink, body, colour)
    x, y, neck = body.x, body.neck_y, body.neck
    roll = curve(
        [
            (x - neck - 10, y - 58),
            (x, y - 44),
            (x + neck + 10, y - 58),
            (x + neck + 18, y + 2),
            (x, y + 26),
            (x - neck - 18, y + 2),
        ],
        closed=True,
        tension=0.8,
    )
    ink.shape(roll, lit(colour, 0.05))
    ink.detail(curve([(x - neck - 12, y - 30), (x, y - 12), (x + neck + 12, y - 30)]), colour, 0.8)
    return colour, lit(colour, 0.05)


def wear_sweater(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    colour = rig.tones.primary
    garment = body.garment(body.crew(14, 8, 34))
    ink.shape(garment, colour)
    knit(ink, garment, colour, body)
    with ink.inside(garment):
        for y, tone, width in ((190, rig.tones.secondary, 34.0), (236, rig.tones.accent, 14.0)):
            stripe = curve([body.at(-1.5, y + 16), body.at(0, y + 30), body.at(1.5, y + 16)])
            ink.stroke(stripe, clear(tone, 0.92), width)
    paint_sleeves(ink, body, colour)
    band(ink, body, 14, 8, 34, 20, shade(colour, 0.12))
    return colour, shade(colour, 0.12)


def wear_cardigan(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    under, colour = rig.tones.secondary, rig.tones.primary
    ink.shape(body.garment(body.crew(12, 6, 40)), under)
    open_front(ink, body, colour, 0.2, 0.34)
    return colour, shade(colour, 0.15)


def wear_suit(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    cloth = mix(rig.tones.primary, QColor("#22242e"), 0.62)
    white = QColor("#f2efe9")
    wear_shirt(ink, rig, body, white)
    x, y = body.x + body.turn * 18, body.neck_y
    tie = polygon((x - 13, y + 66), (x + 13, y + 66), (x + 25, y + 330), (x, y + 366), (x - 25, y + 330))
    ink.shape(tie, rig.tones.accent)
    ink.shape(polygon((x - 18, y + 40), (x + 18, y + 40), (x + 12, y + 72), (x - 12, y + 72)), rig.tones.accent)
    open_front(ink, body, cloth, 0.2, 0.02)
    lapels(ink, body, lit(cloth, 0.05))
    kerchief = polygon(body.at(0.5, 176), body.at(0.58, 156), body.at(0.64, 172), body.at(0.7, 158), body.at(0.72, 182))
    ink.shape(kerchief, white, weight=0.6)
    return cloth, white


def wear_leather(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    leather = mix(QColor("#2b2428"), rig.tones.primary, 0.16)
    ink.shape(body.garment(body.crew(14, 6, 40)), rig.tones.secondary)
    open_front(ink, body, leather, 0.24, 0.3)
    lapels(ink, body, lit(leather, 0.07), 270, 0.58)
    if ink.manner.detail:
        zip_line = curve([body.at(0.27, 190), body.at(0.29, 300), body.at(0.3, 700)])
        ink.stroke(zip_line, QColor("#c9c4bd"), 4)
        for side in (-1, 1):
            ink.ellipse(*body.at(side * 0.48, 98), 6, 6, QColor("#cfcac3"))
            shine = curve([body.at(side * 1.02, 78), body.at(side * 1.12, 150), body.at(side * 1.16, 240)])
            ink.stroke(shine, clear(lit(leather, 0.8), 0.3), 9)
    return leather, leather


def wear_hoodie(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    colour = rig.tones.primary
    ink.shape(body.garment(body.crew(20, 8, 46), 8), colour)
    paint_sleeves(ink, body, colour)
    x, y, neck = body.x, body.neck_y, body.neck
    hood = curve(
        [
            (x - neck - 6, y - 66),
            (x - neck - 66, y - 12),
            (x - neck - 58, y + 42),
            (x - 34, y + 96),
            (x, y + 108),
            (x + 34, y + 96),
            (x + neck + 58, y + 42),
            (x + neck + 66, y - 12),
            (x + neck + 6, y - 66),
            (x + neck - 6, y + 4),
            (x, y + 50),
            (x - neck + 6, y + 4),
        ],
        closed=True,
        tension=0.8,
    )
    ink.shape(hood, lit(colour, 0.06))
    for side in (-1, 1):
        cord = curve([(x + side * 32, y + 84), (x + side * 36, y + 150), (x + side * 32, y + 204)])
        ink.stroke(cord, rig.tones.secondary, 8)
        if ink.manner.detail:
            ink.stroke(curve([(x + side * 32, y + 194), (x + side * 32, y + 212)]), rig.tones.accent, 11)
    pocket = curve([body.at(-0.5, 460), body.at(-0.38, 360), body.at(0.38, 360), body.at(0.5, 460)])
    ink.detail(pocket, colour)
    return colour, shade(colour, 0.14)


def wear_sports(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    colour, stripe = rig.tones.primary, rig.tones.secondary
    garment = body.garment(body.crew(12, 10, 26))
    ink.shape(garment, colour)
    with ink.inside(garment):
        for side in (-1, 1):
            for offset, width in ((0.0, 13.0), (0.1, 13.0)):
                line = curve(
                    [
                        (body.x + side * (body.neck + 14), body.neck_y - 10),
                        body.at(side * (0.94 - offset), 70),
                        body.at(side * (1.12 - offset), 200),
                        body.at(side * (1.24 - offset), 420),
                    ],
                    tension=0.9,
                )
                ink.stroke(line, stripe, width)
        chevron = curve([body.at(-1.2, 300), body.at(0, 236), body.at(1.2, 300)], tension=0.2)
        ink.stroke(chevron, rig.tones.accent, 44)
    paint_sleeves(ink, body, colour)
    x, y, neck = body.x, body.neck_y, body.neck
    collar = curve(
        [
            (x - neck - 8, y - 44),
            (x, y - 20),
            (x + neck + 8, y - 44),
            (x + neck + 20, y + 12),
            (x, y + 44),
            (x - neck - 20, y + 12),
        ],
        closed=True,
        tension=0.8,
    )
    ink.shape(collar, stripe)
    ink.detail(curve([(x, y - 18), (x, y + 330)]), colour, 1.2)
    return colour, stripe
