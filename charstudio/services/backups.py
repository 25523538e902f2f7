"""Backups of a profile's database: made, listed, checked and restored."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import urlsplit
from urllib.request import url2pathname

from charstudio.data import dump
from charstudio.data import restore as restoring
from charstudio.data.archive import Archive
from charstudio.data.embedded import LibraryFolder, delete
from charstudio.data.pgtools import Tools, find_tools
from charstudio.domain.backup import BUNDLE_SUFFIX, DEFAULT_KEEP, DUMP_SUFFIX, Backup, TableRows
from charstudio.domain.errors import BadInputError, ExpectedError, RefusedError
from charstudio.domain.profile import Profile, ProfileKind, Safety
from charstudio.folders import backups_folder
from charstudio.services import backup_bundle, backup_folder, profiles
from charstudio.services.attachment import Attachment
from charstudio.services.backup_bundle import Bundle

Progress: TypeAlias = Callable[[str, float], None]
"""Told what is being done, for people, and how much of the whole is done (0 to 1). Called in the working thread."""

_DUMPING: Final = 0.7
"""The share of a backup's time that pg_dump takes; the rest is reading the file through."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: the rows of ``backup``, and how many pictures. ``note`` says why pictures were left, if so."""

    backup: Backup
    pictures: int = 0
    note: str = ""


def create(
    attachment: Attachment,
    progress: Progress | None = None,
    reason: str = "",
    pictures: bool = False,
    keep: int | None = None,
    folder: Path | None = None,
) -> Backup:
    """Back up the database into ``folder`` (that of all backups by default), and with ``pictures`` these too.

    The file is read through and its rows are counted before it gets its name; the last ``keep`` (default 10) backups
    of the same database stay. Raises ExpectedError, and leaves no file, where the server, the tools or the disk do not
    allow it; CancelledError when the current cancellation is requested.
    """
    report = progress or _silent
    folder = folder.absolute() if folder is not None else backups_folder()
    if keep is not None and keep < 1:
        raise BadInputError("At least one backup must be kept.", "Give --keep a number of 1 or more.")
    source = _picture_folder(attachment.profile) if pictures else None
    created = datetime.now(UTC)
    with ExitStack() as stack:
        finished = stack.enter_context(backup_folder.unfinished(folder, DUMP_SUFFIX))
        backup = _dump(attachment, finished, report, source is None)
        backup = replace(backup, created=created, reason=reason, path=folder / f"backup{DUMP_SUFFIX}")
        if source is not None:
            bundled = stack.enter_context(backup_folder.unfinished(folder, BUNDLE_SUFFIX))
            backup = _bundle(bundled, finished, replace(backup, path=folder / f"backup{BUNDLE_SUFFIX}"), source, report)
            finished = bundled
        placed = backup_folder.place(finished, backup, _label(attachment), DEFAULT_KEEP if keep is None else keep)
    report("Done", 1.0)
    return placed


def list_backups(folder: Path | None = None) -> list[Backup]:
    """The backups in a folder (that of all backups by default), newest first. Raises RefusedError."""
    return backup_folder.list_folder(folder if folder is not None else backups_folder())


def list_own(attachment: Attachment, folder: Path | None = None) -> list[Backup]:
    """Those of the backups in a folder that are of this very database, newest first. Raises RefusedError."""
    source = _source(attachment)
    return [backup for backup in list_backups(folder) if backup.source == source]


def tools_absence() -> str:
    """Why no backup can be made or read on this machine, as a sentence; empty where it can."""
    try:
        find_tools()
    except ExpectedError as error:
        return str(error)
    return ""


def pictures_absence(profile: Profile) -> str:
    """Why a backup cannot hold the profile's pictures, as a sentence; empty where it can."""
    try:
        _picture_folder(profile)
    except RefusedError as error:
        return error.what
    return ""


