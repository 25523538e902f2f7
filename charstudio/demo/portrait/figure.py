"""The figure: layers from the hair behind to the hand before the face."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QPainter

from charstudio.demo.portrait.accessories import paint_earrings, paint_glasses, paint_headgear, paint_mask, paint_scarf
from charstudio.demo.portrait.adorn import paint_circlet, paint_ornate_collar, paint_pointed_ears
from charstudio.demo.portrait.body import Body, paint_arms, paint_neck
from charstudio.demo.portrait.clothes import paint_clothes
from charstudio.demo.portrait.curls import paint_curls_behind, paint_curls_over
from charstudio.demo.portrait.eyes import paint_eyes
from charstudio.demo.portrait.face import paint_facial_hair, paint_head, paint_marks, paint_nose
from charstudio.demo.portrait.hair import front_hair
from charstudio.demo.portrait.hairback import back_hair
from charstudio.demo.portrait.hairpaint import paint_mass
from charstudio.demo.portrait.headwear import paint_hat
from charstudio.demo.portrait.ink import Ink
from charstudio.demo.portrait.mouth import paint_mouth
from charstudio.demo.portrait.rig import Rig
from charstudio.demo.portrait.tint import shade
from charstudio.domain.vocabulary import StyleType


@contextmanager
def _head(painter: QPainter, rig: Rig) -> Iterator[None]:
    painter.save()
    rig.enter_head(painter)
    yield
    painter.restore()


def paint_figure(painter: QPainter, rig: Rig) -> None:
    ink = Ink(painter, rig.manner)
    rig.enter_figure(painter)
    body = Body(rig)
    hair = rig.tones.hair
    with _head(painter, rig):
        for mass in back_hair(rig):
            paint_mass(ink, rig, mass, shade(hair, 0.22))
        paint_curls_behind(ink, rig)
    paint_neck(ink, rig, body)
    sleeve, cuff = paint_clothes(ink, rig, body)
    fantasy = rig.portrait.style is StyleType.FANTASY
    if fantasy:
        paint_ornate_collar(ink, rig, body)
    paint_scarf(ink, rig, body)
    with _head(painter, rig):
        if fantasy:
            paint_pointed_ears(ink, rig)
        paint_head(ink, rig)
        paint_marks(ink, rig)
        paint_facial_hair(ink, rig)
        paint_mouth(ink, rig)
        paint_nose(ink, rig)
        paint_eyes(ink, rig)
        paint_mask(ink, rig)
        paint_glasses(ink, rig)
        paint_earrings(ink, rig)
        for mass in front_hair(rig):
            paint_mass(ink, rig, mass, hair)
        paint_curls_over(ink, rig)
        paint_headgear(ink, rig)
        if fantasy and not rig.shot.hat:
            paint_circlet(ink, rig)
        paint_hat(ink, rig)
    paint_arms(ink, rig, body, sleeve, cuff)
