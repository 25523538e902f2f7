"""The hair styles: which masses of hair lie over the head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from charstudio.demo.portrait.hairpaint import Mass, Point, Strand, comb
from charstudio.demo.portrait.ink import curve, lock
from charstudio.demo.portrait.manner import Shading
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.spec import HairStyle


def outer(rig: Rig, vol: float, left: float, right: float, lean: float = 0.0) -> list[Point]:
    """The hair's outline over the skull, from one ear over the crown to the other; ``lean`` heaps it to a side."""
    half = rig.half
    points = [
        (-half - 8 - vol * 0.35, -30),
        (-half * 0.96 - vol * 0.6, -104),
        (-half * 0.62 - vol * 0.45, -156 - vol * 0.7),
        (lean, -172 - vol),
        (half * 0.62 + vol * 0.45, -156 - vol * 0.7),
        (half * 0.96 + vol * 0.6, -104),
        (half + 8 + vol * 0.35, -30),
    ]
    # Both ends run out in a point before the ears.
    return [rig.at(-0.99, left), *(rig.rim(x, y) for x, y in points), rig.at(0.99, right)]


def cap(rig: Rig, contour: Sequence[Point], hairline: Sequence[tuple[float, float]]) -> QPainterPath:
    """Hair over the skull, ending at a smooth hairline given from right to left in face coordinates."""
    path = curve(contour, tension=0.9)
    inner = [rig.at(u, y) for u, y in hairline]
    path.lineTo(*inner[0])
    path.connectPath(curve(inner, tension=0.8))
    path.closeSubpath()
    return path


def clumps(path: QPainterPath, points: Sequence[Point], swing: float) -> None:
    """Continues ``path`` along notch, tip, notch, tip … as pointed locks that swing sideways."""
    here = path.currentPosition()
    for index, (x, y) in enumerate(points):
        rising = index % 2 == 1
        mx, my = (here.x() + x) / 2, (here.y() + y) / 2
        path.quadTo(QPointF(mx + swing * (0.25 if rising else 1.0), my + (6 if rising else 10)), QPointF(x, y))
        here = QPointF(x, y)


def fringe(rig: Rig, contour: Sequence[Point], edge: Sequence[tuple[float, float]], swing: float) -> QPainterPath:
    """Hair over the skull, ending in pointed locks: ``edge`` alternates tips and notches, right to left."""
    path = curve(contour, tension=0.9)
    clumps(path, [rig.at(u, y, 6) for u, y in edge], swing)
    path.closeSubpath()
    return path


def fan(rig: Rig, root: Point, lift: float = 30.0, low: float = 10.0) -> list[tuple[Point, Point, Point, Point]]:
    """Guides from the parting over the whole skull."""
    half = rig.half
    ends = [(-half - 6, low), (-half * 0.98, -24), (-half * 0.7, -24), (-half * 0.3, -26), (half * 0.1, -26)]
    ends += [(half * 0.5, -24), (half * 0.85, -24), (half * 1.0, -20), (half + 6, low)]
    return comb(rig.rim(*root), [rig.rim(*end) for end in ends], lift)


def tress(rig: Rig, side: int, low: float, wave: float, root: float = 0.86, wide: float = 46.0) -> Mass:
    """A lock that falls from the temple past the cheek, over the shoulder."""
    half = rig.half
    x0, y0 = rig.at(side * root, -70)
    out = half + 12
    outer_edge = [rig.rim(side * (half * 0.86), -96), rig.rim(side * (out + 4), -20), (side * (out + 8 + wave), 90)]
    outer_edge += [(side * (out - wave + 14), 180), (side * (out + 4), low)]
    inner_edge = [
        (side * (out - wide * 0.5 - wave), low - 70),
        (side * (out - wide + wave), 120),
        rig.cheek(side * (half - 12), 30),
    ]
    path = curve([(x0, y0), *outer_edge, *inner_edge], closed=True, tension=0.95)
    guides: list[Strand] = [
        (
            (x0 + side * t * 10, y0 - 10),
            (side * (half - 6 + t * 22), 20),
            (side * (half - 30 + t * 44 + wave), 130),
            (side * (out - 10 + t * 8), low),
        )
        for t in (0.0, 0.5, 1.0)
    ]
    return Mass(path, guides, gloss=False)


