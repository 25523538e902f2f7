"""Paints a portrait: backdrop, figure, light, and what the style does to the finished picture."""

from __future__ import annotations

from random import Random

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from charstudio.demo.portrait.backdrop import paint_backdrop
from charstudio.demo.portrait.canvas import painting
from charstudio.demo.portrait.figure import paint_figure
from charstudio.demo.portrait.finish import finish
from charstudio.demo.portrait.rig import Rig, fit
from charstudio.demo.portrait.spec import Portrait


def paint(portrait: Portrait, width: int = 768, height: int = 1024) -> QImage:
    """The portrait as an opaque image (Format_RGB32) of ``width`` × ``height`` pixels.

    The same portrait and size always give the same pixels. The composition is 3 : 4; other ratios are cropped
    evenly at the sides, or at the bottom. Needs no application object's event loop and may run in any thread.
    """
    rig = Rig(portrait)
    rng = Random(f"{portrait.look.seed}/{portrait.shot.setting}/{portrait.shot.pose}")
    image = paint_backdrop(rig, rng, width, height)
    layer = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    layer.fill(Qt.GlobalColor.transparent)
    with painting(layer) as painter:
        fit(painter, width, height)
        paint_figure(painter, rig)
    return finish(image, layer, rig, rng)
