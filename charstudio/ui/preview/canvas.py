"""A widget that shows one picture: fit, 1:1, zoom at the pointer, pan.

The picture is drawn from the loaded size nearest above the one on screen: pixel by pixel where they agree, smoothly
where it must be reduced or somewhat enlarged, and as sharp squares from SQUARES_FROM on, where single pixels count.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputDevice,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from charstudio.domain.images import ImageReference
from charstudio.ui.pictures import PictureProvider
from charstudio.ui.preview import placeholder
from charstudio.ui.preview.geometry import ACTUAL, FIT, Point, Rect, Size, Stage, View, matched
from charstudio.ui.preview.layers import Layers
from charstudio.ui.theme import tokens
from charstudio.ui.theme.theme import color, colors

SQUARES_FROM: Final = 4.0
"""Zoom, on a screen of density 1, from which picture pixels are drawn as squares."""

WHEEL_FACTOR: Final = 1.25
"""Zoom of one notch of the wheel (120 eighths of a degree)."""

PAN_SHARE: Final = 0.12
"""Share of the viewport that one key press pans."""

RESIZED_MS: Final = 120

_KEYBOARD_REASONS: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Canvas(QWidget):
    """Shows one picture. ``view_changed`` carries the View that the person turned to, not one that was set.

    ``state_changed`` is sent when zoom(), natural or what is shown may have changed, ``activated`` on focus.
    """

    view_changed = Signal(object)
    state_changed = Signal()
    activated = Signal()

    def __init__(self, provider: PictureProvider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(tokens.SPACE_32 * 4, tokens.SPACE_32 * 4)
        self.setAccessibleName(self.tr("Picture"))
        self._layers = Layers(provider, self)
        self._layers.changed.connect(self._on_layers)
        self._view = FIT
        self._picture: Size | None = None
        self._known = False
        self._awaited = False
        self._intent: Callable[[Stage], View] | None = None
        self._pending = False
        self._wanted: tuple[ImageReference | None, ImageReference | None] = (None, None)
        self._held: tuple[QPixmap, Rect] | None = None
        self._skeleton = False
        self._drag: QPointF | None = None
        self._keyboard_focus = False
        self._patience = QTimer(self, singleShot=True, interval=tokens.SKELETON_AFTER_MS)
        self._patience.timeout.connect(self._lose_patience)
        self._resized = QTimer(self, singleShot=True, interval=RESIZED_MS)
        self._resized.timeout.connect(lambda: self._layers.resize(self._box()))

    # What is shown

    def show_picture(self, reference: ImageReference | None, thumbnail: ImageReference | None, keep_view: bool) -> None:
        """Turn to another picture (None, None: there is none), keeping zoom and place or from the fitting view.

        The one before stays until the next has arrived, for SKELETON_AFTER_MS at most.
        """
        self._turn(keep_view)
        self._wanted = (reference, thumbnail)
        # A hidden widget has a size that means nothing yet: what fits it is asked for when it is shown.
        self._pending = not self.isVisible()
        self._layers.show(reference, thumbnail, QSize() if self._pending else self._box())
        self._settle()

    def show_pending(self) -> None:
        """The picture is not known yet: its row is being loaded."""
        self._turn(keep_view=True)
        self._wanted = (None, None)
        self._layers.show(None, None, QSize())
        self._awaited = True
        self._settle()

    def prefetch(self, references: tuple[ImageReference | None, ...]) -> None:
        """Pictures that may come next, the likeliest first."""
        self._layers.prefetch(references)

    def release(self) -> None:
        """Let go of the picture, at once."""
        self.show_picture(None, None, keep_view=False)
        self._held = None
        self._picture = None

    @property
    def broken(self) -> str | None:
        return self._layers.broken

    @property
    def natural(self) -> Size | None:
        """The picture's own size in pixels, once it is known."""
        return self._picture if self._known else None

    # The view

    @property
    def view(self) -> View:
        return self._view

    def zoom(self) -> float | None:
        """Device pixels per picture pixel; None while the size of the picture is not known."""
        stage = self._stage()
        return stage.zoom(self._view) if stage and self._known else None

    def fit(self) -> None:
        self._turn_to(FIT)

    def actual_size(self) -> None:
        """Zoom to 1:1, as soon as the size of the picture is known."""
        if stage := self._stage():
            self._turn_once_known(stage, lambda known: known.zoomed(self._view, ACTUAL))

    def step(self, direction: int) -> None:
        """One zoom step in (1) or out (-1)."""
        if stage := self._stage():
            self._turn_to(stage.stepped(self._view, direction))

    def pan(self, right: int, down: int) -> None:
        """Look further right (or left: -1) and down, by a share of the viewport."""
        if stage := self._stage():
            share = PAN_SHARE * min(stage.viewport)
            self._turn_to(stage.panned(self._view, -right * share, -down * share))

    def follow(self, view: View, picture: Size) -> None:
        """Show the part that another canvas shows of its ``picture``. Sends no view_changed."""
        wanted = matched(view, picture, self._picture) if self._picture else view
        if wanted != self._view:
            self._set_view(wanted)

    def picture_size(self) -> Size | None:
        """The size that the view refers to: the picture's own, or a guess until that is known. None: nothing there."""
        return self._picture if self._layers.best(0) is not None else None

    # Inside

    def _turn(self, keep_view: bool) -> None:
        stage, pixmap = self._stage(), self._shown()
        if stage is not None and pixmap is not None:
            self._held = (pixmap, stage.target(self._view))
        self._awaited = False
        self._skeleton = False
        self._known = False
        self._drag = None
        self._intent = None
        if not keep_view:
            self._view = FIT

    def _settle(self) -> None:
        """After a turn: show what is there, or wait for it."""
        if self._shown() is not None or self._layers.broken or not self._is_loading():
            self._on_layers()
        else:
            self._patience.start()
            self.update()
            self.state_changed.emit()

    def _is_loading(self) -> bool:
        return self._awaited or (self._layers.reference is not None and not self._layers.broken)

    def _on_layers(self) -> None:
        pixmap = self._shown()
        self._patience.stop()
        self._held = None
        self._skeleton = pixmap is None and self._is_loading()
        if pixmap is not None:
            self._measure(pixmap)
            self._want()
        self.update()
        self._show_cursor()
        self.state_changed.emit()

    def _measure(self, pixmap: QPixmap) -> None:
        """Take the picture's size from its layers; keep the part in view where a guess is corrected."""
        natural = self._layers.natural
        before = self._picture
        if natural is not None:
            self._picture, self._known = natural, True
        elif not self._known:
            guess = self._guess(pixmap)
            self._picture = guess
        after = self._picture
        if before is not None and after is not None and before.height != after.height:
            self._view = matched(self._view, before, after)
        if self._known and (turn := self._intent) is not None and (stage := self._stage()) is not None:
            self._intent = None
            self._turn_to(turn(stage))

    def _guess(self, pixmap: QPixmap) -> Size:
        """Proportions are known, the size is not: that of the picture before while zoomed in, else what fits."""
        ratio = pixmap.width() / pixmap.height()
        if self._view.zoom is not None and self._picture is not None:
            return Size(self._picture.height * ratio, self._picture.height)
        box = self._box()
        height = max(1.0, min(box.height(), box.width() / ratio))
        return Size(height * ratio, height)

    def _shown(self) -> QPixmap | None:
        stage = self._stage()
        return self._layers.best(stage.target(self._view).width if stage else 0)

    def _want(self) -> None:
        if self._view.zoom is not None and (stage := self._stage()):
            self._layers.want_width(stage.target(self._view).width)

    def _lose_patience(self) -> None:
        self._held = None
        self._skeleton = True
        self.update()

    def _box(self) -> QSize:
        return (QSizeF(self.size()) * self.devicePixelRatioF()).toSize()

    def _stage(self) -> Stage | None:
        box = self._box()
        if self._picture is None or box.isEmpty():
            return None
        return Stage(self._picture, Size(box.width(), box.height()), self.devicePixelRatioF())

    def _turn_to(self, view: View) -> None:
        if view != self._view:
            self._set_view(view)
            self.view_changed.emit(view)

    def _turn_once_known(self, stage: Stage, turn: Callable[[Stage], View]) -> None:
        if self._known:
            self._turn_to(turn(stage))
        else:
            self._intent = turn
            self._layers.want_full()

    def _toggle(self, stage: Stage, at: Point) -> None:
        self._turn_once_known(stage, lambda known: known.toggled(self._view, at))

    def _set_view(self, view: View) -> None:
        self._intent = None
        self._view = view
        self._want()
        self._show_cursor()
        self.update()
        self.state_changed.emit()

    def _show_cursor(self) -> None:
        stage = self._stage()
        if stage is None or not stage.pannable(self._view):
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.OpenHandCursor if self._drag is None else Qt.CursorShape.ClosedHandCursor)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), color(colors().window))
        stage, pixmap = self._stage(), self._shown()
        if stage is not None and pixmap is not None:
            self._paint_picture(painter, pixmap, stage.target(self._view))
            if self._layers.broken:
                placeholder.notice(painter, self.rect(), self.tr("Only the thumbnail: {}").format(self._layers.broken))
        elif self._held is not None:
            self._paint_picture(painter, *self._held)
        elif self._layers.broken:
            title = self.tr("This picture cannot be shown")
            placeholder.message(painter, self.rect(), "warning-circle", title, self._layers.broken)
        elif self._skeleton:
            placeholder.skeleton(painter, self.rect())
        elif not self._is_loading():
            placeholder.message(painter, self.rect(), "image", self.tr("No picture yet"), "")
        if self._keyboard_focus:
            placeholder.focus(painter, self.rect())
        painter.end()

    def _paint_picture(self, painter: QPainter, pixmap: QPixmap, target: Rect) -> None:
        density = self.devicePixelRatioF()
        painter.save()
        painter.scale(1 / density, 1 / density)
        exact = abs(pixmap.width() - target.width) <= 1 and abs(pixmap.height() - target.height) <= 1
        # A picture that is a pixel off for rounding is not scaled for that.
        place = QRectF(round(target.x), round(target.y), pixmap.width(), pixmap.height()) if exact else QRectF(*target)
        squares = self._known and target.width / pixmap.width() >= SQUARES_FROM * density
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact and not squares)
        painter.drawPixmap(place, pixmap, QRectF(0, 0, pixmap.width(), pixmap.height()))
        painter.restore()

    # Input

    def showEvent(self, event: QShowEvent) -> None:
        if self._pending:
            self._pending = False
            self._layers.show(*self._wanted, self._box())
            self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._resized.start()
        if not self._known and self._picture is not None and (pixmap := self._layers.best(0)) is not None:
            self._measure(pixmap)
        self.state_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        stage = self._stage()
        if stage is None:
            return
        touch = event.phase() != Qt.ScrollPhase.NoScrollPhase or (
            event.pointingDevice().type() == QInputDevice.DeviceType.TouchPad
        )
        density = self.devicePixelRatioF()
        if touch and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
            self._turn_to(stage.panned(self._view, delta.x() * density, delta.y() * density))
        else:
            notches = (event.angleDelta().y() or event.angleDelta().x()) / 120
            self._turn_to(stage.scaled(self._view, WHEEL_FACTOR**notches, self._point(event.position())))
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._resized.start()
        if isinstance(event, QNativeGestureEvent) and (stage := self._stage()):
            at = self._point(event.position())
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._turn_to(stage.scaled(self._view, max(0.1, 1 + event.value()), at))
                return True
            if event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
                self._toggle(stage, at)
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            event.ignore()
            return
        self._drag = event.position()
        self._show_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        stage = self._stage()
        if self._drag is None or stage is None:
            return
        moved = (event.position() - self._drag) * self.devicePixelRatioF()
        self._drag = event.position()
        self._turn_to(stage.panned(self._view, moved.x(), moved.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        self._show_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (stage := self._stage()):
            self._toggle(stage, self._point(event.position()))

    def _point(self, position: QPointF | QPoint) -> Point:
        density = self.devicePixelRatioF()
        return Point(position.x() * density, position.y() * density)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard_focus = event.reason() in _KEYBOARD_REASONS
        super().focusInEvent(event)
        self.update()
        self.activated.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._keyboard_focus = False
        super().focusOutEvent(event)
        self.update()
