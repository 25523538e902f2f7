"""Which optional parts of CharStudio are installed."""

from __future__ import annotations

from charstudio.data.embedded.binaries import find_binaries
from charstudio.domain.errors import ExpectedError


def embedded_server_absence() -> str:
    """Why there can be no local library, as a sentence; empty where there can. Imports no database driver."""
    try:
        find_binaries()
    except ExpectedError as error:
        return str(error)
    return ""
