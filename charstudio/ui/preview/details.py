"""The side panel of the preview: title, prompt and facts, to read, select and copy."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QTextFrameFormat, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from charstudio.ui.preview import document
from charstudio.ui.preview.item import PreviewItem
from charstudio.ui.theme import icons, tokens
from charstudio.ui.theme.theme import colors

WIDTH: Final = tokens.PREVIEW_DETAILS_WIDTH
COPIED_MS: Final = 1500


class Details(QFrame):
    """Shows one item, or two compared."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setFixedWidth(WIDTH)
        self._items: tuple[PreviewItem, ...] = ()
        self._text = QTextBrowser(self)
        self._text.setProperty("kind", "document")
        self._text.setOpenLinks(False)
        self._text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.setAccessibleName(self.tr("Prompt and details"))
        self._text.document().setDocumentMargin(0)
        self._copy = (_CopyButton(self), _CopyButton(self))
        for index, button in enumerate(self._copy):
            button.clicked.connect(lambda _=False, index=index: self.copy_prompt(index))
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        for button in self._copy:
            row.addWidget(button)
        row.addStretch()
        self._column = layout = QVBoxLayout(self)
        layout.setSpacing(tokens.SPACE_12)
        layout.addWidget(self._text, 1)
        layout.addLayout(row)
        self._lay_out_margins()
        self.show_items()

    def show_items(self, *items: PreviewItem) -> None:
        """Nothing, one item, or two side by side."""
        self._items = items
        labels = (self.tr("Copy prompt"),) if len(items) == 1 else (self.tr("Copy first"), self.tr("Copy second"))
        for index, button in enumerate(self._copy):
            button.setVisible(index < len(items))
            if index < len(items):
                button.offer(labels[index], bool(items[index].prompt.strip()))
        self._render()
        self._text.verticalScrollBar().setValue(0)

    def copy_prompt(self, index: int = 0) -> None:
        """Put the prompt of the first or second item on the clipboard."""
        if index < len(self._items) and self._items[index].prompt.strip():
            QGuiApplication.clipboard().setText(self._items[index].prompt)
            self._copy[index].confirm()

    def scroll(self, pages: int) -> None:  # type: ignore[override]
        """Scroll by so many heights of the text."""
        bar = self._text.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lay_out_margins()
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange) and self._items:
            self._render()
        super().changeEvent(event)

    def _render(self) -> None:
        bar = self._text.verticalScrollBar()
        place = bar.value()
        if len(self._items) == 2:
            self._text.setHtml(document.two(*self._items, colors()))
        else:
            self._text.setHtml("".join(document.one(item, colors()) for item in self._items))
        self._text.document().rootFrame().setFrameFormat(self._margins())
        bar.setValue(place)

    def _lay_out_margins(self) -> None:
        """The scroll bar, at the end of the line, stands in the margin."""
        start, end = tokens.SPACE_16, tokens.SPACE_4
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            start, end = end, start
        self._column.setContentsMargins(start, tokens.SPACE_16, end, tokens.SPACE_16)

    def _margins(self) -> QTextFrameFormat:
        """Room between the text and the scroll bar, which is at the end of the line."""
        margins = self._text.document().rootFrame().frameFormat()
        margins.setMargin(0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            margins.setLeftMargin(tokens.SPACE_12)
        else:
            margins.setRightMargin(tokens.SPACE_12)
        return margins


class _CopyButton(QPushButton):
    """Says "Copied" for a moment after it was used."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIconSize(QSize(tokens.ICON, tokens.ICON))
        self._label = ""
        self._over = QTimer(self, singleShot=True, interval=COPIED_MS)
        self._over.timeout.connect(self._rest)

    def offer(self, label: str, possible: bool) -> None:
        self._label = label
        self._over.stop()
        self.setEnabled(possible)
        self.setToolTip("" if possible else self.tr("There is no prompt to copy."))
        self._rest()

    def confirm(self) -> None:
        self.setText(self.tr("Copied"))
        self.setIcon(icons.icon("check", "good"))
        self._over.start()

    def _rest(self) -> None:
        self.setText(self._label)
        self.setIcon(icons.icon("copy"))
