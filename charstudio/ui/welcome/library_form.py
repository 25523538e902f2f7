"""The form for a new local library: its name."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from charstudio.ui.forms.feedback import check_name
from charstudio.ui.forms.fields import Field
from charstudio.ui.welcome.form import Form

_SUGGESTION: Final = "My library"


class LibraryForm(Form):
    def __init__(self) -> None:
        super().__init__("Create library")
        self.name = Field("Name", 1)
        self.name.edit.returnPressed.connect(self.try_submit)
        self.name.edit.textChanged.connect(self._check)
        self.column.addLayout(self.name)
        self.clear()

    def is_complete(self) -> bool:
        return bool(self.name.text) and not check_name(self.name.text).blocks

    def order(self) -> list[QWidget]:
        return [self.name.edit]

    def focus_first(self) -> None:
        self.name.edit.setFocus()
        self.name.edit.selectAll()

    def clear(self) -> None:
        self.name.edit.setText(_SUGGESTION)
        self._check()

    def _check(self) -> None:
        self.name.show_feedback(check_name(self.name.text))
        self.refresh()
