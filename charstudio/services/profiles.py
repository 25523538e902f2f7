"""The profiles that a person has, kept in one small file of the configuration folder."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from charstudio.domain.connection import ConnectionSettings, Secret, parse
from charstudio.domain.errors import BadInputError, BusyError, RefusedError
from charstudio.domain.profile import DEMO_ID, Profile, ProfileColor, ProfileKind, Safety
from charstudio.folders import config_folder, libraries_folder

URL_VARIABLES: Final = ("CHARSTUDIO_DATABASE_URL", "DATABASE_URL")
IMAGE_BASE_VARIABLE: Final = "CHARSTUDIO_IMAGE_BASE"
_FORMAT: Final = 1
_LIMIT_S: Final = 10.0
_FLAGS: Final = frozenset(field.name for field in fields(Profile) if isinstance(field.default, bool))


@dataclass(frozen=True, slots=True)
class Profiles:
    """All profiles, and which of them was opened last."""

    known: tuple[Profile, ...] = ()
    last: str | None = None

    def find(self, profile_id: str | None) -> Profile | None:
        return next((profile for profile in self.known if profile.id == profile_id), None)

    def opened(self, profile: Profile) -> Profiles:
        """These profiles with ``profile`` added or replaced, and marked as the last one opened."""
        return replace(self.with_profile(profile), last=profile.id)

    def with_profile(self, profile: Profile) -> Profiles:
        """These profiles with ``profile`` added, or in the place of the one with its id."""
        if self.find(profile.id) is None:
            return replace(self, known=(*self.known, profile))
        return replace(self, known=tuple(profile if known.id == profile.id else known for known in self.known))

    def without(self, profile_id: str) -> Profiles:
        """These profiles without one. The library itself stays where it is."""
        known = tuple(profile for profile in self.known if profile.id != profile_id)
        return replace(self, known=known, last=None if self.last == profile_id else self.last)


def load(path: Path | None = None) -> Profiles:
    """Read the profiles; none where the file is not there yet.

    Raises BadInputError for a damaged file, RefusedError for one that may not be read.
    """
    path = path or _default_path()
    try:
        content = json.loads(path.read_text("utf-8"))
        if content["format"] != _FORMAT:
            raise ValueError("format")
        last = content["last"]
        if not (last is None or isinstance(last, str)):
            raise ValueError("last")
        return Profiles(tuple(_profile(entry) for entry in content["profiles"]), last)
    except FileNotFoundError:
        return Profiles()
    except OSError as error:
        raise RefusedError(
            f"The file of profiles cannot be read: {path} ({error.strerror}).",
            "Check the permissions of the file and its folder; no library is lost.",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInputError(
            f"The file of profiles cannot be read: {path}.",
            "Repair it, or move it away to start afresh; no library is lost.",
        ) from error


def save(profiles: Profiles, path: Path | None = None) -> None:
    """Write the profiles, all or nothing. Raises RefusedError where the folder cannot be written."""
    path = path or _default_path()
    content = {"format": _FORMAT, "last": profiles.last, "profiles": [asdict(profile) for profile in profiles.known]}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(content, file, indent=2, ensure_ascii=False)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unsaved(path, error) from error


def update(change: Callable[[Profiles], Profiles], path: Path | None = None) -> Profiles:
    """Read the profiles, change them and write them, while no other window does the same; returns what was written.

    Raises ExpectedError like ``load`` and ``save``, and BusyError where another window does not come to an end.
    """
    # Only writing needs a lock, and a start reads.
    from filelock import FileLock, Timeout

    path = path or _default_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f"{path.name}.lock"), timeout=_LIMIT_S, mode=0o600):
            changed = change(load(path))
            save(changed, path)
            return changed
    except Timeout as error:
        raise BusyError(
            "Another CharStudio has been writing the profiles for ten seconds.",
            "Close it, or end it if it hangs, and try again; nothing was changed.",
        ) from error
    except OSError as error:
        raise _unsaved(path, error) from error


def from_environment(environment: Mapping[str, str]) -> tuple[Profile, str | None] | None:
    """The profile and password that the environment asks for, CHARSTUDIO_DATABASE_URL before DATABASE_URL.

    Raises BadInputError for a connection string that makes no sense.
    """
    for variable in URL_VARIABLES:
        text = environment.get(variable)
        if not text:
            continue
        try:
            profile, password = team_profile(variable, text, environment.get(IMAGE_BASE_VARIABLE, ""))
        except BadInputError as error:
            raise BadInputError(f"{variable}: {error.what}", error.remedy) from error
        return replace(profile, id=variable), password
    return None


def remembered_password(profile: Profile) -> str | None:
    """The password that the keyring keeps for a profile, or None.

    Only saved profiles of a team's database can have one: what the environment says is whole, and the keyring, which
    may wait for a system dialog, is not asked. Not for the GUI thread.
    """
    if profile.kind is not ProfileKind.TEAM or profile.id in URL_VARIABLES:
        return None
    from charstudio.services.passwords import recall

    return recall(profile.id)


def read_env_file(path: Path) -> dict[str, str]:
    """The variables of a ``.env`` file: ``NAME=value`` lines, with or without ``export`` and quotes.

    Raises BadInputError where the file cannot be read or names no database.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path} cannot be read.", "Check the file's name and its permissions.") from error
    variables = {}
    for line in lines:
        name, separator, value = line.strip().removeprefix("export ").partition("=")
        if separator and not name.startswith("#"):
            variables[name.strip()] = _unquoted(value.strip())
    if not any(variables.get(variable) for variable in URL_VARIABLES):
        raise BadInputError(
            f"{path} has no {' and no '.join(URL_VARIABLES)}.", "Add a line DATABASE_URL=postgresql://…"
        )
    return variables


