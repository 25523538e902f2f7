"""The part of the form that few need: pooler, certificate authority, and a connection without TLS."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from charstudio.domain.profile import Profile
from charstudio.ui.forms.check_box import CheckBox
from charstudio.ui.forms.feedback import check_authority
from charstudio.ui.forms.fields import PathField, Wanted
from charstudio.ui.theme import icons, tokens


class Advanced(QWidget):
    """Folds out. ``changed`` only when a person changes something."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filling = False
        self.fold = QToolButton()
        self.fold.setProperty("kind", "fold")
        self.fold.setText("Advanced")
        self.fold.setCheckable(True)
        self.fold.setIconSize(QSize(tokens.ICON, tokens.ICON))
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.toggled.connect(self._unfold)
        self.pooler = CheckBox("Behind a pooler in transaction mode")
        self.plain_text = CheckBox("Connection without TLS is intended")
        self.authority = PathField("Certificate authority (CA file)", 1, Wanted.FILE, "The certificate authority")
        self.authority.edit.setPlaceholderText("ca.pem")
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, tokens.SPACE_8, 0, 0)
        column.setSpacing(tokens.SPACE_12)
        column.addLayout(_explained(self.pooler, "Such as PgBouncer, often on port 6543. Nothing relies on a session."))
        column.addLayout(self.authority)
        column.addLayout(_explained(self.plain_text, "Ends the warning that others on the network could read along."))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._body)
        self._unfold(False)
        for box in (self.pooler, self.plain_text):
            box.toggled.connect(self._changed)
        self.authority.edit.textChanged.connect(self._changed)

    def order(self) -> list[QWidget]:
        return [self.fold, self.pooler, self.authority.edit, self.authority.browse, self.plain_text]

    def fill(self, profile: Profile) -> None:
        """Show a profile's values; unfolded where one of them is set."""
        self._filling = True
        self.pooler.setChecked(profile.behind_pooler)
        self.plain_text.setChecked(profile.plain_text_intended)
        self.authority.edit.setText(profile.ca_file)
        self.fold.setChecked(profile.behind_pooler or profile.plain_text_intended or bool(profile.ca_file))
        self._check()
        self._filling = False

    def _changed(self) -> None:
        self._check()
        if not self._filling:
            self.changed.emit()

    def _check(self) -> None:
        self.authority.show_feedback(check_authority(self.authority.text))

    def _unfold(self, shown: bool) -> None:
        self.fold.setIcon(icons.icon("caret-down" if shown else "caret-right", "secondary"))
        self._body.setVisible(shown)


def _explained(box: CheckBox, words: str) -> QVBoxLayout:
    label = QLabel(words)
    label.setProperty("level", "caption")
    label.setIndent(tokens.SPACE_24)
    box.setAccessibleDescription(words)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(box)
    column.addWidget(label)
    return column
