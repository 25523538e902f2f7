"""Filling and outlining shapes in the manner of a style."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QRadialGradient

from charstudio.demo.portrait.manner import Manner, Shading
from charstudio.demo.portrait.tint import clear, inked, lit, shade

_INK = QColor(38, 24, 40)


class Ink:
    """A painter that knows its style's shading and line. The light comes from the upper left."""

    def __init__(self, painter: QPainter, manner: Manner) -> None:
        self.painter = painter
        self.manner = manner
        self.soft = manner.shading is Shading.SOFT
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)

    def fill(self, path: QPainterPath, brush: QColor | QBrush | QLinearGradient | QRadialGradient) -> None:
        """One tone, no outline."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.fillPath(path, brush)

    def stroke(
        self,
        path: QPainterPath,
        colour: QColor | QBrush,
        width: float,
        cap: Qt.PenCapStyle = Qt.PenCapStyle.RoundCap,
    ) -> None:
        self.painter.strokePath(
            path, QPen(QBrush(colour), width, Qt.PenStyle.SolidLine, cap, Qt.PenJoinStyle.RoundJoin)
        )

    def strokes(self, paths: Sequence[QPainterPath], colour: QColor, width: float) -> None:
        """Many lines, one by one: Qt takes a fraction of the time that it needs for a single path of them all."""
        pen = QPen(QBrush(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        for path in paths:
            self.painter.strokePath(path, pen)

    def hairs(self, path: QPainterPath, colour: QColor) -> None:
        """Lines one pixel wide whatever the scale, which Qt draws fast in any number."""
        pen = QPen(QBrush(colour), 1.0)
        pen.setCosmetic(True)
        self.painter.strokePath(path, pen)

    def line_colour(self, colour: QColor) -> QColor:
        return _INK if self.manner.black_ink else inked(colour)

    def outline(self, path: QPainterPath, colour: QColor, weight: float = 1.0) -> None:
        """The style's outline around an area of ``colour``; nothing in styles without lines."""
        if self.manner.line:
            self.stroke(path, self.line_colour(colour), self.manner.line * weight)

    def detail(self, path: QPainterPath, colour: QColor, weight: float = 1.0, opacity: float = 1.0) -> None:
        """A seam, fold or crease on an area of ``colour``."""
        if not self.manner.detail:
            return
        if self.manner.line:
            self.stroke(path, clear(self.line_colour(colour), opacity), max(1.4, self.manner.line * 0.6 * weight))
        else:
            self.stroke(path, clear(shade(colour, 0.55), 0.55 * opacity), 3.0 * weight)

    def shape(self, path: QPainterPath, colour: QColor, *, depth: float = 1.0, weight: float = 1.0) -> None:
        """A body: filled, shaded as the style does, outlined. ``depth`` scales the shading, ``weight`` the line."""
        shading = self.manner.shading
        if shading is Shading.SOFT:
            box = path.boundingRect()
            gradient = QLinearGradient(box.topLeft(), QPointF(box.right(), box.bottom()))
            gradient.setColorAt(0.0, lit(colour, 0.12 * depth))
            gradient.setColorAt(0.4, colour)
            gradient.setColorAt(1.0, shade(colour, 0.38 * depth))
            self.fill(path, gradient)
        else:
            self.fill(path, colour)
            if shading is not Shading.PLAIN:
                self.hard_shadow(path, colour, depth)
        self.outline(path, colour, weight)

    def hard_shadow(self, path: QPainterPath, colour: QColor, depth: float = 1.0) -> None:
        """A crescent of shadow along the right and lower edge."""
        box = path.boundingRect()
        cel = self.manner.shading is Shading.CEL
        reach = min(34.0, 0.13 * min(box.width(), box.height()) + 4.0) * depth
        crescent = QPainterPath()
        crescent.setFillRule(Qt.FillRule.OddEvenFill)
        crescent.addRect(box.adjusted(-2, -2, 2, 2))
        crescent.addPath(path.translated(-reach, -reach * 0.45))
        with self.inside(path):
            self.fill(crescent, shade(colour, 0.26 if cel else 0.17))

    @contextmanager
    def inside(self, path: QPainterPath) -> Iterator[None]:
        """What is painted in the block stays within ``path``."""
        self.painter.save()
        self.painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        try:
            yield
        finally:
            self.painter.restore()

    def glow(self, x: float, y: float, rx: float, ry: float, colour: QColor, opacity: float, hard: float = 0.0) -> None:
        """An airbrushed ellipse that fades to nothing; the inner share ``hard`` keeps the full opacity."""
        painter = self.painter
        gradient = QRadialGradient(0.0, 0.0, 1.0)
        gradient.setColorAt(0.0, clear(colour, opacity))
        if hard:
            gradient.setColorAt(hard, clear(colour, opacity))
        else:
            gradient.setColorAt(0.5, clear(colour, opacity * 0.46))
        gradient.setColorAt(1.0, clear(colour, 0.0))
        painter.save()
        painter.translate(x, y)
        painter.scale(rx, ry)
        painter.fillRect(QRectF(-1, -1, 2, 2), gradient)
        painter.restore()

    def balls(self, balls: Sequence[tuple[float, float, float]], colour: QColor, grow: float = 0.0) -> None:
        """Discs (x, y, radius) in one tone, ``grow`` larger: painted one by one, many times faster than as one path."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        for x, y, radius in balls:
            self.painter.drawEllipse(QPointF(x, y), radius + grow, radius + grow)

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: QColor | QBrush) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        self.painter.drawEllipse(QPointF(x, y), rx, ry)


def ellipse(x: float, y: float, rx: float, ry: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), rx, ry)
    return path


def polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(*point)
    path.closeSubpath()
    return path


def curve(points: Sequence[tuple[float, float]], *, closed: bool = False, tension: float = 0.8) -> QPainterPath:
    """A smooth line through the points; ``tension`` 0 is a polygon, 1 is as round as it stays without overshooting."""
    count = len(points)
    last = count - 1
    tangents = []
    for index in range(count):
        before = points[index - 1] if closed or index else points[0]
        after = points[(index + 1) % count] if closed or index < last else points[last]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        tangents.append((dx / length, dy / length))
    path = QPainterPath(QPointF(*points[0]))
    for index in range(count if closed else last):
        here, there = points[index], points[(index + 1) % count]
        # Handles as long as the chord they belong to: uneven spacing must not make loops.
        reach = math.hypot(there[0] - here[0], there[1] - here[1]) * 0.38 * tension
        (ax, ay), (bx, by) = tangents[index], tangents[(index + 1) % count]
        path.cubicTo(here[0] + ax * reach, here[1] + ay * reach, there[0] - bx * reach, there[1] - by * reach, *there)
    if closed:
        path.closeSubpath()
    return path


def lock(
    root: tuple[float, float], tip: tuple[float, float], width: float, bend: float = 0.0, belly: float = 0.35
) -> QPainterPath:
    """A pointed lock from ``root`` to ``tip``: ``width`` at its widest, swung sideways by ``bend``."""
    dx, dy = tip[0] - root[0], tip[1] - root[1]
    length = math.hypot(dx, dy) or 1.0
    nx, ny = -dy / length, dx / length
    mx, my = root[0] + dx * belly, root[1] + dy * belly
    fx, fy = root[0] + dx * 0.75, root[1] + dy * 0.75
    half = width / 2
    path = QPainterPath(QPointF(root[0] + nx * half * 0.5, root[1] + ny * half * 0.5))
    path.cubicTo(
        mx + nx * (half + bend),
        my + ny * (half + bend),
        fx + nx * (half * 0.5 + bend),
        fy + ny * (half * 0.5 + bend),
        *tip,
    )
    path.cubicTo(
        fx + nx * (bend - half * 0.5),
        fy + ny * (bend - half * 0.5),
        mx + nx * (bend - half),
        my + ny * (bend - half),
        root[0] - nx * half * 0.5,
        root[1] - ny * half * 0.5,
    )
    path.closeSubpath()
    return path
