"""The picture at the top of the inspector."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from charstudio.domain.images import ImageReference
from charstudio.ui.cards import painting
from charstudio.ui.pictures import PictureKey, PictureProvider
from charstudio.ui.theme import tokens

_MOST_HEIGHT: Final = 400


def _height(width: int) -> int:
    return min(round(width * 0.8), _MOST_HEIGHT)


class Portrait(QWidget):
    """Fills its width, cut to the face. ``opened`` asks for the preview: a click, Space or Enter."""

    opened = Signal()

    def __init__(self, pictures: PictureProvider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._reference: ImageReference | None = None
        self.setAccessibleName("Picture")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip("Open large (Space)")
        pictures.arrived.connect(self._arrived)

    def show_picture(self, reference: ImageReference | None) -> None:
        self._reference = reference
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(tokens.INSPECTOR_WIDTH, _height(tokens.INSPECTOR_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(_height(event.size().width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area: QRect = self.rect()
        state = None
        if self._reference is not None:
            ratio = self.devicePixelRatioF()
            # The full width of a portrait picture: more than the box is high, so that the cut can be chosen here.
            width = round(area.width() * ratio)
            state = self._pictures.picture(PictureKey(self._reference, width, round(width * 4 / 3), True))
        painting.picture(painter, area, state, painting.rounded(area, tokens.RADIUS_CARD))
        if self.hasFocus():
            painting.outline(painter, area, tokens.RADIUS_CARD, selected=True, focused=True)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._reference is not None:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def _arrived(self, reference: ImageReference) -> None:
        if reference == self._reference:
            self.update()
