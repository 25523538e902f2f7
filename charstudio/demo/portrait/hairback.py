"""The hair styles: which masses of hair hang behind the head."""

from __future__ import annotations

from charstudio.demo.portrait.hairpaint import Mass, Point
from charstudio.demo.portrait.ink import curve
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.spec import HairStyle


def back_hair(rig: Rig) -> list[Mass]:
    """What hangs behind the head, the body and all."""
    style, half = rig.hair, rig.half
    if style is HairStyle.LONG_STRAIGHT:
        return [drape(rig, 350, half + 44, 4)]
    if style is HairStyle.FRINGE_LONG:
        return [drape(rig, 390, half + 60, 8)]
    if style is HairStyle.LONG_WAVY:
        return [drape(rig, 360, half + 84, 24)]
    if style is HairStyle.BOB:
        points = [
            (0.0, -176.0),
            (half * 0.7, -150),
            (half + 18, -60),
            (half + 26, 40),
            (half + 18, 130),
            (half * 0.7, 168),
        ]
        whole = [rig.rim(*p) for p in [*points, (0.0, 150.0), *[(-x, y) for x, y in reversed(points[1:])]]]
        return [Mass(curve(whole, closed=True, tension=0.95), [], gloss=False)]
    if style is HairStyle.PIXIE:
        points = [(0.0, -170.0), (half * 0.7, -150), (half + 10, -50), (half + 4, 50), (half * 0.66, 128)]
        whole = [rig.rim(*p) for p in [*points, (0.0, 140.0), *[(-x, y) for x, y in reversed(points[1:])]]]
        return [Mass(curve(whole, closed=True, tension=0.95), [], gloss=False)]
    if style is HairStyle.PONYTAIL:
        side = -1 if rig.yaw > 0 else 1
        points = [
            (side * 20, -178),
            (side * 86, -226),
            (side * 168, -168),
            (side * 186, -20),
            (side * 172, 130),
            (side * 206, 270),
        ]
        points += [(side * 128, 210), (side * 116, 60), (side * 104, -90), (side * 50, -150)]
        guides = [
            (
                (side * 30.0, -185.0),
                (side * (110.0 + t), -260.0 + t),
                (side * (130.0 + t), 20.0),
                (side * (150.0 + t), 250.0),
            )
            for t in (0.0, 20.0, 44.0)
        ]
        return [Mass(curve(points, closed=True, tension=0.95), guides, gloss=False)]
    if style is HairStyle.BUN:
        bun = curve(
            [(-58, -206), (-40, -258), (6, -274), (50, -256), (62, -206), (36, -172), (-36, -172)],
            closed=True,
            tension=0.95,
        )
        guides = [((-50.0, -190.0), (-40.0, -240.0 - t), (40.0, -240.0 - t), (54.0, -190.0)) for t in (0.0, 20.0, 44.0)]
        return [Mass(bun, guides, gloss=False)]
    if style is HairStyle.TWIN_TAILS:
        return [_tail(rig, -1), _tail(rig, 1)]
    return []


def drape(rig: Rig, low: float, wide: float, wave: float, drift: float = 0.0) -> Mass:
    """Long hair behind the shoulders, down to ``low``, ``wide`` at its ends."""
    half = rig.half
    side: list[Point] = [(half * 0.7, -150), (half + 20, -70), (half + 26 + wave, 30), (half + 18 - wave * 0.4, 120)]
    side += [(half + 30 + wave, 210), (wide, low - 60), (wide * 0.74, low)]
    right = [(x + drift * max(0.0, y) / 300, y) for x, y in side]
    left = [(-x + drift * max(0.0, y) / 300, y) for x, y in reversed(side)]
    points = [
        rig.rim(*point) for point in [(0.0, -176.0), *right, (wide * 0.2, low - 26), (-wide * 0.2, low + 8), *left]
    ]
    path = curve(points, closed=True, tension=0.95)
    guides = []
    for step in range(9):
        share = step / 4 - 1
        x = share * wide * 0.95
        guides.append(
            (
                rig.rim(share * half * 0.7, -160),
                rig.rim(share * (half + 40 + wave), 0),
                rig.rim(share * (half + 10 - wave), 140),
                (x + drift, low),
            )
        )
    return Mass(path, guides, gloss=False)


def _tail(rig: Rig, side: int) -> Mass:
    half = rig.half
    points = [
        (side * (half * 0.8), -150),
        (side * (half + 60), -160),
        (side * (half + 112), -60),
        (side * (half + 106), 90),
    ]
    points += [
        (side * (half + 84), 210),
        (side * (half + 74), 330),
        (side * (half + 40), 230),
        (side * (half + 34), 80),
    ]
    points += [(side * (half + 30), -40), (side * (half * 0.9), -100)]
    guides = [
        (
            (side * half * 0.85, -140.0),
            (side * (half + 60 + t), -170.0 + t),
            (side * (half + 66 + t), 60.0),
            (side * (half + 62 + t), 310.0),
        )
        for t in (0.0, 16.0, 34.0)
    ]
    return Mass(curve(points, closed=True, tension=0.95), guides, gloss=False)
