"""Opening the window, or drawing it into a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from charstudio import logs
from charstudio.domain.errors import BadInputError


def open_window(*, demo: bool = False, reset: bool = False) -> int:
    """Open the window and run until it is closed. Raises ExpectedError."""
    logs.start()
    from charstudio.ui.launch import Start, run

    return run(Start(demo=demo, reset=reset))


def draw_window(file: Path, *, demo: bool, reset: bool, page: str, size: str, theme: str) -> int:
    """Draw the window with its data loaded into a PNG file. Raises ExpectedError."""
    logs.start()
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from charstudio.ui.launch import Start
    from charstudio.ui.screenshot import Shot, draw
    from charstudio.ui.theme.theme import Scheme

    draw(Start(demo=demo, reset=reset, scheme=Scheme(theme), remember=False), Shot(file, page, *_size(size)))
    return 0


def use_env_file(file: Path) -> None:
    """Open the database that a ``.env`` file names, before any that the environment names.

    Raises BadInputError where the file cannot be read or names none.
    """
    from charstudio.services import profiles

    found = profiles.read_env_file(file)
    for variable in (*profiles.URL_VARIABLES, profiles.IMAGE_BASE_VARIABLE):
        os.environ.pop(variable, None)
        if found.get(variable):
            os.environ[variable] = found[variable]


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and 320 <= int(width) <= 8192 and 240 <= int(height) <= 8192):
        raise BadInputError(f'"{text}" is no window size.', "Write width and height like 1440x900.")
    return int(width), int(height)
