"""The strip above the picture: back, what is shown, zoom, side panel."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from charstudio.ui.preview.actions import PreviewActions
from charstudio.ui.preview.heading import Heading
from charstudio.ui.theme import tokens
from charstudio.ui.theme.theme import font


class Strip(QFrame):
    """Buttons for the actions, the heading and the zoom in force."""

    def __init__(self, actions: PreviewActions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setProperty("edge", "bottom")
        self.setFixedHeight(tokens.TOP_BAR_HEIGHT)
        self.heading = Heading(parent=self)
        self._percent = QLabel(self)
        self._percent.setProperty("level", "secondary")
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # The widest text sets the width, so that the buttons beside it stay where they are.
        self._percent.setFixedWidth(QFontMetrics(font()).horizontalAdvance("1600 %") + tokens.SPACE_8)
        self.show_zoom(None)
        icon, text = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextOnly
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.SPACE_12, 0, tokens.SPACE_12, 0)
        layout.setSpacing(tokens.SPACE_4)
        layout.addWidget(self._button(actions.preview_close, Qt.ToolButtonStyle.ToolButtonTextBesideIcon))
        layout.addSpacing(tokens.SPACE_12)
        layout.addWidget(self.heading, 1)
        layout.addSpacing(tokens.SPACE_12)
        self._walk = (self._button(actions.picture_previous, icon), self._button(actions.picture_next, icon))
        for button in self._walk:
            layout.addWidget(button)
        layout.addSpacing(tokens.SPACE_16)
        layout.addWidget(self._button(actions.zoom_fit, text))
        layout.addWidget(self._button(actions.zoom_actual, text))
        layout.addSpacing(tokens.SPACE_8)
        layout.addWidget(self._button(actions.zoom_out, icon))
        layout.addWidget(self._percent)
        layout.addWidget(self._button(actions.zoom_in, icon))
        layout.addSpacing(tokens.SPACE_16)
        self._link = self._button(actions.views_link, icon)
        layout.addWidget(self._link)
        layout.addWidget(self._button(actions.details_show, icon))

    def show_zoom(self, zoom: float | None) -> None:
        """The zoom as device pixels per picture pixel; None while it is not known."""
        self._percent.setText("–" if zoom is None else f"{round(zoom * 100)} %")
        self._percent.setAccessibleName(self.tr("Zoom {}").format(self._percent.text()))

    def set_comparing(self, comparing: bool) -> None:
        """Two pictures have a link between them and nothing before or after them."""
        self._link.setVisible(comparing)
        for button in self._walk:
            button.setVisible(not comparing)

    def _button(self, action: QAction, style: Qt.ToolButtonStyle) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "quiet")
        button.setDefaultAction(action)
        button.setToolButtonStyle(style)
        button.setIconSize(QSize(tokens.ICON, tokens.ICON))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text())
        return button
