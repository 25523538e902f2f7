"""The files of a folder of backups: their manifests, the list, and which of them may go."""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from charstudio.domain.backup import BUNDLE_SUFFIX, DUMP_SUFFIX, MANIFEST_SUFFIX, Backup, file_name, from_manifest
from charstudio.domain.errors import BadInputError, RefusedError

_LOCK: Final = ".backups.lock"
_LOCK_LIMIT: Final = 30.0
_UNFINISHED: Final = ".unfinished"
_STALE: Final = 7 * 86_400
"""Seconds after which an unfinished file is surely nobody's any more."""
_PRIVATE: Final = 0o700


def refused(error: OSError, folder: Path) -> RefusedError:
    """The sentence for a file operation in ``folder`` that the system refused."""
    return RefusedError(
        f"The folder {folder} cannot be used for backups: {error.strerror or error}.",
        "Check its permissions and free space, or choose another folder with --to.",
    )


@contextmanager
def unfinished(folder: Path, suffix: str) -> Iterator[Path]:
    """A new empty file, for the user alone, that is removed at the end of the block unless it was moved away.

    Raises RefusedError where the folder cannot be made or written.
    """
    path = folder / f".{secrets.token_hex(8)}{suffix}{_UNFINISHED}"
    try:
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise refused(error, folder) from error
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def place(finished: Path, backup: Backup, label: str, keep: int) -> Backup:
    """Give a finished file its name, write its manifest, and remove the oldest backups of the same source.

    ``backup.path`` is where the file would go by its folder and suffix; ``keep`` are left, the new one counted.
    Returns the backup at its final place. Raises RefusedError.
    """
    folder = backup.path.parent
    try:
        with _locked(folder):
            path = _free_name(folder, label, backup.created, backup.path.suffix)
            _sync(finished)
            manifest = path.with_name(path.name + MANIFEST_SUFFIX)
            text = json.dumps(backup.manifest(), indent=2, ensure_ascii=False) + "\n"
            # The manifest comes first: a backup is in the list from the moment on which it is whole.
            with unfinished(folder, MANIFEST_SUFFIX) as draft:
                draft.write_text(text, "utf-8")
                _sync(draft)
                draft.replace(manifest)
            try:
                finished.replace(path)
            except OSError:
                manifest.unlink()
                raise
            placed = replace(backup, path=path, size=path.stat().st_size)
            _prune(folder, placed, keep)
            return placed
    except OSError as error:
        raise refused(error, folder) from error


def list_folder(folder: Path) -> list[Backup]:
    """The backups in a folder by what their manifests and names tell, newest first; none where there is no folder.

    Raises RefusedError where the folder may not be read.
    """
    try:
        found = [path for path in folder.iterdir() if _is_backup(path)]
        backups = [known(path) or _unknown(path) for path in found]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise refused(error, folder) from error
    return sorted(backups, key=lambda backup: (backup.created, backup.path.name), reverse=True)


def known(path: Path) -> Backup | None:
    """What the manifest beside the file says; None without one. Raises OSError."""
    manifest = path.with_name(path.name + MANIFEST_SUFFIX)
    try:
        content = json.loads(manifest.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    try:
        return from_manifest(path, path.stat().st_size, content)
    except BadInputError:
        # It is somebody else's file, or damaged: the backup can still be read by itself.
        return None


def _unknown(path: Path) -> Backup:
    status = path.stat()
    return Backup(path, path.stem, datetime.fromtimestamp(int(status.st_mtime), UTC), status.st_size)


def _is_backup(path: Path) -> bool:
    return path.suffix in (DUMP_SUFFIX, BUNDLE_SUFFIX) and not path.name.startswith(".") and path.is_file()


def _free_name(folder: Path, label: str, created: datetime, suffix: str) -> Path:
    first = path = folder / file_name(label, created, suffix)
    number = 1
    while path.exists() or path.with_name(path.name + MANIFEST_SUFFIX).exists():
        number += 1
        path = first.with_name(f"{first.stem}-{number}{suffix}")
    return path


def _prune(folder: Path, newest: Backup, keep: int) -> None:
    same = [backup for backup in list_folder(folder) if backup.source == newest.source and backup.path != newest.path]
    for backup in same[max(keep - 1, 0) :]:
        backup.path.unlink(missing_ok=True)
        backup.path.with_name(backup.path.name + MANIFEST_SUFFIX).unlink(missing_ok=True)
    for path in folder.glob(f".*{_UNFINISHED}"):
        if path.stat().st_mtime < time.time() - _STALE:
            path.unlink(missing_ok=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    try:
        with FileLock(folder / _LOCK, timeout=_LOCK_LIMIT):
            yield
    except Timeout as error:
        raise RefusedError(
            f"Another backup into {folder} does not come to its end.",
            "Try again when it has, or choose another folder.",
        ) from error


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
