"""What the window remembers: places, sizes and choices. Never a secret."""

from __future__ import annotations

import re
from typing import Any, Final

from PySide6.QtCore import QByteArray, QSettings

from charstudio.folders import config_folder

WINDOW_PLACE: Final = "window"
SCHEME: Final = "theme"
_NUMBER: Final = re.compile(r"-?[0-9]{1,9}")
"""What fits into Qt's int."""


class Settings:
    """Typed access to a small file in the configuration folder."""

    def __init__(self) -> None:
        self._settings = QSettings(str(config_folder() / "window.ini"), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        value = self._settings.value(name, default)
        return value if isinstance(value, str) else default

    def flag(self, name: str, default: bool) -> bool:
        return self.text(name, "true" if default else "false") == "true"

    def number(self, name: str, default: int) -> int:
        text = self.text(name, str(default))
        return int(text) if _NUMBER.fullmatch(text) else default

    def state(self, name: str) -> QByteArray | None:
        """A state that a widget saved of itself."""
        value: Any = self._settings.value(name)
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def put(self, name: str, value: str | bool | int | QByteArray) -> None:
        if isinstance(value, bool):
            value = "true" if value else "false"
        elif isinstance(value, int):
            value = str(value)
        self._settings.setValue(name, value)

    def save(self) -> None:
        """Write to disk now."""
        self._settings.sync()
