"""From the text in the database to the place where a picture is.

References come from a shared database, so they are not trusted: a web path cannot leave the base folder, plain http
goes no further than this computer and the base's own host, and a Windows network share (to which Windows would send
the person's sign-in) is never opened.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from charstudio.domain.images import ImageReference, StoredField
from charstudio.images.base import ImageBase
from charstudio.images.errors import PictureError

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")

ReadStored: TypeAlias = Callable[[StoredField], str | None]
"""Reads one whole value from the database; None where the row or the value is gone. May raise ExpectedError."""


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file of this computer."""

    path: Path


@dataclass(frozen=True, slots=True)
class WebSource:
    """An http or https address that may be asked. It is left out of ``repr``: signed addresses are secrets."""

    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class InlineSource:
    """A whole ``data:`` URI."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A reference too long for lists: ``beginning`` is known, the rest is in the database (see ``complete``)."""

    stored: StoredField
    version: str
    beginning: str = field(repr=False)


Source: TypeAlias = FileSource | WebSource | InlineSource | StoredSource
CompleteSource: TypeAlias = FileSource | WebSource | InlineSource


def resolve(reference: ImageReference, base: ImageBase) -> Source:
    """Where the picture is. Looks at the file system, so it is called off the GUI thread.

    A path that starts with ``/`` is one of the web server: it is looked up in the base folder first, then as a
    local file. With a base address a local file that exists comes first, since the server cannot be asked here.
    Raises PictureError when there is nothing at the place, or when the reference may not be followed.
    """
    if reference.stored is not None:
        return StoredSource(reference.stored, reference.version, reference.text)
    return _resolve_text(reference.text.strip(), base)


def complete(source: StoredSource, base: ImageBase, read_stored: ReadStored) -> CompleteSource:
    """Read the whole reference from the database and resolve it. Raises PictureError, and what ``read_stored`` does."""
    text = (read_stored(source.stored) or "").strip()
    return _resolve_text(text, base)


def is_loopback(host: str | None) -> bool:
    """Whether the host is this computer, by its name or number (no look-up)."""
    if host is None:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _resolve_text(text: str, base: ImageBase) -> CompleteSource:
    if not text:
        raise PictureError("No picture")
    if text[:5].lower() == "data:":
        return InlineSource(text)
    if any(character < " " for character in text):
        raise PictureError("Not a valid address")
    if text.startswith("//"):
        return _web(f"https:{text}", base)
    if text.startswith("\\\\"):
        raise PictureError("Address not allowed", "Pictures are not opened from network shares named in the database.")
    if _DRIVE.match(text):
        return _local_file(Path(text))
    if (scheme := _SCHEME.match(text)) is not None:
        kind = scheme.group(1).lower()
        if kind in ("http", "https"):
            return _web(text, base)
        if kind == "file":
            return _file_uri(text)
        raise PictureError(f"Kind of address not supported ({kind[:12]})")
    return _web_path(text, base)


def _web(url: str, base: ImageBase) -> WebSource:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise PictureError("Not a valid address") from None  # the cause repeats a part of the address
    if not host:
        raise PictureError("Not a valid address")
    if "@" in parts.netloc:
        raise PictureError("Address not allowed", "Addresses that hold a user name or password are not opened.")
    if parts.scheme.lower() == "http" and not is_loopback(host) and host != _plain_http_host(base):
        raise PictureError(
            "Address not allowed (http)", "Plain http is used only for this computer and for the image base's host."
        )
    return WebSource(url)


def _plain_http_host(base: ImageBase) -> str | None:
    return urlsplit(base.address).hostname if base.address and base.address.startswith("http:") else None


def _file_uri(text: str) -> FileSource:
    # It comes with all of http, which the start of the window should not wait for.
    from urllib.request import url2pathname

    parts = urlsplit(text)
    if parts.netloc not in ("", "localhost") or parts.path.startswith("//"):
        raise PictureError("Address not allowed", "Pictures are not opened from network shares named in the database.")
    return _local_file(Path(url2pathname(parts.path)))


def _local_file(path: Path) -> FileSource:
    if not path.is_absolute() or "\0" in str(path):
        raise PictureError("Not a valid address")
    if not _is_file(path):
        raise PictureError("File not found")
    return FileSource(path)


def _web_path(text: str, base: ImageBase) -> FileSource | WebSource:
    if _climbs(text):
        raise PictureError("Address not allowed", "The path leads out of the image base.")
    local = Path(text)
    if base.folder is not None:
        inside = _inside(base.folder, unquote(re.split(r"[?#]", text, maxsplit=1)[0]))
        if _is_file(inside):
            return FileSource(inside)
    if text.startswith("/") and _is_file(local):
        return FileSource(local)
    if base.address is not None:
        return _web(f"{base.address}/{text.lstrip('/')}", base)
    if base.folder is None:
        raise PictureError("No image base is set", "Set the folder or the address of the web server's pictures.")
    if not base.folder.is_dir():
        raise PictureError("The image base is not there", "Check the folder that is set as the image base.")
    raise PictureError("File not found")


def _inside(folder: Path, relative: str) -> Path:
    """The real file under ``folder``; PictureError when a symbolic link or a drive letter leads elsewhere."""
    if "\0" in relative:
        raise PictureError("Not a valid address")
    root = os.path.realpath(folder)
    found = os.path.realpath(os.path.join(root, relative.lstrip("/\\")))  # noqa: PTH118 - Path costs 5 x here
    if not _same_drive(root, found) or os.path.commonpath([root, found]) != root:
        raise PictureError("Address not allowed", "The path leads out of the image base.")
    return Path(found)


def _same_drive(first: str, second: str) -> bool:
    return os.path.splitdrive(first)[0].lower() == os.path.splitdrive(second)[0].lower()


def _climbs(path: str) -> bool:
    """Whether ``..`` is a step of the path, also when percent-encoded once or twice."""
    for _ in range(3):
        if ".." in re.split(r"[/\\?#]", path):
            return True
        path = unquote(path)
    return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long for the file system, or one it cannot spell
        return False
