"""The twelve settings, painted behind the figure."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainterPath, QRadialGradient

from charstudio.demo.portrait.ink import curve, polygon
from charstudio.demo.portrait.scenery import HIGH, REACH, WIDE, Stage
from charstudio.demo.portrait.spec import Look, Setting
from charstudio.demo.portrait.tint import clear, lit, mix, shade


@dataclass(frozen=True)
class Light:
    """What a setting's light does to a figure in it."""

    ambient: str
    strength: float
    rim: str
    night: bool = False


LIGHTS: Final[dict[Setting, Light]] = {
    Setting.PLAIN: Light("#fff4e6", 0.0, "#ffffff"),
    Setting.CITY_NIGHT: Light("#27306b", 0.28, "#ffb56b", night=True),
    Setting.NEON_RAIN: Light("#3a1d6b", 0.3, "#ff4fc0", night=True),
    Setting.FOREST: Light("#2f5a2f", 0.14, "#e9ffb0"),
    Setting.BEACH: Light("#ffb070", 0.14, "#fff0c0"),
    Setting.MOUNTAINS: Light("#7fa6d8", 0.14, "#f2f8ff"),
    Setting.LIBRARY: Light("#8a4a1e", 0.18, "#ffcf87"),
    Setting.SPACE: Light("#241b5c", 0.26, "#7fd0ff", night=True),
    Setting.MARKET: Light("#7a2a1e", 0.22, "#ffb347", night=True),
    Setting.DESERT: Light("#e08a3c", 0.16, "#ffe2a6"),
    Setting.CHERRY_BLOSSOM: Light("#f3a9c0", 0.12, "#fff0f5"),
    Setting.CASTLE: Light("#5a4a8a", 0.16, "#ffd7a0"),
}


def paint_setting(stage: Stage, look: Look, setting: Setting) -> None:
    if setting is Setting.PLAIN:
        _plain(stage, look)
    else:
        _PAINTERS[setting](stage)


def _plain(stage: Stage, look: Look) -> None:
    light, deep = QColor(look.backdrop[0]), QColor(look.backdrop[1])
    gradient = QRadialGradient(QPointF(300, 330), 860)
    gradient.setColorAt(0.0, lit(light, 0.55))
    gradient.setColorAt(0.4, light)
    gradient.setColorAt(1.0, shade(deep, 0.12))
    stage.painter.fillRect(REACH, gradient)
    if stage.line:  # rays, as behind a comic's hero
        rays = QPainterPath()
        for index in range(14):
            angle = math.tau * index / 14 + 0.1
            rays.moveTo(384, 420)
            rays.lineTo(384 + math.cos(angle) * 1100, 420 + math.sin(angle) * 1100)
            rays.lineTo(384 + math.cos(angle + 0.22) * 1100, 420 + math.sin(angle + 0.22) * 1100)
            rays.closeSubpath()
        stage.painter.fillPath(rays, clear(QColor("white"), 0.26))
    else:
        stage.ink.glow(600, 240, 300, 300, lit(light, 0.7), 0.5)
        stage.ink.glow(90, 860, 420, 380, shade(deep, 0.3), 0.35)


def _city(stage: Stage) -> None:
    stage.sky((0, "#101538"), (0.45, "#37306b"), (0.72, "#a2567a"), (1, "#e08a6a"))
    stage.stars(40, 380)
    stage.ink.glow(610, 190, 170, 170, QColor("#cfd6ff"), 0.3)
    stage.ink.ellipse(610, 190, 52, 52, QColor("#f3efdf"))
    for layer, (tone, top, lit_share) in enumerate(
        (("#3a3768", 430, 0.2), ("#272752", 350, 0.34), ("#15163a", 500, 0.42))
    ):
        x = -30.0 - layer * 20
        while x < WIDE:
            wide = stage.rng.uniform(74, 150)
            rise = stage.rng.uniform(-150, 150)
            stage.tower(x, top + rise, wide, QColor(tone), ["#ffd27a", "#ffb45e", "#8fd0ff"], lit_share)
            x += wide + stage.rng.uniform(2, 26)
    stage.lights(16, (0, 620, WIDE, HIGH), (16, 42), ["#ffb45e", "#ff7a6b", "#ffd98a", "#7fb8ff"], 0.4)