def team_profile(name: str, text: str, image_base: str = "") -> tuple[Profile, str | None]:
    """A new profile for a pasted connection string, and the password that stood in it. Raises BadInputError."""
    settings = parse(text)
    profile = Profile(
        id=_new_id(),
        name=name.strip() or settings.database,
        kind=ProfileKind.TEAM,
        location=settings.without_password(),
        color=ProfileColor.AMBER,
        image_base=image_base.strip(),
    )
    return profile, settings.password.reveal() if settings.password else None


def connection_settings(profile: Profile, password: str | None = None) -> ConnectionSettings:
    """How a TEAM profile connects: its connection string, and what the profile adds to it. Raises BadInputError."""
    settings = parse(profile.location)
    if password is not None:
        settings = replace(settings, password=Secret(password))
    if profile.behind_pooler:
        settings = replace(settings, transaction_pooler=True, prepared_statements=False)
    if profile.ca_file and "sslrootcert" not in settings.libpq:
        # A CA that is named is to be used: libpq would not check anything under its weaker modes.
        mode = settings.libpq.get("sslmode", "")
        checked = mode if mode in ("verify-ca", "verify-full") else "verify-ca"
        settings = replace(settings, libpq={**settings.libpq, "sslmode": checked, "sslrootcert": profile.ca_file})
    return settings


def duplicate(profile: Profile) -> Profile:
    """A second profile for the same library, with a name that says so."""
    return replace(profile, id=_new_id(), name=f"{profile.name} (copy)")


def local_profile(name: str) -> Profile:
    """A profile for a new local library, in a folder of its own. Raises BadInputError for an empty name."""
    name = name.strip()
    if not name:
        raise BadInputError("A library needs a name.", "Type one, such as the name of your project.")
    identity = _new_id()
    return _local(identity, name, libraries_folder() / identity, ProfileColor.BLUE)


def demo_profile() -> Profile:
    """The profile of the demo library."""
    return _local(DEMO_ID, "Demo library", libraries_folder() / DEMO_ID, ProfileColor.GREEN)


def _new_id() -> str:
    return os.urandom(16).hex()


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value


def _local(identity: str, name: str, folder: Path, color: ProfileColor) -> Profile:
    return Profile(identity, name, ProfileKind.LOCAL, str(folder), color, str(folder / "images"))


def _unsaved(path: Path, error: OSError) -> RefusedError:
    return RefusedError(
        f"The profiles could not be saved in {path.parent}: {error.strerror}.",
        "Check the folder's permissions and free space.",
    )


def _profile(entry: dict[str, Any]) -> Profile:
    if not all(isinstance(value, bool if name in _FLAGS else str) for name, value in entry.items()):
        raise ValueError("profile")
    words: dict[str, Callable[[str], Any]] = {"kind": ProfileKind, "color": ProfileColor, "safety": Safety}
    values: dict[str, Any] = {name: words[name](value) if name in words else value for name, value in entry.items()}
    return Profile(**values)


def _default_path() -> Path:
    return config_folder() / "profiles.json"
