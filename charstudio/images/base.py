"""Where the paths of the platform's web server are looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from charstudio.domain.errors import BadInputError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_REMEDY = "Give a folder, such as /srv/platform/public, or an address, such as https://characters.example.com."


@dataclass(frozen=True, slots=True)
class ImageBase:
    """What ``/uploads/characters/1.png`` is relative to: a folder, an http(s) address, or nothing yet.

    ``address`` has no slash at its end. A path in it is a prefix: under ``https://host/static`` the example above is
    ``https://host/static/uploads/characters/1.png``.
    """

    folder: Path | None = None
    address: str | None = None

    @classmethod
    def parse(cls, text: str) -> ImageBase:
        """The base that a person configured; blank text means none.

        A folder need not exist (it may be on a disk that is mounted later). Raises BadInputError for what is neither
        an absolute folder nor an http(s) address, and for an address with a password, a query or a fragment.
        """
        text = text.strip()
        if not text:
            return cls()
        if any(character < " " for character in text):
            raise BadInputError("The image base holds a control character.", _REMEDY)
        scheme = _SCHEME.match(text)
        if scheme is None:
            return cls(folder=_folder(text))
        if scheme.group().lower() == "file:":
            # It comes with all of http, which the start of the window should not wait for.
            from urllib.request import url2pathname

            return cls(folder=_folder(url2pathname(urlsplit(text).path)))
        if scheme.group().lower() in ("http:", "https:"):
            return cls(address=_address(text))
        raise BadInputError(f"The image base cannot be of the kind “{scheme.group()}”.", _REMEDY)

    def __str__(self) -> str:
        """The text that ``parse`` turns into this base again; "" for none."""
        return self.address or str(self.folder or "")


def _folder(text: str) -> Path:
    try:
        folder = Path(text).expanduser()
    except RuntimeError as error:  # "~someone" who is not an account of this computer
        raise BadInputError("The home folder in the image base is not known on this computer.", _REMEDY) from error
    if not folder.is_absolute():
        raise BadInputError("The image base is not a full path.", _REMEDY)
    return folder


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:  # whose text repeats a part of the address, perhaps a password
        raise BadInputError("The image base is not a valid address.", _REMEDY) from None
    if not host or " " in text:
        raise BadInputError("The image base is not a valid address.", _REMEDY)
    if "@" in parts.netloc:
        raise BadInputError("The image base holds a user name or password.", "Give the address without it.")
    if parts.query or parts.fragment:
        raise BadInputError("The image base has a part after “?” or “#”.", "Leave that part out.")
    return f"{parts.scheme.lower()}://{parts.netloc}{parts.path}".rstrip("/")