def _neon(stage: Stage) -> None:
    stage.sky((0, "#0b0a24"), (0.5, "#2a1250"), (1, "#0f2148"))
    for x, wide, top in ((-20, 210, -20), (180, 120, 170), (470, 130, 120), (590, 220, -20)):
        stage.tower(
            x,
            top,
            wide,
            mix(QColor("#140f33"), QColor("#3a1d6b"), stage.rng.random() * 0.5),
            ["#3de0ff", "#ff4fc0", "#9a6bff"],
            0.18,
        )
    for x, y, wide, high, tone in (
        (52, 170, 60, 250, "#ff3fb4"),
        (640, 120, 74, 300, "#27e0ff"),
        (118, 520, 100, 46, "#ffe14f"),
        (560, 500, 130, 40, "#ff3fb4"),
        (506, 240, 50, 150, "#8f5bff"),
    ):
        colour = QColor(tone)
        stage.ink.glow(x + wide / 2, y + high / 2, wide * 1.9 + 60, high * 0.9 + 60, colour, 0.55)
        stage.rect(x, y, wide, high, clear(colour, 0.85))
        stage.rect(x + 9, y + 9, wide - 18, high - 18, shade(colour, 0.72))
        rows = max(1, int(high // 56))
        for row in range(rows):
            stage.rect(
                x + 17,
                y + 20 + row * (high - 24) / rows,
                wide - 34,
                max(6.0, (high - 60) / rows * 0.5),
                lit(colour, 0.4),
            )
    stage.lights(12, (0, 700, WIDE, HIGH), (20, 50), ["#ff3fb4", "#27e0ff", "#8f5bff"], 0.35)


def _forest(stage: Stage) -> None:
    stage.sky((0, "#e9f4c0"), (0.35, "#a9cf8a"), (0.75, "#4c7d4a"), (1, "#274c33"))
    stage.ink.glow(250, 180, 420, 380, QColor("#fffbe0"), 0.8)
    for count, tone, wide in ((7, "#8fb37c", 18), (5, "#5f8c5a", 30), (4, "#3a5f3f", 50)):
        for index in range(count):
            x = (index + stage.rng.uniform(0.1, 0.9)) * WIDE / count
            stage.trunk(x, wide, QColor(tone), stage.rng.uniform(-40, 40))
    for x, y, spread in ((40, 60, 190), (400, -10, 200), (740, 80, 190)):
        stage.leaves(x, y, spread, 40, 44, ["#3d6b3c", "#5d9150", "#8dbb62"])
    if not stage.line:
        for x in (150, 330, 520):
            beam = polygon((x, -10), (x + 70, -10), (x + 330, HIGH), (x + 150, HIGH))
            stage.painter.fillPath(beam, clear(QColor("#fff8c8"), 0.14))
    stage.leaves(20, 960, 170, 30, 44, ["#20402b", "#2f5a38"])
    stage.leaves(760, 940, 170, 30, 44, ["#20402b", "#2f5a38"])


def _beach(stage: Stage) -> None:
    stage.sky((0, "#4fa8dc"), (0.3, "#9fd8ee"), (0.5, "#fde7c2"), (1, "#fde7c2"))
    stage.ink.glow(190, 240, 330, 330, QColor("#fff7d6"), 0.9)
    stage.ink.ellipse(190, 240, 58, 58, QColor("#fffbe8"))
    for x, y, wide in ((560, 150, 120), (90, 110, 80), (680, 260, 90)):
        stage.leaves(x, y, wide * 0.5, 9, wide * 0.34, ["#ffffff", "#f4fbff"])
    stage.rect(-4, 500, WIDE + 8, 240, QColor("#2f93b8"))
    stage.rect(-4, 575, WIDE + 8, 160, QColor("#4fb7c8"))
    for y in (530, 566, 612, 650):
        foam = curve([(-20 + index * 90, y + (9 if index % 2 else -6)) for index in range(11)], tension=1)
        stage.ink.stroke(foam, clear(QColor("white"), 0.55), 5)
    shore = curve([(-20, 716), (160, 690), (360, 726), (560, 700), (800, 724)], tension=1)
    shore.lineTo(800, HIGH + 20)
    shore.lineTo(-20, HIGH + 20)
    stage.area(shore, QColor("#f2d7a2"))
    stage.ink.stroke(
        curve([(-20, 712), (160, 688), (360, 722), (560, 697), (800, 720)], tension=1), QColor("#fffdf4"), 14
    )
    _palm(stage, 700, 900, 640)


def _palm(stage: Stage, x: float, base: float, high: float) -> None:
    trunk = curve([(x + 50, base), (x + 6, base - high * 0.5), (x - 6, base - high)], tension=1)
    stage.ink.stroke(trunk, QColor("#8a5f3c"), 26)
    for angle in (200, 232, 262, 290, 320, 350, 165):
        reach = 190.0
        tip_x, tip_y = (
            x - 6 + math.cos(math.radians(angle)) * reach,
            base - high + math.sin(math.radians(angle)) * reach * 0.7 + 60,
        )
        frond = QPainterPath(QPointF(x - 6, base - high))
        frond.quadTo(QPointF((x + tip_x) / 2, base - high - 70), QPointF(tip_x, tip_y))
        frond.quadTo(QPointF((x + tip_x) / 2, base - high - 16), QPointF(x - 6, base - high))
        stage.area(frond, QColor("#3f8f5a" if angle % 3 else "#2f7a4c"))


def _mountains(stage: Stage) -> None:
    stage.sky((0, "#6fa3dc"), (0.4, "#cfe4f5"), (0.7, "#f7ece2"), (1, "#ffffff"))
    stage.ink.glow(560, 230, 300, 260, QColor("#fff6dd"), 0.8)
    for base, tone, size in ((420, "#a9c2de", 130), (520, "#7f9fc6", 170)):
        x = -120.0
        while x < WIDE + 60:
            high = size * stage.rng.uniform(1.1, 1.9)
            wide = high * stage.rng.uniform(0.8, 1.0)
            peak_x = x + wide
            stage.area(polygon((x, base + 160), (peak_x, base - high * 0.6), (peak_x + wide, base + 160)), QColor(tone))
            top = base - high * 0.6
            step = (base + 160 - top) * 0.4
            side = wide * 0.4
            snow = polygon(
                (peak_x, top),
                (peak_x + side, top + step),
                (peak_x + side * 0.45, top + step * 0.82),
                (peak_x + side * 0.1, top + step * 1.2),
                (peak_x - side * 0.4, top + step * 0.8),
                (peak_x - side, top + step),
            )
            stage.painter.fillPath(snow, QColor("#fdfeff"))
            x += wide * 1.15
    stage.ridge(640, 26, QColor("#e6f0fa"), fade=QColor("#ffffff"))
    for index in range(13):
        x = index * 66 + stage.rng.uniform(-20, 20)
        if abs(x - 384) > 120:
            stage.fir(
                x,
                730 + stage.rng.uniform(-30, 60),
                stage.rng.uniform(120, 230),
                QColor("#3f6672" if index % 2 else "#2f5563"),
            )
    stage.ridge(790, 22, QColor("#f4f9ff"), fade=QColor("#dfeaf6"))


def _library(stage: Stage) -> None:
    stage.sky((0, "#3a2417"), (1, "#24150e"))
    tones = ["#8c3b2f", "#2f5a5c", "#b08a45", "#43466e", "#6a7a4a", "#a8623a", "#d8c49a", "#5a2f3f"]
    for shelf in range(7):
        y = -30 + shelf * 156
        x = -10.0
        while x < WIDE:
            wide, high = stage.rng.uniform(18, 40), stage.rng.uniform(92, 128)
            tone = QColor(stage.rng.choice(tones))
            stage.rect(x, y + 134 - high, wide - 2, high, tone)
            stage.dab(x + 3, y + 134 - high + 16, wide - 8, 7, clear(QColor("#f0d9a0"), 0.7))
            stage.dab(x, y + 134 - high, 4, high, clear(QColor("white"), 0.16))
            x += wide
        stage.rect(-10, y + 134, WIDE + 20, 22, QColor("#5c3a22"))
        stage.rect(-10, y + 134, WIDE + 20, 5, QColor("#83552f"))
    stage.rect(200, -10, 30, HIGH + 20, QColor("#4c2f1b"))
    stage.rect(560, -10, 30, HIGH + 20, QColor("#4c2f1b"))
    if not stage.line:
        stage.ink.glow(120, 260, 420, 460, QColor("#ffc66b"), 0.55)
        stage.ink.glow(700, 900, 500, 500, QColor("#120806"), 0.6)
        stage.lights(9, (0, 100, WIDE, 800), (10, 26), ["#ffd58a", "#ffe9bd"], 0.3)


def _space(stage: Stage) -> None:
    stage.sky((0, "#060818"), (0.5, "#171238"), (1, "#0a1230"))
    for x, y, size, tone in (
        (150, 240, 380, "#5a2fa0"),
        (640, 520, 420, "#1f6fb0"),
        (360, 840, 380, "#a0307a"),
        (640, 120, 240, "#2f3fa8"),
    ):
        stage.ink.glow(x, y, size, size * 0.8, QColor(tone), 0.55)
    stage.stars(190, HIGH)
    planet = QPainterPath()
    planet.addEllipse(QPointF(610, 236), 128, 128)
    gradient = QRadialGradient(QPointF(560, 180), 230)
    gradient.setColorAt(0.0, QColor("#ffd9a0"))
    gradient.setColorAt(0.5, QColor("#d9805a"))
    gradient.setColorAt(1.0, QColor("#3f1f4f"))
    stage.painter.fillPath(planet, gradient)
    stage.painter.save()
    stage.painter.translate(610, 236)
    stage.painter.rotate(-20)
    ring = QPainterPath()
    ring.addEllipse(QPointF(0, 0), 216, 46)
    stage.ink.stroke(ring, clear(QColor("#f3d7b0"), 0.75), 13)
    stage.painter.restore()
    stage.ink.ellipse(120, 560, 44, 44, QColor("#8fa6c9"))
    stage.ink.ellipse(106, 548, 34, 34, clear(QColor("#c3d3ea"), 0.8))


def _market(stage: Stage) -> None:
    stage.sky((0, "#1d1236"), (0.4, "#4a1f3f"), (1, "#8a3a2a"))
    for x, tone in ((-40, "#3a1a2f"), (540, "#331729")):
        stage.rect(x, 330, 270, HIGH, QColor(tone))
    for side, x in ((1, -60), (-1, 520)):
        roof = polygon((x - 20, 430), (x + 40, 340), (x + 270, 340), (x + 330, 430))
        stage.area(roof, QColor("#7a2a2f" if side == 1 else "#2f4a5c"))
        for index in range(6):
            stripe = polygon(
                (x - 20 + index * 58, 430),
                (x + 9 + index * 58, 430),
                (x + 9 + index * 58, 462),
                (x - 20 + index * 58, 462),
            )
            stage.painter.fillPath(stripe, QColor("#e8d2a8" if index % 2 else "#b8433a"))
        stage.ink.glow(x + 150, 600, 230, 170, QColor("#ffb45e"), 0.75)
    for row, (y, size) in enumerate(((90, 34), (190, 46), (310, 40))):
        cord = curve([(-20, y - 70), (384, y - 10 + row * 8), (790, y - 70)], tension=1)
        stage.ink.stroke(cord, QColor("#22131f"), 3)
        for index in range(5):
            x = 40 + index * 172 + (row % 2) * 70
            drop = 1 - ((x - 384) / 420) ** 2
            stage.lantern(
                x, y - 50 + drop * 50 + size, size, QColor(("#d9362f", "#e8762f", "#c92f4a")[(index + row) % 3])
            )
    stage.lights(16, (0, 560, WIDE, HIGH), (14, 36), ["#ffb347", "#ff7a4a", "#ffd98a"], 0.4)


def _desert(stage: Stage) -> None:
    stage.sky((0, "#f0a35e"), (0.35, "#f8cf8f"), (0.6, "#fdeac2"), (1, "#f2c27a"))
    stage.ink.glow(560, 300, 300, 300, QColor("#fff4cf"), 0.9)
    stage.ink.ellipse(560, 300, 74, 74, QColor("#fff7dc"))
    for x, wide, top in ((-60, 230, 400), (150, 120, 470), (600, 210, 420)):
        stage.area(
            polygon(
                (x, 660),
                (x + wide * 0.12, top + 16),
                (x + wide * 0.3, top),
                (x + wide * 0.74, top + 8),
                (x + wide * 0.9, top + 40),
                (x + wide, 660),
            ),
            QColor("#c9764a"),
        )
    stage.ridge(610, 34, QColor("#e9a860"), fade=QColor("#d98f4a"))
    stage.ridge(720, 40, QColor("#dc9450"), fade=QColor("#c47a3c"))
    stage.ridge(850, 46, QColor("#c97f42"), fade=QColor("#a8622f"))
    for x, y, size in ((90, 700, 1.0), (680, 660, 0.8)):
        cactus = QPainterPath(QPointF(x, y + 60 * size))
        cactus.lineTo(x, y - 90 * size)
        cactus.moveTo(x, y)
        cactus.cubicTo(QPointF(x + 50 * size, y), QPointF(x + 44 * size, y - 10), QPointF(x + 44 * size, y - 56 * size))
        cactus.moveTo(x, y - 22 * size)
        cactus.cubicTo(
            QPointF(x - 46 * size, y - 22 * size), QPointF(x - 40 * size, y - 30), QPointF(x - 40 * size, y - 70 * size)
        )
        stage.ink.stroke(cactus, QColor("#4f7a4a"), 24 * size)


def _cherry(stage: Stage) -> None:
    stage.sky((0, "#bfe0f2"), (0.5, "#fbe6ee"), (1, "#f6cfdc"))
    stage.ridge(600, 30, QColor("#d9c3d9"), fade=QColor("#f3d9e2"))
    stage.ridge(700, 26, QColor("#b5cfa0"), fade=QColor("#9fc08f"))
    bridge = curve([(-20, 760), (150, 690), (384, 664), (620, 690), (790, 760)], tension=1)
    stage.ink.stroke(bridge, QColor("#b23b3b"), 18)
    stage.ink.stroke(bridge.translated(0, -64), QColor("#c9524a"), 11)
    for x in range(20, 780, 76):
        arch = 1 - ((x - 384) / 400) ** 2
        stage.rect(x, 690 - 90 * arch + 26, 10, 74, QColor("#a83236"))
    for points in (
        [(-20, 520), (90, 330), (210, 200), (330, 130)],
        [(790, 460), (690, 300), (580, 190), (470, 150)],
        [(90, 330), (60, 200), (110, 90)],
    ):
        stage.ink.stroke(curve([(float(x), float(y)) for x, y in points], tension=1), QColor("#5c3a3a"), 18)
    blooms = ["#e58aa8", "#f4adc4", "#fbcfdd", "#fff0f5"]
    for x, y, spread in (
        (90, 120, 150),
        (280, 80, 130),
        (480, 90, 130),
        (660, 120, 150),
        (40, 330, 100),
        (740, 320, 100),
    ):
        stage.leaves(x, y, spread, 46, 34, blooms)


def _castle(stage: Stage) -> None:
    stage.sky((0, "#4a5fa8"), (0.4, "#b58fc0"), (0.65, "#f7c9a0"), (1, "#fbe3c0"))
    stage.ink.glow(190, 420, 360, 300, QColor("#ffe6b8"), 0.8)
    for x, y, wide in ((150, 170, 130), (640, 110, 120)):
        stage.leaves(x, y, wide * 0.5, 10, wide * 0.3, ["#e9c9d9", "#f9e3e0"])
    stone = QColor("#8a7fa6")
    for x, top, wide in ((470, 330, 90), (590, 230, 104), (690, 380, 90), (60, 400, 80), (150, 460, 70)):
        stage.rect(x, top, wide, 460, mix(stone, QColor("#c9a9b8"), 0.25 if x > 300 else 0.5))
        stage.rect(x + wide * 0.62, top, wide * 0.38, 460, clear(shade(stone, 0.4), 0.4))
        stage.area(
            polygon((x - 14, top + 2), (x + wide / 2, top - 150), (x + wide + 14, top + 2)),
            QColor("#4f5f9a" if x != 590 else "#8a3f5c"),
        )
        stage.ink.stroke(curve([(x + wide / 2, top - 150), (x + wide / 2, top - 196)]), QColor("#4a3f5c"), 4)
        stage.painter.fillPath(
            polygon((x + wide / 2, top - 196), (x + wide / 2 + 44, top - 182), (x + wide / 2, top - 168)),
            QColor("#d9524a"),
        )
        for row in range(3):
            stage.rect(x + wide * 0.4, top + 50 + row * 96, wide * 0.16, 32, QColor("#ffdf9a"))
    stage.rect(-10, 620, WIDE + 20, 160, mix(stone, QColor("#c9a9b8"), 0.2))
    for index in range(13):
        stage.rect(-10 + index * 64, 592, 36, 36, mix(stone, QColor("#c9a9b8"), 0.2))
    stage.ridge(760, 30, QColor("#5f8060"), fade=QColor("#3f5f4a"))


_PAINTERS: Final[dict[Setting, Callable[[Stage], None]]] = {
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
