"""Keeps the tests away from the user's own files, databases and keyring."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

from charstudio.folders import HOME_VARIABLE

_HOME_VARIABLES: Final = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
_XDG_VARIABLES: Final = (
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "XDG_RUNTIME_DIR",
)
_LEADING_ELSEWHERE: Final = (
    *("DATABASE_URL", "CHARSTUDIO_DATABASE_URL", "CHARSTUDIO_IMAGE_BASE"),
    # A proxy would swallow the loopback addresses of the tests' own web servers.
    *("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"),
)


def isolate() -> tempfile.TemporaryDirectory[str]:
    """Point this process, and those it starts, to an empty home of their own; returns it, to be removed at the end."""
    place = tempfile.TemporaryDirectory(prefix="charstudio-tests-", ignore_cleanup_errors=True)
    home = Path(place.name)
    os.environ[HOME_VARIABLE] = str(home / "charstudio")
    for variable in (*_HOME_VARIABLES, *_XDG_VARIABLES):
        folder = home / variable.lower()
        folder.mkdir(mode=0o700)
        os.environ[variable] = str(folder)
    for variable in list(os.environ):
        # libpq takes defaults from PGHOST, PGPASSFILE and the like.
        if variable in _LEADING_ELSEWHERE or variable.startswith("PG"):
            del os.environ[variable]
    os.environ["PGPASSFILE"] = str(home / "no-passwords")
    # Set for started programs too. It keeps nothing; tests that need a memory bring their own backend.
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return place
