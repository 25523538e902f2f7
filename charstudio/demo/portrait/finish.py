"""Joins backdrop and figure, and gives the picture its style's last touch."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPen

from charstudio.demo.portrait import textures
from charstudio.demo.portrait.adorn import CYAN, MAGENTA, paint_halo, paint_implants, paint_neon
from charstudio.demo.portrait.atmosphere import motes, paint_atmosphere
from charstudio.demo.portrait.body import Body
from charstudio.demo.portrait.canvas import painting
from charstudio.demo.portrait.ink import Ink, curve, ellipse
from charstudio.demo.portrait.light import FigureLight
from charstudio.demo.portrait.rig import Rig, fit
from charstudio.demo.portrait.settings import LIGHTS
from charstudio.demo.portrait.tint import clear
from charstudio.domain.vocabulary import StyleType

_Mode = QPainter.CompositionMode


def finish(image: QImage, layer: QImage, rig: Rig, rng: Random) -> QImage:
    """The finished picture: ``layer`` (the figure) on ``image`` (the backdrop). Both are painted on."""
    return _FINISHES[rig.portrait.style](image, layer, rig, rng)


def _join(image: QImage, layer: QImage) -> None:
    with painting(image) as painter:
        painter.drawImage(0, 0, layer)


def _over(image: QImage, rig: Rig, paint: Callable[[Ink], None]) -> None:
    """Runs ``paint`` on the picture in canvas units."""
    with painting(image) as painter:
        fit(painter, image.width(), image.height())
        paint(Ink(painter, rig.manner))


def _atmosphere(image: QImage, rig: Rig, rng: Random) -> None:
    _over(image, rig, lambda ink: paint_atmosphere(ink, rig.shot.setting, rng))


def _tile(image: QImage, tile: QImage) -> None:
    with painting(image) as painter:
        painter.fillRect(image.rect(), QBrush(tile))


def _natural_light(layer: QImage, rig: Rig, gain: float) -> None:
    light = LIGHTS[rig.shot.setting]
    figure = FigureLight(layer)
    if light.strength:
        figure.ambient(QColor(light.ambient), light.strength * 0.25 * gain, min(0.8, light.strength * 1.7 * gain))
    strength = 0.7 if light.night else 0.4 if light.strength else 0.22
    figure.rims(
        (QColor(light.rim), strength * gain, QPointF(-8, 6)), (QColor(light.rim), strength * 0.3 * gain, QPointF(6, 5))
    )


def _realistic(image: QImage, layer: QImage, rig: Rig, rng: Random) -> QImage:
    _natural_light(layer, rig, 1.0)
    _join(image, layer)
    _atmosphere(image, rig, rng)
    _tile(image, textures.grain())
    return image


def _anime(image: QImage, layer: QImage, rig: Rig, rng: Random) -> QImage:
    light = LIGHTS[rig.shot.setting]
    figure = FigureLight(layer)
    if light.strength:
        figure.ambient(QColor(light.ambient), light.strength * 0.3, light.strength)
    if light.night:
        figure.rims((QColor(light.rim), 0.8, QPointF(-6, 4)), (QColor(light.rim), 0.5, QPointF(5, 4)))
    _join(image, layer)
    _atmosphere(image, rig, rng)
    return image


def _cartoon(image: QImage, layer: QImage, rig: Rig, rng: Random) -> QImage:
    _join(image, layer)
    _atmosphere(image, rig, rng)
    return image


def _fantasy(image: QImage, layer: QImage, rig: Rig, rng: Random) -> QImage:
    light = LIGHTS[rig.shot.setting]
    figure = FigureLight(layer)
    figure.ambient(QColor("#6a3a7a" if light.night else "#a8642f"), 0.04, 0.34)
    figure.rims((QColor("#ffdf94"), 0.95, QPointF(11, 9)), (QColor("#9fd8ff"), 0.6, QPointF(-9, 6)))

    def halo(ink: Ink) -> None:
        rig.enter_figure(ink.painter)
        rig.enter_head(ink.painter)
        paint_halo(ink, rig)

    _over(image, rig, halo)
    _join(image, layer)
    _atmosphere(image, rig, rng)
    _over(image, rig, lambda ink: motes(ink, rng, QColor("#ffe6a0"), 34, 0.95))
    return image


def _cyberpunk(image: QImage, layer: QImage, rig: Rig, rng: Random) -> QImage:
    figure = FigureLight(layer)
    figure.ambient(QColor("#1a0d4a"), 0.08, 0.62)
    figure.sidelight(clear(MAGENTA, 0.4), clear(CYAN, 0.34))
    figure.rims((MAGENTA, 0.95, QPointF(13, 4)), (CYAN, 0.95, QPointF(-13, 4)))
    _over(image, rig, _hologram)
    _join(image, layer)

    def lights(ink: Ink) -> None:
        rig.enter_figure(ink.painter)
        paint_neon(ink, rig, Body(rig))
        rig.enter_head(ink.painter)
        paint_implants(ink, rig)

    _over(image, rig, lights)
    _atmosphere(image, rig, rng)
    _glitch(image, rng)
    _tile(image, textures.scan_lines())
    return image


def _hologram(ink: Ink) -> None:
    """A neon ring behind the head, and a grid that runs to the horizon."""
    grid = []
    for index in range(-9, 10):
        grid.append(curve([(384.0 + index * 40, 640.0), (384.0 + index * 190, 1030.0)]))
    for row in range(9):
        y = 640 + 390 * (row / 8) ** 2
        grid.append(curve([(-10.0, y), (780.0, y)]))
    ink.strokes(grid, clear(QColor("#9a6bff"), 0.45), 2.0)
    sweep = QLinearGradient(90, 0, 680, 0)
    sweep.setColorAt(0.0, MAGENTA)
    sweep.setColorAt(1.0, CYAN)
    for width, opacity in ((18.0, 0.22), (5.0, 0.95)):
        ink.painter.setOpacity(opacity)
        ink.stroke(ellipse(384, 372, 296, 296), QBrush(sweep), width)
    ink.painter.setOpacity(1.0)


def _glitch(image: QImage, rng: Random) -> None:
    """A few bands slip sideways, as on a torn video signal."""
    with painting(image) as painter:
        wide, high = image.width(), image.height()
        for _ in range(5):
            y, band, slip = (
                rng.randrange(high),
                rng.randrange(3, max(4, high // 60)),
                rng.choice((-1, 1)) * rng.randrange(6, 22),
            )
            copy = image.copy(QRect(0, y, wide, band))
            painter.drawImage(slip, y, copy)
            painter.fillRect(QRect(0, y, wide, band), clear(rng.choice((MAGENTA, CYAN)), 0.12))


def _vintage(image: QImage, layer: QImage, rig: Rig, rng: Random) -> QImage:
    _join(image, layer)
    _atmosphere(image, rig, rng)
    with painting(image) as painter:
        painter.fillRect(image.rect(), QColor(255, 244, 220, 58))  # ink on paper never gets as dark as a photograph
    screened = image.copy()
    with painting(screened) as painter:
        painter.setOpacity(textures.SCREEN_SHARE)
        painter.fillRect(screened.rect(), QBrush(textures.line_screen()))
    grey = screened.convertToFormat(QImage.Format.Format_Grayscale8)
    _join(image, _recoloured(grey, textures.engraving()))
    _over(image, rig, _paper)
    _tile(image, textures.grain())
    return image


def _recoloured(grey: QImage, table: tuple[int, ...]) -> QImage:
    """Greys looked up in a table of 256 colours."""
    indexed = QImage(grey.constBits(), grey.width(), grey.height(), grey.bytesPerLine(), QImage.Format.Format_Indexed8)
    indexed.setColorTable(table)
    # The copy leaves the grey image's memory.
    return indexed.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _paper(ink: Ink) -> None:
    """The margin of the print: paper, a double rule, and corners."""
    painter = ink.painter
    paper = QColor("#efe2c6")
    margin = 40.0
    for box in (
        QRectF(0, 0, 768, margin),
        QRectF(0, 1024 - margin, 768, margin),
        QRectF(0, margin, margin, 1024 - 2 * margin),
        QRectF(768 - margin, margin, margin, 1024 - 2 * margin),
    ):
        painter.fillRect(box, paper)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rule = QColor("#4a2f22")
    for inset, width in ((margin, 4.0), (margin - 10, 1.6)):
        painter.setPen(QPen(rule, width))
        painter.drawRect(QRectF(inset, inset, 768 - 2 * inset, 1024 - 2 * inset))
    painter.setPen(Qt.PenStyle.NoPen)


def _minimalist(image: QImage, layer: QImage, rig: Rig, rng: Random) -> QImage:
    _join(image, layer)
    return image


_FINISHES: Final[dict[StyleType, Callable[[QImage, QImage, Rig, Random], QImage]]] = {
    StyleType.REALISTIC: _realistic,
    StyleType.ANIME: _anime,
    StyleType.CARTOON: _cartoon,
    StyleType.FANTASY: _fantasy,
    StyleType.CYBERPUNK: _cyberpunk,
    StyleType.VINTAGE: _vintage,
    StyleType.MINIMALIST: _minimalist,
}