def verify(path: Path, progress: Progress | None = None) -> Backup:
    """Read a backup through, checksums and every row, and return what it holds.

    Works without the manifest too. Raises BadInputError for a file that is damaged, not whole or no backup.
    """
    return _verified(path, progress or _silent, find_tools(), thorough=True)[0]


def restore(path: Path, attachment: Attachment, progress: Progress | None = None) -> Restored:
    """Put a backup into the empty database of ``attachment``, all of it or nothing; the whole file is checked first.

    Pictures go into the profile's picture folder where that is empty. Raises BadInputError for a damaged file,
    RefusedError for a database that holds anything, CancelledError; nothing was changed then.
    """
    report = progress or _silent
    if attachment.profile.safety is Safety.READ_ONLY:
        raise RefusedError(
            f'The profile "{attachment.profile.name}" is read-only.', "Restore into a new library with --into-library."
        )
    backup, archive, bundle = _verified(path, _part(report, 0.0, 0.3), find_tools(), thorough=False)
    folder, note = _free_picture_folder(attachment.profile) if bundle and bundle.pictures else (None, "")
    if bundle is None or folder is None:
        restoring.load(attachment.database.settings, archive, backup.tables, _part(report, 0.3, 1.0))
        return Restored(backup, 0, note)
    unpacked = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}.new")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        backup_bundle.unpack_pictures(bundle, unpacked, _part(report, 0.3, 0.5))
        restoring.load(attachment.database.settings, archive, backup.tables, _part(report, 0.5, 1.0))
        if folder.exists():
            folder.rmdir()
        unpacked.rename(folder)
    except OSError as error:
        raise backup_folder.refused(error, folder) from error
    finally:
        shutil.rmtree(unpacked, ignore_errors=True)
    return Restored(backup, backup.pictures)


def restore_into_library(path: Path, name: str, progress: Progress | None = None) -> tuple[Profile, Restored]:
    """Restore a backup into a new local library, and remember that as a profile.

    Raises what ``restore`` does, and BadInputError for a name that is taken; no library is left then.
    """
    known = profiles.load().known
    if any(profile.name == name.strip() for profile in known):
        raise BadInputError(f'There is a profile named "{name.strip()}" already.', "Choose another name.")
    # The file is looked at before a server is set up for it.
    _opened(path)
    profile = profiles.local_profile(name)
    try:
        with Attachment(profile) as attachment:
            restored = restore(path, attachment, progress)
        loaded = profiles.load()
        profiles.save(replace(loaded, known=(*loaded.known, profile)))
    except BaseException:
        folder = LibraryFolder(Path(profile.location))
        if folder.marker() is not None:
            delete(folder)
        raise
    return profile, restored


def _dump(attachment: Attachment, path: Path, report: Progress, alone: bool) -> Backup:
    settings = attachment.database.settings
    whole = 1.0 if alone else 0.7
    dumped = dump.write(settings, path, _part(report, 0.0, _DUMPING * whole))
    report("Checking the backup", _DUMPING * whole)
    archive = Archive.of_file(path)
    found = archive.read_through(find_tools())
    if sorted(found) != sorted(dumped.tables):
        raise RefusedError(
            "The backup does not hold the rows that the database had.", "Try again; if it fails again, check the disk."
        )
    return Backup(
        path=path,
        database=settings.database,
        created=datetime.now(UTC),
        size=archive.size,
        tables=tuple(sorted(dumped.tables)),
        server_version=dumped.server_version.partition(" ")[0],
        source=_source(attachment),
        schema=settings.schema,
        sha256=archive.sha256(),
    )


def _bundle(path: Path, dump_file: Path, backup: Backup, source: Path, report: Progress) -> Backup:
    try:
        backup = backup_bundle.write(path, dump_file, backup, source, _part(report, 0.7, 0.9))
    except OSError as error:
        raise backup_folder.refused(error, path.parent) from error
    bundle = backup_bundle.open_bundle(path)
    if bundle.archive.sha256() != backup.sha256:
        raise RefusedError("The backup could not be written as it should be.", "Try again; check the disk.")
    backup_bundle.check_pictures(bundle, _part(report, 0.9, 1.0))
    return backup


