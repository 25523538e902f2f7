from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from charstudio.images import fetch
from charstudio.images.errors import PictureError
from charstudio.images.fetch import read_bytes
from charstudio.images.source import FileSource, InlineSource, WebSource
from charstudio.images.web import WebSession
from tests.images.pictures import saved
from tests.images.server import PictureServer

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100


def test_every_source_gives_its_bytes(tmp_path: Path, server: PictureServer) -> None:
    session = WebSession()
    assert read_bytes(FileSource(saved(tmp_path / "a", PNG))) == PNG
    assert read_bytes(InlineSource("data:,abc")) == b"abc"
    assert read_bytes(WebSource(server.put("/a.png", PNG)), session) == PNG
    session.close()


def test_files_that_cannot_be_read_say_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PictureError, match="File not found"):
        read_bytes(FileSource(tmp_path / "none"))
    with pytest.raises(PictureError, match=r"cannot be read|No permission"):
        read_bytes(FileSource(tmp_path))
    monkeypatch.setattr(fetch, "MAX_BYTES", 50)
    with pytest.raises(PictureError, match="Larger than"):
        read_bytes(FileSource(saved(tmp_path / "a", PNG)))


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="root may read everything"
)
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = saved(tmp_path / "a", PNG)
    path.chmod(0)
    with pytest.raises(PictureError, match="No permission to read the file"):
        read_bytes(FileSource(path))
