"""The light of a style on the backdrop: veils, haze and vignettes.

Painted while the backdrop is still small, where wide gradients cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QRadialGradient

from charstudio.demo.portrait.adorn import CYAN, MAGENTA
from charstudio.demo.portrait.ink import Ink
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.scenery import HIGH, REACH, WIDE
from charstudio.demo.portrait.settings import LIGHTS
from charstudio.demo.portrait.spec import Setting
from charstudio.demo.portrait.tint import clear
from charstudio.domain.vocabulary import StyleType


def grade_backdrop(ink: Ink, rig: Rig) -> None:
    """In canvas units, over the setting."""
    grade = _GRADES.get(rig.portrait.style)
    if grade:
        grade(ink, rig)


def _vignette(ink: Ink, colour: QColor, opacity: float) -> None:
    gradient = QRadialGradient(QPointF(WIDE * 0.48, HIGH * 0.42), HIGH * 0.72)
    gradient.setColorAt(0.0, clear(colour, 0.0))
    gradient.setColorAt(0.5, clear(colour, 0.0))
    gradient.setColorAt(1.0, clear(colour, opacity))
    ink.painter.fillRect(REACH, gradient)


def _realistic(ink: Ink, rig: Rig) -> None:
    _vignette(ink, QColor("#120a14"), 0.5)


def _anime(ink: Ink, rig: Rig) -> None:
    light = LIGHTS[rig.shot.setting]
    ink.glow(90, 60, 520, 420, QColor("#b9a8ff" if light.night else "#fff6e0"), 0.5)


def _fantasy(ink: Ink, rig: Rig) -> None:
    plain = rig.shot.setting is Setting.PLAIN  # a studio backdrop would turn grey under a thin veil
    veil = QLinearGradient(0, 0, 0, HIGH)
    veil.setColorAt(0.0, QColor(52, 20, 96, 205 if plain else 150))
    veil.setColorAt(0.5, QColor(128, 62, 84, 150 if plain else 84))
    veil.setColorAt(1.0, QColor(20, 10, 50, 200))
    ink.painter.fillRect(REACH, veil)
    _vignette(ink, QColor("#1a0a2e"), 0.75)
    ink.painter.save()
    rig.enter_figure(ink.painter)
    rig.enter_head(ink.painter)
    ink.glow(0, -30, 340, 340, QColor("#ffe2a0"), 0.75)
    ink.painter.restore()


def _cyberpunk(ink: Ink, rig: Rig) -> None:
    dark = LIGHTS[rig.shot.setting].night
    # Multiplied, not painted over: the place stays legible in its own darkness.
    ink.painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    night = QLinearGradient(0, 0, WIDE, HIGH)
    night.setColorAt(0.0, QColor(150, 34, 150) if dark else QColor(136, 40, 142))
    night.setColorAt(0.5, QColor(88, 60, 190) if dark else QColor(72, 56, 160))
    night.setColorAt(1.0, QColor(30, 130, 190) if dark else QColor(22, 112, 160))
    ink.painter.fillRect(REACH, night)
    ink.painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    ink.glow(60, 420, 420, 520, MAGENTA, 0.34)
    ink.glow(720, 440, 420, 520, CYAN, 0.3)


def _vintage(ink: Ink, rig: Rig) -> None:
    _vignette(ink, QColor("#3a2412"), 0.55)


_GRADES: Final[dict[StyleType, Callable[[Ink, Rig], None]]] = {
    StyleType.REALISTIC: _realistic,
    StyleType.ANIME: _anime,
    StyleType.FANTASY: _fantasy,
    StyleType.CYBERPUNK: _cyberpunk,
    StyleType.VINTAGE: _vintage,
}
