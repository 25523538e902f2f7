"""The bytes of a picture file, wherever it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from charstudio.images.datauri import data_of
from charstudio.images.errors import PictureError
from charstudio.images.source import CompleteSource, FileSource, InlineSource

if TYPE_CHECKING:
    from charstudio.images.web import WebSession

MAX_BYTES: Final = 64 * 1024 * 1024


def read_bytes(source: CompleteSource, session: WebSession | None = None) -> bytes:
    """The whole file, at most MAX_BYTES. A ``session`` is needed for a WebSource only.

    Raises PictureError with the reason; CancelledError when a download is cancelled.
    """
    if isinstance(source, FileSource):
        return read_file(source.path)
    if isinstance(source, InlineSource):
        return data_of(source.text, MAX_BYTES)
    if session is None:
        raise TypeError("a WebSource needs a session")
    return session.get(source.url)


def read_file(path: Path) -> bytes:
    """A local file, at most MAX_BYTES. Raises PictureError."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(error) from error
    if len(content) > MAX_BYTES:
        raise PictureError(f"Larger than {MAX_BYTES >> 20} MB")
    return content


def unreadable(error: OSError) -> PictureError:
    """The reason in a person's words."""
    if isinstance(error, FileNotFoundError):
        return PictureError("File not found")
    if isinstance(error, PermissionError):
        return PictureError("No permission to read the file")
    return PictureError("The file cannot be read")
