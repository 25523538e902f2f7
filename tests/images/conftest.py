"""Pictures and a web server for the tests of charstudio.images."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.images.server import PictureServer

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _application(qapp: object) -> None:
    """Qt's plug-ins belong to the application's thread, as they do in CharStudio."""


@pytest.fixture
def server() -> Iterator[PictureServer]:
    with PictureServer() as running:
        yield running
