"""Where CharStudio keeps its files, and where it finds the ones it came with.

The user's folders are the platform's own (XDG, ``~/Library``, ``%LOCALAPPDATA%``). ``CHARSTUDIO_HOME`` moves them all
together. They are made when first asked for, for the user alone (mode 0700 where the system has modes).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import platformdirs

from charstudio.domain.errors import MissingPartError, RefusedError

HOME_VARIABLE: Final = "CHARSTUDIO_HOME"
_NAME: Final = "charstudio"
_PRIVATE: Final = 0o700


def data_folder() -> Path:
    """What must survive: libraries and their pictures. Raises RefusedError when it cannot be made or written."""
    return _ready(_home("data") or platformdirs.user_data_path(_NAME, appauthor=False))


def libraries_folder() -> Path:
    """One folder for each local library, inside the data folder. Raises RefusedError."""
    return _ready(data_folder() / "libraries")


def backups_folder() -> Path:
    """Backups that nobody wanted elsewhere, inside the data folder. Raises RefusedError."""
    return _ready(data_folder() / "backups")


def cache_folder() -> Path:
    """What can be made again at any time. Raises RefusedError."""
    return _ready(_home("cache") or platformdirs.user_cache_path(_NAME, appauthor=False))


def config_folder() -> Path:
    """Profiles and settings, never secrets. Raises RefusedError."""
    return _ready(_home("config") or platformdirs.user_config_path(_NAME, appauthor=False))


def log_folder() -> Path:
    """The log and its older parts. Raises RefusedError."""
    return _ready(_home("logs") or platformdirs.user_log_path(_NAME, appauthor=False))


def bundled(name: str) -> Path:
    """The folder ``resources`` or ``migrations``: inside an installed package, beside it in a checkout.

    Raises MissingPartError when the installation lacks it.
    """
    package = Path(__file__).resolve().parent
    inside = package / name
    if inside.is_dir():
        return inside
    beside = package.parent / name
    # Next to an installed package lie other projects' packages, and one of them may well be called "resources".
    if beside.is_dir() and (package.parent / "pyproject.toml").is_file():
        return beside
    raise MissingPartError(
        f"This installation of CharStudio lacks its folder “{name}”.",
        "Install CharStudio again: pip install --force-reinstall charstudio.",
    )


def _home(part: str) -> Path | None:
    home = os.environ.get(HOME_VARIABLE, "").strip()
    return Path(home).expanduser().absolute() / part if home else None


def _ready(folder: Path) -> Path:
    try:
        _make(folder)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RefusedError(f"The folder {folder} cannot be made: {reason}.", _remedy()) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise RefusedError(f"The folder {folder} cannot be written to.", _remedy())
    return folder


def _make(folder: Path) -> None:
    """Like ``mkdir -p``, with the mode on every folder that is made; Python's own gives it to the last one only."""
    if folder.is_dir():
        return
    if folder != folder.parent:
        _make(folder.parent)
    folder.mkdir(mode=_PRIVATE, exist_ok=True)


def _remedy() -> str:
    return (
        f"Make it writable for your user, free some space if the disk is full, or set {HOME_VARIABLE} to a folder "
        "that is."
    )
