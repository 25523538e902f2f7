"""What must be painted where, and which of the named files are broken or missing on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from charstudio.demo.portrait.spec import Portrait

UNREACHABLE_HOST: Final = "https://images.example.invalid"

TRUNCATED_JPEG: Final = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x48\x00\x48\x00\x00"
    b"\xff\xdb\x00\x43\x00" + bytes([16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40])
)
"""The start of a JPEG that breaks off in its first table, as an upload does when the connection is lost."""

ERROR_PAGE: Final = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    b"<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n"
)


@dataclass(frozen=True)
class Picture:
    """One file to paint: a path below the web server's root, and the path of its thumbnail, if it has one."""

    path: str
    portrait: Portrait
    thumbnail: str | None = None


class Gallery:
    """Collects the pictures while the rows that name them are composed."""

    def __init__(self) -> None:
        self.pictures: list[Picture] = []
        self.broken: list[tuple[str, bytes]] = []
        self.absent: list[str] = []

    def paint(self, path: str, portrait: Portrait, thumbnail: str | None = None) -> str:
        self.pictures.append(Picture(path, portrait, thumbnail))
        return path

    def spoil(self, path: str, content: bytes) -> str:
        self.broken.append((path, content))
        return path

    def omit(self, path: str) -> str:
        self.absent.append(path)
        return path
