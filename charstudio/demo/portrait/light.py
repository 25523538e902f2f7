"""Light on the finished figure: the setting's ambient tone, and rims along its edges."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from charstudio.demo.portrait.canvas import painting
from charstudio.demo.portrait.tint import clear

_Mode = QPainter.CompositionMode
_HALVINGS = 2
"""Rims are computed on a picture halved this often; scaling them up again is what makes them soft."""


def _halved(image: QImage) -> QImage:
    small = QImage(max(1, image.width() // 2), max(1, image.height() // 2), image.format())
    small.fill(Qt.GlobalColor.transparent)
    with painting(small) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(small.rect(), image)
    return small


class FigureLight:
    """Paints light on a figure's layer; nothing reaches beyond the figure."""

    def __init__(self, layer: QImage) -> None:
        self._layer = layer
        self._size = layer.size()
        self._small = layer
        for _ in range(_HALVINGS):  # bilinear sampling averages honestly only down to a half
            self._small = _halved(self._small)

    def ambient(self, colour: QColor, top: float, bottom: float) -> None:
        """Tints the figure, with opacity ``top`` above and ``bottom`` below."""
        with painting(self._layer) as painter:
            painter.setCompositionMode(_Mode.CompositionMode_SourceAtop)
            gradient = QLinearGradient(0, self._size.height() * 0.2, 0, self._size.height())
            gradient.setColorAt(0.0, clear(colour, top))
            gradient.setColorAt(1.0, clear(colour, bottom))
            painter.fillRect(self._layer.rect(), gradient)

    def sidelight(self, left: QColor, right: QColor) -> None:
        """Coloured light from both sides; the middle stays as it is."""
        with painting(self._layer) as painter:
            painter.setCompositionMode(_Mode.CompositionMode_SourceAtop)
            gradient = QLinearGradient(self._size.width() * 0.22, 0, self._size.width() * 0.78, 0)
            gradient.setColorAt(0.0, left)
            gradient.setColorAt(0.47, clear(left, 0.0))
            gradient.setColorAt(0.55, clear(right, 0.0))
            gradient.setColorAt(1.0, right)
            painter.fillRect(self._layer.rect(), gradient)

    def rims(self, *rims: tuple[QColor, float, QPointF]) -> None:
        """Light from behind: (colour, opacity, the offset in canvas units that leaves the lit edge uncovered)."""
        scale = self._small.width() / 768.0
        mask = QImage(self._small.size(), self._small.format())
        mask.fill(Qt.GlobalColor.transparent)
        whole = QRectF(self._small.rect())
        for colour, opacity, offset in rims:
            edge = QImage(self._small.size(), self._small.format())
            edge.fill(clear(colour, opacity))
            with painting(edge) as painter:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.setCompositionMode(_Mode.CompositionMode_DestinationOut)
                painter.drawImage(whole.translated(offset.x() * scale, offset.y() * scale), self._small)
            with painting(mask) as painter:
                painter.setCompositionMode(_Mode.CompositionMode_Plus)
                painter.drawImage(0, 0, edge)
        with painting(self._layer) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setCompositionMode(_Mode.CompositionMode_SourceAtop)
            painter.drawImage(self._layer.rect(), mask)
