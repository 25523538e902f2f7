"""Garments for the weather and for great occasions. Each paints itself and returns the colours of sleeve and cuff."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainterPath

from charstudio.demo.portrait.body import FLOOR, Body, paint_sleeves
from charstudio.demo.portrait.ink import Ink, curve, ellipse
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.tailoring import blossom, fur, metal, open_front
from charstudio.demo.portrait.tint import clear, lit, mix, shade


def wear_winter(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    colour, pelt = rig.tones.primary, QColor("#efe4d2")
    coat = body.garment(body.crew(26, 10, 30), 22)
    ink.shape(coat, colour)
    with ink.inside(coat):
        for row in range(5):
            y = 150 + row * 92
            seam = curve(
                [
                    body.at(-1.7, y - 14),
                    body.at(-0.8, y + 10),
                    body.at(0, y + 16),
                    body.at(0.8, y + 10),
                    body.at(1.7, y - 14),
                ]
            )
            ink.detail(seam, colour)
            if ink.soft:
                ink.stroke(seam.translated(0, 24), clear(lit(colour, 0.6), 0.2), 22)
    paint_sleeves(ink, body, colour)
    ink.detail(curve([(body.x, body.neck_y + 60), (body.x + 2, FLOOR)]), colour, 1.3)
    fur(ink, body, pelt)
    return colour, pelt


def wear_rain(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    colour = mix(QColor("#f2b92f"), rig.tones.accent, 0.25)
    ink.shape(body.garment(body.crew(20, 10, 30), 16), colour)
    paint_sleeves(ink, body, colour)
    x, y, neck = body.x, body.neck_y, body.neck
    for side in (-1, 1):
        flap = curve(
            [
                (x + side * (neck - 4), y - 62),
                (x + side * (neck + 52), y - 24),
                (x + side * (neck + 64), y + 26),
                (x + side * 40, y + 92),
                (x + side * 6, y + 70),
                (x + side * (neck - 14), y + 14),
            ],
            closed=True,
            tension=0.7,
        )
        ink.shape(flap, lit(colour, 0.1))
    ink.detail(curve([(x, y + 72), (x + 3, FLOOR)]), colour, 1.4)
    if ink.manner.detail:
        for row in range(3):
            ink.ellipse(x + 24, y + 140 + row * 100, 9, 9, shade(colour, 0.5))
            ink.ellipse(x + 22, y + 137 + row * 100, 5, 5, lit(colour, 0.6))
    if ink.soft:
        for side in (-1, 1):
            ink.stroke(
                curve([body.at(side * 0.5, 50), body.at(side * 0.98, 80), body.at(side * 1.14, 170)]),
                clear(QColor("white"), 0.3),
                8,
            )
    return colour, shade(colour, 0.1)


def wear_armour(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    steel, gold = mix(QColor("#a9b4c4"), rig.tones.primary, 0.14), QColor("#cf9f45")
    x, y, neck = body.x, body.neck_y, body.neck
    ink.shape(body.garment(body.crew(14, 8, 20)), mix(QColor("#59606c"), rig.tones.primary, 0.35))
    plate = curve(
        [
            body.at(-0.62, 44),
            body.at(-0.2, 52),
            body.at(0.2, 52),
            body.at(0.62, 44),
            body.at(0.78, 190),
            body.at(0.66, 420),
            body.at(0, 470),
            body.at(-0.66, 420),
            body.at(-0.78, 190),
        ],
        closed=True,
        tension=0.7,
    )
    metal(ink, plate, steel)
    ink.detail(curve([body.at(0.02, 66), body.at(0.03, 230), body.at(0.02, 460)]), steel)
    ink.stroke(curve([body.at(-0.6, 66), body.at(-0.2, 84), body.at(0.2, 84), body.at(0.6, 66)]), gold, 8)
    gem = ellipse(*body.at(0.02, 142), 19, 24)
    ink.shape(gem, rig.tones.accent)
    ink.stroke(gem, gold, 5)
    for side in (-1, 1):
        for tier in (2, 1, 0):
            cx, cy = body.at(side * (1.0 + tier * 0.07), 84 + tier * 52)
            pauldron = curve(
                [
                    (cx - side * 74, cy - 28),
                    (cx - side * 10, cy - 64 + tier * 6),
                    (cx + side * 66, cy - 22),
                    (cx + side * 80, cy + 46),
                    (cx - side * 4, cy + 34),
                    (cx - side * 66, cy + 24),
                ],
                closed=True,
                tension=0.85,
            )
            metal(ink, pauldron, steel)
            if ink.manner.detail:
                edge = curve([(cx - side * 64, cy + 20), (cx - side * 4, cy + 30), (cx + side * 76, cy + 40)])
                ink.stroke(edge, gold, 6)
    gorget = curve(
        [
            (x - neck - 20, y - 54),
            (x, y - 30),
            (x + neck + 20, y - 54),
            (x + neck + 44, y + 12),
            (x, y + 66),
            (x - neck - 44, y + 12),
        ],
        closed=True,
        tension=0.8,
    )
    metal(ink, gorget, steel)
    ink.stroke(curve([(x - neck - 20, y - 53), (x, y - 29), (x + neck + 20, y - 53)]), gold, 7)
    return steel, gold


def wear_dress(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    colour = rig.tones.primary
    x, y = body.x, body.neck_y
    neckline = [
        (x + rig.shoulder * 0.62, y + 26),
        (x + rig.shoulder * 0.4, y + 112),
        (x + 4, y + 142),
        (x - rig.shoulder * 0.4, y + 112),
        (x - rig.shoulder * 0.62, y + 26),
    ]
    ink.shape(body.garment(neckline), colour)
    paint_sleeves(ink, body, colour)
    ink.stroke(curve(neckline, tension=0.85), rig.tones.secondary, 12 if ink.manner.detail else 8)
    if ink.manner.detail:
        chain = curve(
            [(x - body.neck - 8, y - 16), (x - 24, y + 46), (x, y + 62), (x + 24, y + 46), (x + body.neck + 8, y - 16)],
            tension=0.9,
        )
        ink.stroke(chain, QColor("#d9b25a"), 3.4)
        ink.shape(ellipse(x, y + 74, 10, 13), rig.tones.accent, weight=0.6)
        ink.detail(curve([body.at(-0.6, 330), body.at(0, 352), body.at(0.6, 330)]), colour)
        for u in (-0.4, -0.15, 0.12, 0.38):
            ink.detail(curve([body.at(u, 360), body.at(u * 1.5, 700)]), colour, 0.8, 0.6)
    return colour, rig.tones.secondary


def wear_robe(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    colour, lining = shade(rig.tones.primary, 0.12), rig.tones.accent
    ink.shape(body.garment(body.vee(14, 110)), rig.tones.secondary)
    open_front(ink, body, colour, 0.26, 0.34)
    x, y, neck = body.x, body.neck_y, body.neck
    for side in (-1, 1):
        border = curve(
            [
                (x + side * (neck + 6), y - 40),
                body.at(side * 0.25, 120),
                body.at(side * 0.31, 420),
                body.at(side * 0.31, 900),
            ],
            tension=0.9,
        )
        ink.stroke(border, ink.line_colour(lining) if ink.manner.line else shade(lining, 0.45), 30)
        ink.stroke(border, lining, 30 - max(4.0, ink.manner.line * 1.6))
        if ink.manner.detail:
            ink.stroke(border, lit(lining, 0.45), 4)
    clasp = ellipse(x + body.turn * 16, y + 116, 21, 21)
    ink.stroke(curve([body.at(-0.26, 112), (x, y + 120), body.at(0.26, 112)]), QColor("#c79a44"), 8)
    ink.shape(clasp, QColor("#dcb35a"))
    if ink.manner.detail:
        ink.shape(ellipse(x + body.turn * 16, y + 116, 10, 10), rig.tones.primary, weight=0.5)
    return colour, lining


def wear_kimono(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    colour, trim = rig.tones.primary, rig.tones.secondary
    garment = body.garment(body.vee(12, 150), 12)
    ink.shape(garment, colour)
    with ink.inside(garment):
        if ink.manner.detail:
            for index in range(11):
                u, y = ((index * 0.61) % 2.4) - 1.2, 90 + (index * 97) % 330
                blossom(
                    ink, *body.at(u, y), 17 + index % 3 * 4, mix(rig.tones.accent, QColor("white"), 0.3 * (index % 3))
                )
    paint_sleeves(ink, body, colour)
    x, y, neck = body.x, body.neck_y, body.neck
    for side in (1, -1):
        edge = [
            (x + side * (neck + 10), y - 44),
            (x + side * (neck * 0.55), y + 66),
            (x - side * 46, y + 190),
            (x - side * 110, y + 330),
        ]
        collar = curve(edge, tension=0.8)
        ink.stroke(collar, ink.line_colour(trim) if ink.manner.line else shade(trim, 0.4), 44)
        ink.stroke(collar, trim, 44 - max(3.0, ink.manner.line * 1.7))
        if ink.manner.detail:
            ink.stroke(collar.translated(side * 8, 4), rig.tones.accent, 5)
    obi = curve([body.at(-0.84, 336), body.at(0, 352), body.at(0.84, 336)])
    obi.connectPath(curve([body.at(0.88, 490), body.at(0, 506), body.at(-0.88, 490)]))
    obi.closeSubpath()
    ink.shape(obi, rig.tones.accent)
    return colour, trim


def wear_space(ink: Ink, rig: Rig, body: Body) -> tuple[QColor, QColor]:
    white, trim = mix(QColor("#eef0f2"), rig.tones.primary, 0.06), rig.tones.primary
    x, y, neck = body.x, body.neck_y, body.neck
    ink.shape(body.garment(body.crew(26, 10, 30), 20), white)
    paint_sleeves(ink, body, white)
    for side in (-1, 1):
        patch = curve(
            [body.at(side * 0.66, 44), body.at(side * 1.02, 62), body.at(side * 1.14, 140), body.at(side * 0.84, 120)],
            closed=True,
            tension=0.7,
        )
        ink.shape(patch, trim)
    panel = QPainterPath()
    panel.addRoundedRect(x - 92, y + 190, 184, 130, 18, 18)
    ink.shape(panel, mix(white, QColor("#9aa3ad"), 0.5))
    if ink.manner.detail:
        for index, tone in enumerate((QColor("#f0524f"), QColor("#f3b63f"), QColor("#3fb6a8"))):
            ink.shape(ellipse(x - 54 + index * 54, y + 226, 13, 13), tone, weight=0.6)
        ink.detail(curve([(x - 70, y + 276), (x + 70, y + 276)]), QColor("#707a84"), 1.2)
    ring = curve(
        [
            (x - neck - 60, y - 40),
            (x, y - 2),
            (x + neck + 60, y - 40),
            (x + neck + 78, y + 14),
            (x, y + 84),
            (x - neck - 78, y + 14),
        ],
        closed=True,
        tension=0.85,
    )
    metal(ink, ring, QColor("#b9c0c9"))
    ink.stroke(curve([(x - neck - 70, y + 2), (x, y + 60), (x + neck + 70, y + 2)], tension=0.9), rig.tones.accent, 9)
    return white, trim