SLICK = (
    (0.97, 10),
    (0.9, -52),
    (0.66, -100),
    (0.3, -122),
    (0.0, -126),
    (-0.3, -122),
    (-0.66, -100),
    (-0.9, -52),
    (-0.97, 10),
)
_SWEPT = (
    (0.97, 34),
    (0.9, -40),
    (0.7, -72),
    (0.3, -100),
    (-0.1, -120),
    (-0.4, -128),
    (-0.7, -104),
    (-0.9, -54),
    (-0.97, 34),
)


def front_hair(rig: Rig) -> list[Mass]:
    """What lies over the head, from the lowest layer up."""
    build = _FRONT.get(rig.hair)
    masses = build(rig) if build else []
    if rig.manner.shading is Shading.CEL and not rig.shot.hat:
        masses += _bangs(rig)
    return masses


def _bangs(rig: Rig) -> list[Mass]:
    """The pointed locks without which no one is at home in an anime, for styles that leave the forehead bare."""
    tips = _BANGS.get(rig.hair, ())
    return [
        Mass(lock(rig.rim(x, y), rig.at(u, low, 10), wide, bend=bend, belly=0.5), [], gloss=False)
        for x, y, u, low, wide, bend in tips
    ]


def _side_part(rig: Rig) -> list[Mass]:
    hair = Mass(cap(rig, outer(rig, 22, 34, 34, lean=16), _SWEPT), fan(rig, (-44, -168), 40))
    quiff = lock(rig.rim(-52, -150), rig.at(0.84, -60), 84, bend=-34, belly=0.4)
    root, tip = rig.rim(-52, -150), rig.at(0.84, -60)
    guides = comb(root, [(tip[0], tip[1] - 20), (tip[0] - 20, tip[1] - 24), (tip[0] - 40, tip[1] - 22)], 26)
    return [hair, Mass(quiff, guides)]


def _quiff(rig: Rig) -> list[Mass]:
    contour = outer(rig, 14, 30, 30)
    base = Mass(cap(rig, contour, SLICK), fan(rig, (10, -190), 20))
    half = rig.half
    top = [
        (-half * 0.76, -92),
        (-half * 0.86, -150),
        (-half * 0.66, -206),
        (-half * 0.1, -238),
        (half * 0.5, -236),
        (half * 0.92, -196),
    ]
    top += [(half * 0.84, -130), (half * 0.66, -96)]
    path = curve([rig.rim(*p) for p in top], tension=0.9)
    clumps(
        path, [rig.at(0.5, -112), rig.at(0.44, -96), rig.at(0.14, -116), rig.at(-0.02, -100), rig.at(-0.36, -114)], 8
    )
    path.closeSubpath()
    guides = [
        (
            rig.at(u, -104),
            rig.rim(u * half, -170),
            rig.rim(u * half * 0.7 + 10, -230),
            rig.rim(u * half * 0.6 + 60, -228),
        )
        for u in (-0.72, -0.4, -0.1, 0.2, 0.5, 0.68)
    ]
    return [base, Mass(path, guides)]


