"""The list of profiles with what can be done to it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout

from charstudio.ui.profiles.delegate import ProfileDelegate
from charstudio.ui.profiles.model import DraftModel
from charstudio.ui.rows import EntryList
from charstudio.ui.theme import icons, tokens

_WIDTH = 264


class ProfileList(EntryList):
    """``delete_wanted`` when Delete is pressed."""

    delete_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Delete):
            self.delete_wanted.emit()
            return
        super().keyPressEvent(event)


class ProfilePane(QFrame):
    """``team_wanted`` and ``local_wanted`` ask for a new profile, the others concern the chosen one."""

    team_wanted = Signal()
    local_wanted = Signal()
    copy_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, model: DraftModel) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self.setProperty("edge", "right")
        self.setFixedWidth(_WIDTH)
        title = QLabel("Libraries")
        title.setProperty("level", "title")
        title.setContentsMargins(tokens.SPACE_16, 0, tokens.SPACE_16, 0)
        self.list = ProfileList("Libraries")
        self.list.setModel(model)
        self.list.setItemDelegate(ProfileDelegate(self.list))
        self.list.delete_wanted.connect(self.delete_wanted)
        self.add = QPushButton("Add")
        self.add.setIcon(icons.icon("plus", "text"))
        self.add.setAutoDefault(True)
        self.add.setAccessibleName("Add a library")
        menu = QMenu(self.add)
        menu.setToolTipsVisible(True)
        menu.addAction(icons.icon("hard-drives"), "Connection to a team database", self.team_wanted.emit)
        self._local = menu.addAction(icons.icon("books"), "Library on this computer", self.local_wanted.emit)
        self.add.setMenu(menu)
        self.copy = _tool("copy", "Duplicate (Ctrl+D)", "Duplicate the library's profile")
        self.copy.setShortcut(QKeySequence("Ctrl+D"))
        self.copy.clicked.connect(self.copy_wanted)
        self.delete = _tool("trash", "Delete…", "Delete the library's profile")
        self.delete.clicked.connect(self.delete_wanted)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(tokens.SPACE_16, 0, tokens.SPACE_12, 0)
        buttons.setSpacing(tokens.SPACE_4)
        buttons.addWidget(self.add)
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_24, 0, tokens.SPACE_16)
        column.setSpacing(tokens.SPACE_12)
        column.addWidget(title)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

    def set_local_absence(self, reason: str) -> None:
        """Switch the library on this computer off, with the sentence that says why; "" switches it on."""
        self._local.setEnabled(not reason)
        self._local.setToolTip(reason)

    def set_deletable(self, deletable: bool, reason: str) -> None:
        """``reason`` is the sentence that says why it is not."""
        self.delete.setEnabled(deletable)
        self.delete.setToolTip(reason or "Delete…")


def _tool(icon: str, tip: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("kind", "quiet")
    button.setIcon(icons.icon(icon))
    button.setIconSize(QSize(tokens.ICON, tokens.ICON))
    button.setToolTip(tip)
    button.setAccessibleName(name)
    return button