def _opened(path: Path) -> tuple[Backup | None, Archive, Bundle | None]:
    """The manifest, the dump and the bundle of a backup, none of it checked. Raises BadInputError."""
    try:
        if path.suffix == BUNDLE_SUFFIX and path.is_file():
            bundle = backup_bundle.open_bundle(path)
            return bundle.backup, bundle.archive, bundle
        archive = Archive.of_file(path)
        return backup_folder.known(path), archive, None
    except OSError as error:
        raise BadInputError(
            f"The backup {path} cannot be read: {error.strerror or error}.", "Check the file's name."
        ) from error


def _verified(path: Path, report: Progress, tools: Tools, *, thorough: bool) -> tuple[Backup, Archive, Bundle | None]:
    """The backup, checked by its checksums; also, or where it has none, by reading every row."""
    backup, archive, bundle = _opened(path)
    report("Checking the backup", 0.0)
    if backup is not None and archive.sha256() != backup.sha256:
        raise _changed(path)
    if bundle is not None:
        backup_bundle.check_pictures(bundle, _part(report, 0.5, 1.0))
    if backup is None or thorough:
        tables = archive.read_through(tools)
        if backup is None:
            backup = _described(path, archive, tables, tools)
        elif tuple(sorted(backup.tables)) != tables:
            raise _changed(path)
    return backup, archive, bundle


def _described(path: Path, archive: Archive, tables: tuple[TableRows, ...], tools: Tools) -> Backup:
    header = archive.header(tools)
    listed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    return Backup(path, header.database, header.created or listed, archive.size, tables, header.server_version)


def _changed(path: Path) -> BadInputError:
    return BadInputError(
        f"The backup {path.name} is damaged or not whole: it is not the file that was written.",
        "Nothing was changed; choose another backup.",
    )


def _source(attachment: Attachment) -> str:
    profile = attachment.profile
    return profile.location if profile.kind is ProfileKind.LOCAL else attachment.database.settings.display


def _label(attachment: Attachment) -> str:
    """What the file is named by: every local library's database has the same name, so there it is the library's."""
    profile = attachment.profile
    return profile.name if profile.kind is ProfileKind.LOCAL else attachment.database.settings.database


def _picture_folder(profile: Profile) -> Path:
    """The folder of a profile's pictures. Raises RefusedError where they are not in a folder that can be read."""
    folder = _configured_folder(profile)
    if folder is None:
        where = "on a web server" if profile.image_base else "nowhere that CharStudio knows"
        raise RefusedError(
            f'The pictures of "{profile.name}" are {where}.',
            "Make the backup without --pictures, or set the folder of the pictures as the profile's image base.",
        )
    if not folder.is_dir():
        raise RefusedError(f"The folder of the pictures is not there: {folder}.", "Check the profile's image base.")
    return folder


def _configured_folder(profile: Profile) -> Path | None:
    base = profile.image_base.strip()
    if not base and profile.kind is ProfileKind.LOCAL:
        return LibraryFolder(Path(profile.location)).images
    scheme = urlsplit(base).scheme.lower()
    if scheme in ("http", "https") or not base:
        return None
    folder = Path(url2pathname(urlsplit(base).path) if scheme == "file" else base).expanduser()
    return folder if folder.is_absolute() else None


def _free_picture_folder(profile: Profile) -> tuple[Path | None, str]:
    """The folder that pictures may be restored into, or None and why not."""
    folder = _configured_folder(profile)
    if folder is None:
        return None, "The backup's pictures were left in it: this profile has no folder for pictures."
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return None, f"The backup's pictures were left in it: {folder} holds files already."
    return folder, ""


def _part(report: Progress, start: float, end: float) -> Progress:
    return lambda what, share: report(what, start + (end - start) * share)


def _silent(what: str, share: float) -> None:
    """Nobody wants to know."""