def _spiky(rig: Rig) -> list[Mass]:
    half = rig.half
    path = QPainterPath(QPointF(*rig.rim(-half - 4, 30)))
    spikes = [
        (-half - 34, -6),
        (-half - 8, -44),
        (-half - 48, -98),
        (-half * 0.98, -112),
        (-half * 1.02, -190),
        (-half * 0.6, -166),
    ]
    spikes += [
        (-half * 0.36, -248),
        (-half * 0.1, -190),
        (half * 0.26, -256),
        (half * 0.4, -184),
        (half * 0.86, -226),
        (half * 0.82, -150),
    ]
    spikes += [(half + 38, -148), (half + 8, -90), (half + 44, -56), (half + 8, -34), (half + 24, 8), (half + 2, 34)]
    here = spikes[0]
    for index, point in enumerate(spikes):
        x, y = rig.rim(*point)
        bend = 10 if index % 2 else -8
        px, py = rig.rim(*here) if index else (x, y)
        path.quadTo(QPointF((px + x) / 2 + bend, (py + y) / 2 - 6), QPointF(x, y))
        here = point
    edge = [
        (0.9, -50),
        (0.74, -30),
        (0.64, -88),
        (0.42, -34),
        (0.3, -92),
        (0.06, -28),
        (-0.1, -92),
        (-0.34, -36),
        (-0.46, -90),
    ]
    edge += [(-0.72, -26), (-0.86, -60), (-0.94, 20)]
    clumps(path, [rig.at(u, y, 6) for u, y in edge], -8)
    path.closeSubpath()
    return [Mass(path, fan(rig, (0, -176), 44))]


def _pixie(rig: Rig) -> list[Mass]:
    edge = [(0.87, -34), (0.66, -8), (0.5, -66), (0.26, -34), (0.06, -82), (-0.2, -66), (-0.42, -104)]
    edge += [(-0.8, -56), (-0.87, -30), (-0.99, 40)]
    return [Mass(fringe(rig, outer(rig, 26, 40, 40, lean=-14), edge, 10), fan(rig, (-50, -172), 40, low=40))]


def _straight_fringe(rig: Rig, low: float) -> Mass:
    # Straight in the painted styles, in locks where hair is drawn.
    deep = -66.0 if rig.manner.strands < 0.3 else -46.0
    edge = [(0.9, -34), (0.7, -26), (0.58, deep), (0.34, -30), (0.24, deep - 4), (-0.04, -34), (-0.14, deep + 4)]
    edge += [(-0.44, -28), (-0.54, deep), (-0.78, -24), (-0.9, -36), (-0.99, low)]
    return Mass(fringe(rig, outer(rig, 24, low, low), edge, 4), fan(rig, (0, -184), 40, low=low))


def _bob(rig: Rig) -> list[Mass]:
    return [_curtain(rig, -1), _curtain(rig, 1), _straight_fringe(rig, 40)]


def _curtain(rig: Rig, side: int) -> Mass:
    """The side of a bob: a broad sheet that curls in under the cheek."""
    half = rig.half
    outer_edge = [
        rig.rim(side * half * 0.8, -110),
        rig.rim(side * (half + 14), -60),
        rig.rim(side * (half + 24), 40),
        rig.cheek(side * (half + 24), 116),
    ]
    inner_edge = [
        rig.cheek(side * (half * 0.86), 158),
        rig.cheek(side * (half * 0.66), 150),
        rig.cheek(side * (half * 0.84), 96),
        rig.cheek(side * (half * 0.86), 20),
    ]
    path = curve([*outer_edge, *inner_edge, rig.at(side * 0.8, -60)], closed=True, tension=0.9)
    guides = [
        (
            rig.rim(side * half * 0.8, -100),
            rig.rim(side * (half * (0.82 + t)), 0),
            rig.cheek(side * half * (0.86 + t), 90),
            rig.cheek(side * half * (0.7 + t * 0.7), 152),
        )
        for t in (0.04, 0.18, 0.34)
    ]
    return Mass(path, guides, gloss=False)


def _fringe_long(rig: Rig) -> list[Mass]:
    return [tress(rig, -1, 290, 4), tress(rig, 1, 290, 4), _straight_fringe(rig, 30)]


def _centre_part(rig: Rig, low: float) -> Mass:
    edge = [
        (0.98, low),
        (0.94, -10),
        (0.8, -60),
        (0.5, -104),
        (0.06, -140),
        (-0.05, -138),
        (-0.46, -106),
        (-0.8, -60),
        (-0.94, -10),
        (-0.98, low),
    ]
    return Mass(cap(rig, outer(rig, 20, low, low), edge), fan(rig, (4, -166), 34, low=low))


