"""Hats, hoods and helmets: what goes with each outfit when the shot asks for headwear."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath

from charstudio.demo.portrait.hairpaint import Point
from charstudio.demo.portrait.ink import Ink, curve, ellipse, polygon
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.spec import Outfit
from charstudio.demo.portrait.tint import clear, lit, mix, shade

Hat = Callable[[Ink, Rig], None]


def paint_hat(ink: Ink, rig: Rig) -> None:
    """In head coordinates, over the hair; nothing where the shot has no hat."""
    if rig.shot.hat:
        _HATS.get(rig.outfit, _beret)(ink, rig)


def _dome(rig: Rig, low: float, vol: float, dip: float) -> QPainterPath:
    """A crown that fits the skull, its lower edge ``dip`` deeper in front."""
    half = rig.half
    outline: list[Point] = [
        (-half - 12, low),
        (-half - 14, low - 54),
        (-half * 0.74, -168 - vol * 0.6),
        (0, -178 - vol),
    ]
    outline += [(half * 0.74, -168 - vol * 0.6), (half + 14, low - 54), (half + 12, low)]
    path = curve([rig.rim(*p) for p in outline], tension=1.0)
    x, y = rig.at(0, low + dip, 12)
    end = rig.rim(-half - 12, low)
    path.cubicTo(QPointF(rig.rim(half * 0.7, 0)[0], low + dip), QPointF(x + 40, y), QPointF(x, y))
    path.cubicTo(QPointF(x - 40, y), QPointF(rig.rim(-half * 0.7, 0)[0], low + dip), QPointF(*end))
    path.closeSubpath()
    return path


def _band(rig: Rig, low: float, high: float, dip: float) -> QPainterPath:
    half = rig.half + 17

    def line(y: float) -> list[Point]:
        return [
            rig.rim(-half, y),
            rig.at(-0.62, y + dip * 0.8, 10),
            rig.at(0, y + dip, 18),
            rig.at(0.62, y + dip * 0.8, 10),
            rig.rim(half, y),
        ]

    path = curve(line(low - high), tension=0.9)
    path.connectPath(curve(list(reversed(line(low))), tension=0.9))
    path.closeSubpath()
    return path


def _beanie(ink: Ink, rig: Rig) -> None:
    colour = rig.tones.accent
    x, y = rig.rim(0, -236)
    ink.shape(ellipse(x, y, 40, 38), rig.tones.secondary)
    ink.shape(_dome(rig, -76, 40, -16), colour)
    band = _band(rig, -54, 62, -14)
    ink.shape(band, lit(colour, 0.12))
    if ink.manner.detail:
        ribs = QPainterPath()
        for step in range(-7, 8):
            rx, _ = rig.at(step / 7.4, 0, 12)
            ribs.moveTo(rx, -140)
            ribs.lineTo(rx, -60)
        with ink.inside(band):
            ink.stroke(ribs, clear(shade(colour, 0.5), 0.5), 4)


def _hood(ink: Ink, rig: Rig) -> None:
    colour = mix(QColor("#f2b92f"), rig.tones.accent, 0.25) if rig.outfit is Outfit.RAIN_JACKET else rig.tones.primary
    half = rig.half
    outline = [
        (0.0, -226.0),
        (half * 0.8, -196),
        (half + 44, -90),
        (half + 52, 40),
        (half + 40, 150),
        (half * 0.72, rig.chin + 56),
    ]
    points = [rig.rim(*p) for p in [*outline, (0.0, rig.chin + 66), *[(-x, y) for x, y in reversed(outline[1:])]]]
    hood = curve(points, closed=True, tension=1.0)
    opening = _opening(rig, -112, half + 2, rig.chin + 22)
    hood.addPath(opening)
    hood.setFillRule(Qt.FillRule.OddEvenFill)
    ink.shape(hood, colour)
    ink.stroke(opening, shade(colour, 0.4), 9)
    ink.stroke(opening, lit(colour, 0.2), 4)
    if ink.soft:
        with ink.inside(opening):
            ink.stroke(opening, clear(QColor("#1a0e18"), 0.22), 46)
    ink.detail(curve([rig.rim(6, -222), rig.rim(4, -160), rig.rim(3, -118)]), colour)


def _opening(rig: Rig, top: float, wide: float, low: float) -> QPainterPath:
    """The window of a hood or veil, round the face."""
    points = [
        rig.rim(0, top),
        rig.rim(wide * 0.78, top + 40),
        rig.cheek(wide, 10),
        rig.cheek(wide * 0.78, low * 0.72),
        rig.cheek(0, low),
    ]
    points += [rig.cheek(-wide * 0.78, low * 0.72), rig.cheek(-wide, 10), rig.rim(-wide * 0.78, top + 40)]
    return curve(points, closed=True, tension=1.0)


def _helmet(ink: Ink, rig: Rig) -> None:
    steel, gold = mix(QColor("#a9b4c4"), rig.tones.primary, 0.14), QColor("#cf9f45")
    half = rig.half
    plume = curve(
        [
            rig.rim(-10, -200),
            rig.rim(20, -262),
            rig.rim(110, -290),
            rig.rim(190, -220),
            rig.rim(200, -90),
            rig.rim(150, -170),
            rig.rim(60, -200),
        ],
        closed=True,
        tension=1.0,
    )
    ink.shape(plume, rig.tones.accent)
    ink.shape(_dome(rig, -64, 24, -26), steel)
    for side in (-1, 1):
        guard = curve(
            [
                rig.rim(side * (half + 16), -70),
                rig.rim(side * (half + 18), 40),
                rig.cheek(side * half * 0.86, 104),
                rig.cheek(side * half * 0.74, 60),
                rig.at(side * 0.84, -30),
                rig.at(side * 0.8, -72),
            ],
            closed=True,
            tension=0.6,
        )
        ink.shape(guard, steel)
    ink.shape(_band(rig, -62, 26, -24), gold)
    ridge = curve([rig.at(0, -92, 20), rig.rim(0, -150), rig.rim(0, -204)])
    ink.stroke(ridge, shade(gold, 0.4), 16)
    ink.stroke(ridge, gold, 10)
    if ink.soft:
        ink.glow(-half * 0.5, -150, 44, 40, QColor("white"), 0.6)


def _brimmed(ink: Ink, rig: Rig, colour: QColor, ribbon: QColor, wide: float, tall: float) -> None:
    half = rig.half
    crown = curve(
        [
            rig.rim(-half * 0.96, -92),
            rig.rim(-half * 0.84, -150 - tall * 0.6),
            rig.rim(-half * 0.3, -176 - tall),
            rig.rim(half * 0.1, -168 - tall),
            rig.rim(half * 0.5, -178 - tall),
            rig.rim(half * 0.86, -150 - tall * 0.6),
            rig.rim(half * 0.96, -92),
        ],
        closed=True,
        tension=0.9,
    )
    ink.shape(crown, colour)
    with ink.inside(crown):
        strip = curve([rig.rim(-half * 1.2, -126), rig.at(0, -106, 8), rig.rim(half * 1.2, -126)], tension=1)
        ink.stroke(strip, ribbon, 30)
    brim = curve(
        [
            rig.rim(-half - wide, -84),
            rig.rim(-half * 0.5, -112),
            rig.rim(half * 0.5, -112),
            rig.rim(half + wide, -84),
            rig.at(0.6, -58, 30),
            rig.at(0, -50, 40),
            rig.at(-0.6, -58, 30),
        ],
        closed=True,
        tension=1.0,
    )
    ink.shape(brim, lit(colour, 0.05))
    if ink.soft:
        with ink.inside(rig.head_path()):
            ink.glow(0, -46, half * 1.1, 40, shade(rig.tones.skin, 0.7), 0.45)


def _fedora(ink: Ink, rig: Rig) -> None:
    _brimmed(ink, rig, mix(rig.tones.primary, QColor("#2a2a33"), 0.6), rig.tones.accent, 54, 40)


def _sun_hat(ink: Ink, rig: Rig) -> None:
    _brimmed(ink, rig, QColor("#e9cf9a"), rig.tones.primary, 120, 18)


def _cone(ink: Ink, rig: Rig) -> None:
    colour = QColor("#d9b878")
    half = rig.half
    hat = curve(
        [
            rig.rim(-half - 110, -62),
            rig.rim(-half * 0.6, -186),
            rig.rim(0, -246),
            rig.rim(half * 0.6, -186),
            rig.rim(half + 110, -62),
            rig.at(0.5, -48, 30),
            rig.at(-0.5, -48, 30),
        ],
        closed=True,
        tension=0.5,
    )
    ink.shape(hat, colour)
    if ink.manner.detail:
        for row in range(1, 5):
            share = row / 5
            ring = curve(
                [
                    rig.rim(-(half + 110) * share, -246 + 184 * share),
                    rig.rim(0, -246 + 206 * share),
                    rig.rim((half + 110) * share, -246 + 184 * share),
                ],
                tension=1,
            )
            ink.detail(ring, colour, 0.7, 0.6)


def _wizard(ink: Ink, rig: Rig) -> None:
    colour = shade(rig.tones.primary, 0.12)
    half = rig.half
    cone = curve(
        [
            rig.rim(-half * 0.98, -92),
            rig.rim(-half * 0.5, -200),
            rig.rim(30, -330),
            rig.rim(118, -322),
            rig.rim(66, -280),
            rig.rim(half * 0.62, -190),
            rig.rim(half * 0.98, -92),
        ],
        closed=True,
        tension=0.7,
    )
    ink.shape(cone, colour)
    with ink.inside(cone):
        ink.stroke(
            curve([rig.rim(-half * 1.2, -128), rig.at(0, -106, 8), rig.rim(half * 1.2, -128)], tension=1),
            rig.tones.accent,
            26,
        )
    for dx, dy, size in ((-20.0, -190.0, 13.0), (34.0, -236.0, 9.0), (40.0, -160.0, 8.0)):
        x, y = rig.rim(dx, dy)
        ink.fill(
            polygon(
                (x, y - size),
                (x + size * 0.3, y - size * 0.3),
                (x + size, y),
                (x + size * 0.3, y + size * 0.3),
                (x, y + size),
                (x - size * 0.3, y + size * 0.3),
                (x - size, y),
                (x - size * 0.3, y - size * 0.3),
            ),
            QColor("#f3d27a"),
        )
    brim = curve(
        [
            rig.rim(-half - 92, -70),
            rig.rim(-half * 0.5, -108),
            rig.rim(half * 0.5, -108),
            rig.rim(half + 92, -78),
            rig.at(0.6, -60, 30),
            rig.at(0, -54, 40),
            rig.at(-0.6, -56, 30),
        ],
        closed=True,
        tension=1.0,
    )
    ink.shape(brim, lit(colour, 0.06))


def _cap(ink: Ink, rig: Rig) -> None:
    colour = rig.tones.accent
    ink.shape(_dome(rig, -74, 22, -20), colour)
    if ink.manner.detail:
        for u in (-0.5, 0.5):
            ink.detail(curve([rig.at(u, -98, 8), rig.rim(u * rig.half * 0.9, -150), rig.rim(0, -198)]), colour)
    x, y = rig.rim(0, -200)
    ink.shape(ellipse(x, y, 11, 7), colour, weight=0.7)
    x, y = rig.at(0, -132, 14)
    ink.shape(ellipse(x, y, 25, 23), rig.tones.secondary, weight=0.7)
    brim = curve(
        [
            rig.at(-0.84, -82, 6),
            rig.at(0, -110, 20),
            rig.at(0.84, -82, 6),
            rig.at(0.7, -50, 60),
            rig.at(0, -46, 84),
            rig.at(-0.7, -50, 60),
        ],
        closed=True,
        tension=0.95,
    )
    ink.shape(brim, shade(colour, 0.28))


def _beret(ink: Ink, rig: Rig) -> None:
    colour = rig.tones.accent
    half = rig.half
    body = curve(
        [
            rig.rim(-half - 34, -106),
            rig.rim(-half * 0.9, -196),
            rig.rim(0, -222),
            rig.rim(half * 0.8, -196),
            rig.rim(half + 22, -120),
            rig.at(0.6, -104, 8),
            rig.at(0, -112, 8),
            rig.at(-0.6, -96, 8),
        ],
        closed=True,
        tension=1.0,
    )
    ink.shape(body, colour)
    ink.shape(_band(rig, -88, 20, -22), shade(colour, 0.25), weight=0.8)
    x, y = rig.rim(-6, -224)
    ink.stroke(curve([(x, y + 4), (x + 4, y - 12)]), shade(colour, 0.2), 8)


def _bubble(ink: Ink, rig: Rig) -> None:
    half = rig.half
    glass = ellipse(0, -10, half + 92, 236)
    if ink.manner.shading.value != "plain":
        ink.fill(glass, clear(QColor("#bfe4ff"), 0.12))
    ink.stroke(glass, clear(QColor("#eef8ff"), 0.85), 5)
    shine = curve([(-half - 56, -30), (-half - 40, -120), (-half * 0.6, -196)], tension=1)
    ink.stroke(shine, clear(QColor("white"), 0.75), 15)
    ink.stroke(curve([(-half - 58, 20), (-half - 56, 40)]), clear(QColor("white"), 0.75), 13)
    ink.stroke(curve([(half + 60, 60), (half + 44, 120), (half + 10, 166)], tension=1), clear(QColor("white"), 0.4), 8)


_HATS: dict[Outfit, Hat] = {
    Outfit.WINTER_COAT: _beanie,
    Outfit.RAIN_JACKET: _hood,
    Outfit.HOODIE: _hood,
    Outfit.ARMOUR: _helmet,
    Outfit.SUIT: _fedora,
    Outfit.DRESS: _sun_hat,
    Outfit.ROBE: _wizard,
    Outfit.SPORTS: _cap,
    Outfit.LEATHER_JACKET: _cap,
    Outfit.KIMONO: _cone,
    Outfit.SPACE_SUIT: _bubble,
    Outfit.EVERYDAY: _beret,
}
