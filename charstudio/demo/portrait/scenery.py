"""Brushwork that the settings share: skies, ridges, trees, windows, lights."""

from __future__ import annotations

import math
from random import Random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen

from charstudio.demo.portrait.ink import Ink, curve
from charstudio.demo.portrait.tint import clear, lit, mix, shade

WIDE, HIGH = 768.0, 1024.0
REACH = QRectF(-4, -4, WIDE + 8, HIGH + 8)


class Stage:
    """The canvas of a backdrop: a painter in canvas units, the picture's own dice, and the style's line."""

    def __init__(self, ink: Ink, rng: Random) -> None:
        self.ink = ink
        self.painter: QPainter = ink.painter
        self.rng = rng
        self.line = ink.manner.line if ink.manner.line > 4 else 0.0

    def sky(self, *stops: tuple[float, str]) -> None:
        gradient = QLinearGradient(0, 0, 0, HIGH)
        for place, colour in stops:
            gradient.setColorAt(place, QColor(colour))
        self.painter.fillRect(REACH, gradient)

    def area(self, path: QPainterPath, colour: QColor | QLinearGradient) -> None:
        self.painter.fillPath(path, colour)
        if self.line:
            base = colour if isinstance(colour, QColor) else colour.stops()[0][1]
            self.ink.stroke(path, clear(self.ink.line_colour(base), 0.75), self.line * 0.6)

    def rect(self, x: float, y: float, wide: float, high: float, colour: QColor) -> None:
        if self.line:
            path = QPainterPath()
            path.addRect(x, y, wide, high)
            self.area(path, colour)
        else:
            self.painter.fillRect(QRectF(x, y, wide, high), colour)

    def dab(self, x: float, y: float, wide: float, high: float, colour: QColor) -> None:
        """A rectangle without an outline in any style."""
        self.painter.fillRect(QRectF(x, y, wide, high), colour)

    def ridge(
        self,
        base: float,
        swing: float,
        colour: QColor,
        *,
        fade: QColor | None = None,
        steps: int = 9,
        jag: bool = False,
    ) -> None:
        """A skyline of hills, or of jagged peaks, across the whole width."""
        points = [
            (-40 + index * (WIDE + 80) / steps, base + self.rng.uniform(-swing, swing) * (1 if index % 2 else 0.5))
            for index in range(steps + 1)
        ]
        if jag:
            points = [(x, y - swing * 0.9 if index % 2 else y + swing * 0.5) for index, (x, y) in enumerate(points)]
            path = QPainterPath(QPointF(*points[0]))
            for point in points[1:]:
                path.lineTo(*point)
        else:
            path = curve(points, tension=1.0)
        path.lineTo(WIDE + 60, HIGH + 40)
        path.lineTo(-60, HIGH + 40)
        path.closeSubpath()
        if fade is None:
            self.area(path, colour)
            return
        gradient = QLinearGradient(0, base - swing, 0, base + 300)
        gradient.setColorAt(0.0, colour)
        gradient.setColorAt(1.0, fade)
        self.area(path, gradient)

    def lights(
        self,
        count: int,
        box: tuple[float, float, float, float],
        sizes: tuple[float, float],
        colours: list[str],
        opacity: float,
    ) -> None:
        """Discs of unfocused light."""
        x0, y0, x1, y1 = box
        for _ in range(count):
            x, y, size = self.rng.uniform(x0, x1), self.rng.uniform(y0, y1), self.rng.uniform(*sizes)
            tone = QColor(self.rng.choice(colours))
            self.ink.ellipse(x, y, size, size, clear(tone, opacity * self.rng.uniform(0.5, 1.0)))
            if not self.line:
                self.painter.setBrush(Qt.BrushStyle.NoBrush)
                self.painter.setPen(QPen(clear(lit(tone, 0.5), opacity * 0.6), 2))
                self.painter.drawEllipse(QPointF(x, y), size, size)
                self.painter.setPen(Qt.PenStyle.NoPen)

    def stars(self, count: int, low: float) -> None:
        for _ in range(count):
            size = self.rng.choice((1.2, 1.6, 2.2, 3.4))
            self.ink.ellipse(
                self.rng.uniform(0, WIDE),
                self.rng.uniform(0, low),
                size,
                size,
                clear(QColor("white"), self.rng.uniform(0.4, 1.0)),
            )

    def tower(
        self, x: float, top: float, wide: float, colour: QColor, windows: list[str], lit_share: float = 0.45
    ) -> None:
        """A tall building with rows of windows."""
        self.rect(x, top, wide, HIGH - top + 20, colour)
        columns = max(2, int(wide // 22))
        gap = wide / columns
        panes = {name: QPainterPath() for name in windows}
        for row in range(int((HIGH - top) // 30)):
            for column in range(columns):
                if self.rng.random() < lit_share:
                    panes[self.rng.choice(windows)].addRect(
                        x + column * gap + gap * 0.24, top + 16 + row * 30, gap * 0.52, 15
                    )
        for name, path in panes.items():
            self.painter.fillPath(path, clear(QColor(name), 0.85))

    def fir(self, x: float, base: float, high: float, colour: QColor) -> None:
        path = QPainterPath(QPointF(x, base - high))
        tiers = 4
        for side in (1, -1):
            for tier in range(tiers) if side == 1 else range(tiers - 1, -1, -1):
                wide = high * (0.1 + 0.075 * tier)
                y = base - high + high * (tier + 1) / tiers
                if side == 1:
                    path.lineTo(x + wide, y)
                    path.lineTo(x + wide * 0.45, y - high * 0.02)
                else:
                    path.lineTo(x - wide * 0.45, y - high * 0.02)
                    path.lineTo(x - wide, y)
        path.closeSubpath()
        self.area(path, colour)

    def trunk(self, x: float, wide: float, colour: QColor, lean: float = 0.0) -> None:
        path = QPainterPath(QPointF(x - wide * 0.4 + lean, -10))
        path.cubicTo(QPointF(x - wide * 0.4, 400), QPointF(x - wide * 0.5, 800), QPointF(x - wide * 0.9, HIGH + 10))
        path.lineTo(x + wide * 0.9, HIGH + 10)
        path.cubicTo(QPointF(x + wide * 0.5, 800), QPointF(x + wide * 0.4, 400), QPointF(x + wide * 0.4 + lean, -10))
        path.closeSubpath()
        self.area(path, colour)

    def leaves(self, x: float, y: float, spread: float, count: int, size: float, colours: list[str]) -> None:
        """A loose mass of foliage or blossom."""
        clusters: dict[str, list[tuple[float, float, float]]] = {name: [] for name in colours}
        for index in range(count):
            angle, radius = self.rng.uniform(0, math.tau), spread * math.sqrt(self.rng.random())
            blob = size * self.rng.uniform(0.45, 1.0)
            clusters[colours[index * len(colours) // count]].append(
                (x + math.cos(angle) * radius * 1.3, y + math.sin(angle) * radius * 0.8, blob)
            )
        for name, blobs in clusters.items():
            if self.line:
                self.ink.balls(blobs, mix(self.ink.line_colour(QColor(name)), QColor(name), 0.25), self.line * 0.5)
            self.ink.balls(blobs, QColor(name))

    def lantern(self, x: float, y: float, size: float, colour: QColor) -> None:
        if not self.line:
            self.ink.glow(x, y, size * 3.2, size * 3.2, lit(colour, 0.2), 0.5)
        self.rect(x - size * 0.34, y - size * 1.04, size * 0.68, size * 0.2, QColor("#33201c"))
        body = QPainterPath()
        body.addEllipse(QPointF(x, y), size * 0.84, size)
        gradient = QLinearGradient(0, y - size, 0, y + size)
        gradient.setColorAt(0.0, colour)
        gradient.setColorAt(0.55, mix(lit(colour, 0.5), QColor("#ffd97a"), 0.6))
        gradient.setColorAt(1.0, shade(colour, 0.1))
        self.area(body, gradient)
        ribs = QPainterPath()
        for share in (-0.5, 0.0, 0.5):
            ribs.addEllipse(QPointF(x, y), size * 0.84 * abs(share), size)
        self.ink.stroke(ribs, clear(shade(colour, 0.5), 0.35), 2)
        self.rect(x - size * 0.3, y + size * 0.86, size * 0.6, size * 0.2, QColor("#33201c"))