def _long_straight(rig: Rig) -> list[Mass]:
    return [tress(rig, -1, 310, 0, wide=50), tress(rig, 1, 310, 0, wide=50), _centre_part(rig, 50)]


def _long_wavy(rig: Rig) -> list[Mass]:
    edge = [
        (0.98, 40),
        (0.93, -20),
        (0.8, -52),
        (0.5, -84),
        (0.1, -112),
        (-0.34, -134),
        (-0.66, -108),
        (-0.88, -60),
        (-0.98, 40),
    ]
    hair = Mass(cap(rig, outer(rig, 30, 40, 40, lean=18), edge), fan(rig, (-40, -176), 46, low=40))
    return [tress(rig, -1, 320, 18, wide=58), tress(rig, 1, 330, 18, wide=62), hair]


def _slick(rig: Rig) -> list[Mass]:
    ends = [rig.at(u, y) for u, y in SLICK]
    guides = comb(rig.rim(0, -186), [(x, y) for x, y in reversed(ends)], 26)
    return [Mass(cap(rig, outer(rig, 10, 14, 14), SLICK), guides)]


def _ponytail(rig: Rig) -> list[Mass]:
    wisps = [
        Mass(lock(rig.at(s * 0.9, -62), rig.cheek(s * (rig.half + 2), 90), 17, bend=s * -8), [], gloss=False)
        for s in (-1, 1)
    ]
    return [*_slick(rig), *wisps]


def _twin_tails(rig: Rig) -> list[Mass]:
    return [_straight_fringe(rig, 60)]


def _braids(rig: Rig) -> list[Mass]:
    return [_centre_part(rig, 40)]


_CENTRE = (
    (8.0, -150.0, 0.78, 6.0, 46.0, -22.0),
    (-6.0, -150.0, -0.78, 6.0, 46.0, 22.0),
    (8.0, -150.0, 0.46, -44.0, 40.0, -16.0),
    (-6.0, -150.0, -0.46, -44.0, 40.0, 16.0),
)
_SIDE = (
    (-46.0, -146.0, 0.9, -16.0, 52.0, -34.0),
    (-46.0, -148.0, 0.62, -36.0, 56.0, -28.0),
    (-48.0, -148.0, 0.28, -46.0, 54.0, -18.0),
    (-52.0, -146.0, -0.78, -26.0, 44.0, 16.0),
)
_WISPS = (
    (30.0, -140.0, 0.5, -50.0, 26.0, -12.0),
    (20.0, -140.0, 0.2, -56.0, 24.0, -8.0),
    (-20.0, -140.0, -0.44, -54.0, 24.0, 10.0),
)
_BANGS: Final[dict[HairStyle, tuple[tuple[float, float, float, float, float, float], ...]]] = {
    HairStyle.SIDE_PART: _SIDE,
    HairStyle.LONG_WAVY: _SIDE,
    HairStyle.LONG_STRAIGHT: _CENTRE,
    HairStyle.BRAIDS: _CENTRE,
    HairStyle.PONYTAIL: _SIDE,
    HairStyle.BUN: _WISPS,
    HairStyle.QUIFF: _WISPS,
}
_FRONT: Final[dict[HairStyle, Callable[[Rig], list[Mass]]]] = {
    HairStyle.SIDE_PART: _side_part,
    HairStyle.QUIFF: _quiff,
    HairStyle.SPIKY: _spiky,
    HairStyle.PIXIE: _pixie,
    HairStyle.BOB: _bob,
    HairStyle.FRINGE_LONG: _fringe_long,
    HairStyle.LONG_STRAIGHT: _long_straight,
    HairStyle.LONG_WAVY: _long_wavy,
    HairStyle.PONYTAIL: _ponytail,
    HairStyle.BUN: _ponytail,
    HairStyle.TWIN_TAILS: _twin_tails,
    HairStyle.BRAIDS: _braids,
}
