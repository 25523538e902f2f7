"""The picture behind the figure, with the style's depth of field."""

from __future__ import annotations

from random import Random

from PySide6.QtGui import QImage, QPainter

from charstudio.demo.portrait.canvas import painting
from charstudio.demo.portrait.grade import grade_backdrop
from charstudio.demo.portrait.ink import Ink
from charstudio.demo.portrait.manner import Shading
from charstudio.demo.portrait.motifs import paint_motif
from charstudio.demo.portrait.rig import Rig, fit
from charstudio.demo.portrait.scenery import Stage
from charstudio.demo.portrait.settings import paint_setting


def paint_backdrop(rig: Rig, rng: Random, width: int, height: int) -> QImage:
    """An opaque image of ``width`` × ``height`` pixels."""
    blur = rig.manner.blur
    small = QImage(max(1, width // blur), max(1, height // blur), QImage.Format.Format_RGB32)
    with painting(small) as painter:
        fit(painter, small.width(), small.height())
        ink = Ink(painter, rig.manner)
        if rig.manner.shading is Shading.PLAIN:
            paint_motif(ink, rig)
        else:
            paint_setting(Stage(ink, rng), rig.look, rig.shot.setting)
            grade_backdrop(ink, rig)
    if blur == 1:
        return small
    image = QImage(width, height, QImage.Format.Format_RGB32)
    with painting(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(image.rect(), small)
    return image
