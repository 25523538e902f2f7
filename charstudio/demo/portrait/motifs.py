"""Minimalist settings: one ground, one disc, and one or two flat shapes that say where we are."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainterPath

from charstudio.demo.portrait.ink import Ink, curve, ellipse, polygon
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.scenery import HIGH, REACH, WIDE
from charstudio.demo.portrait.spec import Setting
from charstudio.demo.portrait.tint import lit, mix, muted

_GROUNDS = {
    Setting.CITY_NIGHT: ("#c9cce6", "#9a9fcc"),
    Setting.NEON_RAIN: ("#d9cdee", "#b196dc"),
    Setting.FOREST: ("#dfe8d3", "#a9c49a"),
    Setting.BEACH: ("#dcedf0", "#f0d9a8"),
    Setting.MOUNTAINS: ("#e6edf3", "#b9cbdc"),
    Setting.LIBRARY: ("#eee2d3", "#d0ae88"),
    Setting.SPACE: ("#cfd0e6", "#f0c9a0"),
    Setting.MARKET: ("#f3e0d3", "#e2876b"),
    Setting.DESERT: ("#f6e6cc", "#e5b67c"),
    Setting.CHERRY_BLOSSOM: ("#f8e8ec", "#eeb4c4"),
    Setting.CASTLE: ("#e5e0ee", "#b3a6cc"),
}


def paint_motif(ink: Ink, rig: Rig) -> None:
    setting = rig.shot.setting
    if setting is Setting.PLAIN:
        deep = QColor(rig.look.backdrop[1])
        ground, tone = lit(mix(QColor(rig.look.backdrop[0]), deep, 0.06), 0.45), muted(lit(deep, 0.2), 0.1)
    else:
        ground, tone = (QColor(name) for name in _GROUNDS[setting])
    ink.painter.fillRect(REACH, ground)
    if setting in (Setting.PLAIN, Setting.DESERT, Setting.BEACH, Setting.MARKET):
        ink.fill(ellipse(384, 430, 300, 300), tone)
    soft = mix(ground, tone, 0.5)
    shapes = _SHAPES.get(setting)
    if shapes:
        far, near = shapes()
        ink.fill(far, soft)
        ink.fill(near, tone)


def _pair() -> tuple[QPainterPath, QPainterPath]:
    return QPainterPath(), QPainterPath()


def _city() -> tuple[QPainterPath, QPainterPath]:
    far, near = _pair()
    for x, top, wide in ((0, 420, 120), (140, 300, 90), (560, 250, 110), (690, 400, 90)):
        far.addRect(QRectF(x, top, wide, HIGH - top))
    for x, top, wide in ((60, 560, 120), (600, 520, 130)):
        near.addRect(QRectF(x, top, wide, HIGH - top))
    far.addEllipse(QRectF(90, 100, 110, 110))
    return far, near


def _neon() -> tuple[QPainterPath, QPainterPath]:
    far, near = _pair()
    for index in range(9):
        x = 30 + index * 92
        far.addRoundedRect(QRectF(x, 60 + (index * 137) % 300, 8, 240), 4, 4)
    near.addRoundedRect(QRectF(70, 200, 70, 240), 18, 18)
    near.addRoundedRect(QRectF(640, 150, 70, 300), 18, 18)
    return far, near


def _forest() -> tuple[QPainterPath, QPainterPath]:
    far, near = _pair()
    for x, top, wide, path in (
        (70, 330, 120, far),
        (640, 260, 150, far),
        (230, 420, 90, far),
        (-20, 520, 140, near),
        (720, 500, 140, near),
    ):
        path.addPath(polygon((x - wide, HIGH), (x, top), (x + wide, HIGH)))
    return far, near


def _beach() -> tuple[QPainterPath, QPainterPath]:
    far, near = _pair()
    far.addRect(QRectF(0, 620, WIDE, HIGH))
    near.addPath(curve([(-20.0, 780.0), (200.0, 740.0), (480.0, 790.0), (800.0, 740.0)], tension=1))
    near.lineTo(800, HIGH + 10)
    near.lineTo(-20, HIGH + 10)
    return far, near


def _mountains() -> tuple[QPainterPath, QPainterPath]:
    far, near = _pair()
    far.addPath(polygon((-80, HIGH), (190, 300), (470, HIGH)))
    far.addPath(polygon((330, HIGH), (620, 380), (900, HIGH)))
    near.addPath(polygon((-160, HIGH), (40, 600), (280, HIGH)))
    near.addPath(polygon((520, HIGH), (730, 620), (900, HIGH)))
    return far, near


def _library() -> tuple[QPainterPath, QPainterPath]:
    far, near = _pair()
    for row in range(4):
        y = 130 + row * 230
        near.addRect(QRectF(0, y + 150, WIDE, 14))
        for index in range(16):
            if 230 < index * 50 < 510:
                continue
            high = 100 + (index * 37 + row * 19) % 44
            far.addRect(QRectF(index * 50 + 4, y + 150 - high, 34, high))
    return far, near


def _space() -> tuple[QPainterPath, QPainterPath]:
    far, near = _pair()
    for index in range(24):
        far.addEllipse(QRectF((index * 211) % 768, (index * 157) % 900, 7, 7))
    near.addEllipse(QRectF(520, 90, 190, 190))
    far.addEllipse(QRectF(60, 500, 90, 90))
    return far, near


def _market() -> tuple[QPainterPath, QPainterPath]:
    far, near = _pair()
    for x, y in ((90, 150), (250, 90), (540, 90), (690, 160)):
        far.addRect(QRectF(x - 2, 0, 4, y))
        far.addRoundedRect(QRectF(x - 36, y, 72, 84), 34, 34)
    return near, far


def _desert() -> tuple[QPainterPath, QPainterPath]:
    far, near = _pair()
    for path, y in ((far, 700.0), (near, 830.0)):
        path.addPath(curve([(-20.0, y), (240.0, y - 60), (520.0, y + 20), (800.0, y - 50)], tension=1))
        path.lineTo(800, HIGH + 10)
        path.lineTo(-20, HIGH + 10)
    return far, near


def _cherry() -> tuple[QPainterPath, QPainterPath]:
    far, near = _pair()
    far.addEllipse(QRectF(-120, -140, 420, 420))
    far.addEllipse(QRectF(500, -100, 380, 380))
    for index in range(18):
        near.addEllipse(QRectF((index * 173) % 760, 60 + (index * 251) % 860, 16, 10))
    return far, near


def _castle() -> tuple[QPainterPath, QPainterPath]:
    far, near = _pair()
    for x, top, wide in ((80, 400, 110), (560, 300, 130)):
        far.addRect(QRectF(x, top, wide, HIGH - top))
        far.addPath(polygon((x - 20, top), (x + wide / 2, top - 170), (x + wide + 20, top)))
    near.addRect(QRectF(0, 720, WIDE, HIGH - 720))
    for index in range(8):
        near.addRect(QRectF(index * 104, 680, 60, 50))
    return far, near


_SHAPES = {
    Setting.CITY_NIGHT: _city,
    Setting.NEON_RAIN: _neon,
    Setting.FOREST: _forest,
    Setting.BEACH: _beach,
    Setting.MOUNTAINS: _mountains,
    Setting.LIBRARY: _library,
    Setting.SPACE: _space,
    Setting.MARKET: _market,
    Setting.DESERT: _desert,
    Setting.CHERRY_BLOSSOM: _cherry,
    Setting.CASTLE: _castle,
}
