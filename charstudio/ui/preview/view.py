"""The preview as a page of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from charstudio.domain.images import ImageReference
from charstudio.ui.pictures import PictureProvider
from charstudio.ui.preview.actions import PreviewActions
from charstudio.ui.preview.canvas import Canvas
from charstudio.ui.preview.details import Details
from charstudio.ui.preview.geometry import ACTUAL
from charstudio.ui.preview.heading import Heading
from charstudio.ui.preview.item import PreviewItem
from charstudio.ui.preview.source import PreviewSource
from charstudio.ui.preview.strip import Strip
from charstudio.ui.text import number
from charstudio.ui.theme import tokens


class PreviewPage(QWidget):
    """One picture of a list large, or two compared.

    ``closed`` is sent when the person goes back, ``row_changed`` with the row of the list that is shown now.
    """

    closed = Signal()
    row_changed = Signal(int)

    def __init__(self, provider: PictureProvider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: PreviewSource | None = None
        self._row = 0
        self._forth = 1
        self._item: PreviewItem | None = None
        self._pair: tuple[PreviewItem, PreviewItem] | None = None
        self._actions = PreviewActions(self)
        self._strip = Strip(self._actions, self)
        self._panes = (_Pane(provider, self), _Pane(provider, self))
        self._leader = self._panes[0]
        self._details = Details(self)
        self._edges = (_line(self), _line(self))
        self._lay_out()
        self._connect()
        self._show_mode()
        self._actions.mirror(self.layoutDirection() == Qt.LayoutDirection.RightToLeft)

    # What the window asks for

    def open(self, source: PreviewSource, row: int) -> None:
        """Show a row of a list; arrow keys walk through the list from there."""
        self._leave()
        self._source = source
        source.changed.connect(self._on_source)
        self._row, self._forth = row, 1
        self._show_mode()
        self._show_row(keep_view=False)
        self._panes[0].canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def compare(self, first: PreviewItem, second: PreviewItem) -> None:
        """Show two items side by side, with the words marked in which their prompts differ."""
        self._leave()
        self._pair = (first, second)
        self._show_mode()
        for pane, item in zip(self._panes, self._pair, strict=True):
            pane.show_item(item, keep_view=False)
        self._strip.heading.set_text(self.tr("Compare"), f"{first.title} · {second.title}")
        self._details.show_items(first, second)
        self._show_state()
        self._panes[0].canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def row(self) -> int:
        """The row of the list that is shown."""
        return self._row

    # Walking

    def _go(self, row: int) -> None:
        if self._source is None:
            return
        row = max(0, min(row, self._source.count() - 1))
        if row == self._row:
            return
        self._forth = 1 if row > self._row else -1
        self._row = row
        self._show_row(keep_view=True)
        self.row_changed.emit(row)

    def _show_row(self, keep_view: bool) -> None:
        assert self._source is not None
        self._item = self._source.item(self._row)
        if self._item is None:
            self._panes[0].show_pending()
            self._details.show_items()
        else:
            self._panes[0].show_item(self._item, keep_view)
            self._details.show_items(self._item)
        self._panes[0].canvas.prefetch((self._neighbour(self._forth), self._neighbour(-self._forth)))
        self._show_place()

    def _neighbour(self, offset: int) -> ImageReference | None:
        assert self._source is not None
        row = self._row + offset
        item = self._source.item(row) if 0 <= row < self._source.count() else None
        return (item.reference or item.thumbnail) if item else None

    def _on_source(self) -> None:
        """Rows have arrived or changed: what is shown already stays as it is."""
        assert self._source is not None
        count = self._source.count()
        if count == 0:
            self.close_preview()
            return
        if self._row >= count:
            self._row = count - 1
            self.row_changed.emit(self._row)
        item = self._source.item(self._row)
        if item is not None and item != self._item:
            self._show_row(keep_view=True)
        else:
            self._show_place()

    def close_preview(self) -> None:
        """Go back to where the preview was opened from."""
        self._leave()
        self.closed.emit()

    def _leave(self) -> None:
        if self._source is not None:
            self._source.changed.disconnect(self._on_source)
        self._source = self._item = self._pair = None
        self._leader = self._panes[0]
        for pane in self._panes:
            pane.canvas.release()

    # Showing

    def _show_mode(self) -> None:
        comparing = self._pair is not None
        self._strip.set_comparing(comparing)
        self._panes[1].setVisible(comparing)
        self._edges[0].setVisible(comparing)
        for pane in self._panes:
            pane.caption.setVisible(comparing)
        self._actions.views_link.setEnabled(comparing)

    def _show_place(self) -> None:
        assert self._source is not None
        count = self._source.count()
        title = self._item.title if self._item else self.tr("Loading…")
        place = self.tr("{} of {}").format(number(self._row + 1), number(count))
        self._strip.heading.set_text(title, place)
        self._show_state()

    def _show_state(self) -> None:
        """Buttons, zoom and link as the canvases are now."""
        canvas = self._leader.canvas
        zoom = canvas.zoom()
        self._strip.show_zoom(zoom)
        actions = self._actions
        there = canvas.picture_size() is not None
        for action in (actions.zoom_fit, actions.zoom_actual, actions.zoom_in, actions.zoom_out):
            action.setEnabled(there)
        actions.zoom_fit.setChecked(there and canvas.view.zoom is None)
        actions.zoom_actual.setChecked(zoom is not None and abs(zoom - ACTUAL) < 0.005)
        count = self._source.count() if self._source else 0
        before, after = self._source is not None and self._row > 0, self._row < count - 1
        for action, possible in (
            (actions.picture_previous, before),
            (actions.picture_first, before),
            (actions.picture_next, after),
            (actions.picture_last, after),
        ):
            action.setEnabled(possible)
        if self._pair is not None:
            for pane in self._panes:
                pane.caption.set_marked(pane is self._leader and not actions.views_link.isChecked())

    def _on_view(self, pane: _Pane) -> None:
        self._leader = pane
        self._link()

    def _link(self) -> None:
        """Let the other canvas show what the leading one shows."""
        size = self._leader.canvas.picture_size()
        if self._pair is not None and self._actions.views_link.isChecked() and size is not None:
            other = self._panes[1] if self._leader is self._panes[0] else self._panes[0]
            other.canvas.follow(self._leader.canvas.view, size)
        self._show_state()

    def _activate(self, pane: _Pane) -> None:
        self._leader = pane
        self._show_state()

    # Composition

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        for widget in (self._panes[0], self._edges[0], self._panes[1]):
            body.addWidget(widget, 0 if widget is self._edges[0] else 1)
        body.addWidget(self._edges[1])
        body.addWidget(self._details)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._strip)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        actions = self._actions
        for action, slot in (
            (actions.preview_close, self.close_preview),
            (actions.picture_previous, lambda: self._go(self._row - 1)),
            (actions.picture_next, lambda: self._go(self._row + 1)),
            (actions.picture_first, lambda: self._go(0)),
            (actions.picture_last, lambda: self._go(self._source.count() - 1 if self._source else 0)),
            (actions.zoom_fit, lambda: self._leader.canvas.fit()),
            (actions.zoom_actual, lambda: self._leader.canvas.actual_size()),
            (actions.zoom_out, lambda: self._leader.canvas.step(-1)),
            (actions.zoom_in, lambda: self._leader.canvas.step(1)),
            (actions.prompt_copy, lambda: self._details.copy_prompt(self._panes.index(self._leader))),
        ):
            action.triggered.connect(lambda _=False, slot=slot: self._act(slot))
        actions.connect_pan(lambda right, down: self._leader.canvas.pan(right, down))
        actions.details_show.toggled.connect(self._show_details)
        actions.views_link.toggled.connect(lambda _: self._link())
        for pane in self._panes:
            pane.canvas.view_changed.connect(lambda _, pane=pane: self._on_view(pane))
            pane.canvas.state_changed.connect(self._link)
            pane.canvas.activated.connect(lambda pane=pane: self._activate(pane))

    def _act(self, slot: Callable[[], None]) -> None:
        slot()
        # A checkable button shows the view in force, also where the click changed nothing.
        self._show_state()

    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self._edges[1].setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Esc is a shortcut as well; those need a window manager that says which window is active.
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Escape) and not event.isAutoRepeat():
            self.close_preview()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._details.scroll(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._actions.mirror(self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        super().changeEvent(event)


class _Pane(QWidget):
    """A canvas, with a caption above it while two are compared."""

    def __init__(self, provider: PictureProvider, parent: QWidget) -> None:
        super().__init__(parent)
        self.caption = Heading(tokens.TYPE_BODY, self)
        self.canvas = Canvas(provider, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        above = QHBoxLayout()
        above.setContentsMargins(tokens.SPACE_16, 0, tokens.SPACE_16, 0)
        above.addWidget(self.caption)
        layout.addLayout(above)
        layout.addWidget(self.canvas, 1)

    def show_item(self, item: PreviewItem, keep_view: bool) -> None:
        self.caption.set_text(item.title, item.subtitle)
        self.canvas.setAccessibleName(self.tr("Picture of {}").format(item.title))
        self.canvas.setAccessibleDescription(item.prompt)
        self.canvas.show_picture(item.reference, item.thumbnail, keep_view)

    def show_pending(self) -> None:
        self.canvas.setAccessibleName(self.tr("Picture"))
        self.canvas.show_pending()


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("line", "true")
    line.setFixedWidth(1)
    return line
