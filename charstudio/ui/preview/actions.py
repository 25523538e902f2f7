"""What a person can do in the preview: one action per intent, with its keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from charstudio.ui.theme import icons


class PreviewActions(QObject):
    """The actions; they work while the page or something in it has the focus."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.preview_close = self._make(_tr("Back"), "arrow-left", "Esc")
        self.picture_previous = self._make(_tr("Previous"), "caret-left", "Left", "Up")
        self.picture_next = self._make(_tr("Next"), "caret-right", "Right", "Down")
        self.picture_first = self._make(_tr("First"), "caret-left", "Home")
        self.picture_last = self._make(_tr("Last"), "caret-right", "End")
        self.zoom_fit = self._make(_tr("Fit"), "corners-out", "0", "F", checkable=True)
        self.zoom_actual = self._make(_tr("1:1"), "image-square", "1", checkable=True)
        self.zoom_out = self._make(_tr("Zoom out"), "minus", "-", "Ctrl+-")
        self.zoom_in = self._make(_tr("Zoom in"), "plus", "+", "=", "Ctrl++", "Ctrl+=")
        self.details_show = self._make(_tr("Prompt and details"), "info", "I", checkable=True)
        self.views_link = self._make(_tr("Link zoom and position"), "link", "L", checkable=True)
        self.prompt_copy = self._make(_tr("Copy prompt"), "copy", "Ctrl+Shift+C")
        self.details_show.setChecked(True)
        self.views_link.setChecked(True)
        self.views_link.toggled.connect(lambda on: self.views_link.setIcon(icons.icon("link" if on else "link-break")))

    def connect_pan(self, pan: Callable[[int, int], None]) -> None:
        """Shift with an arrow key looks further into that direction, as (right, down) in {-1, 0, 1}."""
        for key, right, down in (("Left", -1, 0), ("Right", 1, 0), ("Up", 0, -1), ("Down", 0, 1)):
            action = self._make(_tr("Pan"), "corners-out", f"Shift+{key}")
            action.triggered.connect(lambda _=False, right=right, down=down: pan(right, down))

    def mirror(self, right_to_left: bool) -> None:
        """Follow the direction of reading: what is behind lies on the left, or on the right."""
        back, forth = ("right", "left") if right_to_left else ("left", "right")
        self.preview_close.setIcon(icons.icon(f"arrow-{back}"))
        self.picture_previous.setIcon(icons.icon(f"caret-{back}"))
        self.picture_next.setIcon(icons.icon(f"caret-{forth}"))
        _set_keys(self.picture_previous, back.capitalize(), "Up")
        _set_keys(self.picture_next, forth.capitalize(), "Down")

    def _make(self, text: str, icon: str, *keys: str, checkable: bool = False) -> QAction:
        action = QAction(icons.icon(icon), text, self)
        action.setCheckable(checkable)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        _set_keys(action, *keys)
        self._page.addAction(action)
        return action


def _set_keys(action: QAction, *keys: str) -> None:
    action.setShortcuts([QKeySequence(key) for key in keys])
    shown = QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{action.text()} ({shown})")


def _tr(text: str) -> str:
    return QCoreApplication.translate("PreviewActions", text)
