"""A backup with its pictures: one tar file that holds the dump, the pictures, and last the manifest with checksums."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final, TypeAlias

from charstudio.data.archive import Archive
from charstudio.domain import cancellation
from charstudio.domain.backup import Backup, from_manifest
from charstudio.domain.errors import BadInputError, RefusedError

Report: TypeAlias = Callable[[str, float], None]

_DUMP: Final = "database.dump"
_MANIFEST: Final = "manifest.json"
_PICTURES: Final = "pictures/"
_SUFFIXES: Final = frozenset(
    {".apng", ".avif", ".bmp", ".gif", ".jfif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"}
)
_BLOCK: Final = 1 << 18
_LARGEST_MANIFEST: Final = 1 << 28


@dataclass(frozen=True, slots=True)
class Bundle:
    """An opened bundle: where the dump lies in it, and the checksum of each picture by its path in the folder."""

    backup: Backup
    archive: Archive
    pictures: dict[str, str]


def picture_files(folder: Path) -> list[str]:
    """The pictures below a folder, as sorted paths relative to it, with slashes. Links are not followed.

    Raises RefusedError where a folder cannot be read.
    """
    found = list[str]()

    def refuse(error: OSError) -> None:
        raise RefusedError(
            f"The pictures in {folder} cannot be read: {error.strerror or error}.", "Check the folder's permissions."
        ) from error

    for root, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(root, name)
            if path.suffix.lower() in _SUFFIXES and not name.startswith(".") and not path.is_symlink():
                found.append(path.relative_to(folder).as_posix())
    return sorted(found)


def write(path: Path, dump: Path, backup: Backup, folder: Path, report: Report) -> Backup:
    """Write the bundle of a dump and the pictures of ``folder`` into ``path``. Returns the backup with their number.

    Raises OSError for a full disk, RefusedError for a folder that cannot be read, CancelledError.
    """
    names = picture_files(folder)
    backup = replace(backup, pictures=len(names))
    checksums = dict[str, dict[str, str]]()
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
        with dump.open("rb") as file:
            _add(tar, _DUMP, file)
        for number, name in enumerate(names):
            report(f"Saving the picture {number + 1:,} of {len(names):,}", number / len(names))
            with (folder / name).open("rb") as file:
                checksums[name] = {"sha256": _add(tar, _PICTURES + name, file)}
        content = json.dumps({**backup.manifest(), "files": checksums}, ensure_ascii=False).encode()
        _add(tar, _MANIFEST, io.BytesIO(content))
    return backup


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes]) -> str:
    """Append a member for the user alone; returns its checksum."""
    info = tarfile.TarInfo(name)
    info.size = file.seek(0, os.SEEK_END)
    info.mode = 0o600
    file.seek(0)
    hashed = _Hashed(file)
    tar.addfile(info, hashed)  # type: ignore[arg-type]
    return hashed.digest.hexdigest()


class _Hashed:
    """A file that is read once, with the checksum of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._work = cancellation.current.get()
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        if self._work:
            self._work.check()
        data = self._file.read(size)
        self.digest.update(data)
        return data


def open_bundle(path: Path) -> Bundle:
    """Read the manifest and see that the bundle holds what it names, and nothing else.

    The pictures themselves are not read: ``check_pictures`` does. Raises BadInputError.
    """
    try:
        with tarfile.open(path, "r:") as tar:
            members = tar.getmembers()
            content = _manifest(tar, members)
            backup = from_manifest(path, path.stat().st_size, content)
            pictures = {str(name): str(entry["sha256"]) for name, entry in content["files"].items()}
    except (tarfile.TarError, OSError, ValueError, KeyError, TypeError, AttributeError, EOFError) as error:
        raise _damaged(path) from error
    names = [member.name for member in members]
    expected = [_DUMP, *(_PICTURES + name for name in pictures), _MANIFEST]
    plain = all(member.isreg() and not member.issparse() for member in members)
    if names != expected or not plain or not all(map(_stays_inside, pictures)):
        raise _damaged(path)
    archive = Archive(path, members[0].offset_data, members[0].size)
    archive.check_magic()
    return Bundle(backup, archive, pictures)


def _manifest(tar: tarfile.TarFile, members: list[tarfile.TarInfo]) -> dict[str, Any]:
    last = members[-1] if members else None
    if last is None or last.name != _MANIFEST or not last.isreg() or last.size > _LARGEST_MANIFEST:
        raise KeyError(_MANIFEST)
    file = tar.extractfile(last)
    content = json.loads(file.read()) if file else None
    if not isinstance(content, dict):
        raise TypeError(_MANIFEST)
    return content


def _stays_inside(name: str) -> bool:
    """Whether a picture's path leads to a file below its folder, on every system."""
    parts = name.split("/")
    reserved = any(letter in name for letter in "\\:\0")
    return not reserved and not PurePosixPath(name).is_absolute() and all(part not in ("", ".", "..") for part in parts)


def check_pictures(bundle: Bundle, report: Report) -> None:
    """Read every picture and compare its checksum. Raises BadInputError, CancelledError."""
    for _ in _read_pictures(bundle, report, "Checking"):
        continue


def unpack_pictures(bundle: Bundle, folder: Path, report: Report) -> None:
    """Write the pictures into a new ``folder``, which is gone again after an error: BadInputError, OSError."""
    folder.mkdir(mode=0o700)
    try:
        for name, data in _read_pictures(bundle, report, "Restoring"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _read_pictures(bundle: Bundle, report: Report, verb: str) -> Iterator[tuple[str, bytes]]:
    work = cancellation.current.get()
    with tarfile.open(bundle.backup.path, "r:") as tar:
        for number, member in enumerate(tar):
            if not member.name.startswith(_PICTURES):
                continue
            if work:
                work.check()
            name = member.name.removeprefix(_PICTURES)
            report(f"{verb} the picture {number:,} of {len(bundle.pictures):,}", number / len(bundle.pictures))
            file = tar.extractfile(member)
            data = file.read() if file else b""
            if hashlib.sha256(data).hexdigest() != bundle.pictures[name]:
                raise _damaged(bundle.backup.path)
            yield name, data


def _damaged(path: Path) -> BadInputError:
    return BadInputError(
        f"The backup {path.name} is damaged, not whole, or not a backup of CharStudio.",
        "Nothing was changed; choose another backup.",
    )
