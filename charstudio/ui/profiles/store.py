"""What the manager reads and writes: the file of profiles, the keyring, libraries. Only for threads that may wait.

What speaks to databases is imported where it is used: on the welcome page nothing has imported it yet, and it takes
longer than a dialog may take to open.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from charstudio.domain.connection_report import ConnectionReport
from charstudio.domain.errors import ExpectedError
from charstudio.domain.profile import Profile, ProfileColor, ProfileKind
from charstudio.services import passwords
from charstudio.services import profiles as service
from charstudio.services.profiles import Profiles
from charstudio.ui.profiles.draft import Draft


@dataclass(frozen=True, slots=True)
class Saved:
    """The profiles as they are kept now, the drafts that were saved as they are now, and whether a keyring took part.

    ``unkept`` are the names of those whose password the keyring did not take or give up.
    """

    profiles: Profiles
    drafts: tuple[Draft, ...]
    unkept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """``local_absence`` says why there can be no library on this computer, or ""."""

    drafts: tuple[Draft, ...]
    local_absence: str


def read(also: Profile | None = None) -> Found:
    """The profiles as drafts without a change. ``also`` is listed even if it is not kept. Raises ExpectedError."""
    from charstudio.services.parts import embedded_server_absence

    known = list(service.load().known)
    if also is not None and all(profile.id != also.id for profile in known):
        known.insert(0, also)
    listed = [profile for profile in known if profile.id not in service.URL_VARIABLES]
    drafts = (Draft(profile, profile, password_of=profile.id, made=_is_made(profile)) for profile in listed)
    return Found(tuple(drafts), embedded_server_absence())


def save(drafts: Sequence[Draft]) -> Saved:
    """Keep what was changed: profiles in their file, passwords in the keyring. Raises ExpectedError."""
    finished = [draft.finished() for draft in drafts]
    known = service.update(lambda profiles: reduce(Profiles.with_profile, finished, profiles))
    saved, unkept = [], []
    for draft, profile in zip(drafts, finished, strict=True):
        took = not draft.is_team or _keep_password(draft)
        if not took:
            unkept.append(profile.name)
        password = None if took else draft.password
        made = _is_made(profile)
        saved.append(Draft(profile, profile, password, profile.id, unkept=not took, made=made))
    return Saved(known, tuple(saved), tuple(unkept))


def remove(profile: Profile, with_library: bool) -> Profiles:
    """Forget a profile and its password; ``with_library`` deletes the library on this computer first.

    Raises ExpectedError; then the profile is still there.
    """
    if with_library:
        from charstudio.services.library import delete_library

        delete_library(profile)
    known = service.update(lambda profiles: profiles.without(profile.id))
    if profile.kind is ProfileKind.TEAM:
        passwords.forget(profile.id)
    return known


def has_password(profile_id: str) -> bool:
    """Whether the keyring keeps a password for a profile."""
    return passwords.recall(profile_id) is not None


def try_out(draft: Draft) -> ConnectionReport:
    """Try the connection as it stands in the form, without saving it. Raises ExpectedError."""
    from charstudio.services.connection_test import try_connection

    password = draft.password
    if password is None and draft.is_team:
        password = passwords.recall(draft.password_of)
    return try_connection(draft.finished(), password or None)


def new_team() -> Draft:
    """A draft for a team database that is still to be named."""
    return Draft(None, Profile(uuid.uuid4().hex, "", ProfileKind.TEAM, "", ProfileColor.AMBER))


def new_local(name: str) -> Draft:
    """A draft for a new library on this computer. Raises ExpectedError where its folder's place cannot be made."""
    return Draft(None, service.local_profile(name))


def copy(draft: Draft) -> Draft:
    """A second profile for the same library, with the password of the first."""
    return replace(draft, kept=None, profile=service.duplicate(draft.profile), unkept=False)


def _keep_password(draft: Draft) -> bool:
    profile_id = draft.profile.id
    if draft.password:
        return passwords.remember(profile_id, draft.password)
    if draft.password is not None:
        return passwords.forget(profile_id)
    if draft.password_of and draft.password_of != profile_id:
        password = passwords.recall(draft.password_of)
        return password is None or passwords.remember(profile_id, password)
    return True


def _is_made(profile: Profile) -> bool:
    from charstudio.services.library import is_own_library

    try:
        return is_own_library(profile)
    except ExpectedError:
        # A library of a newer version, or one that cannot be read: not one to delete from here.
        return False
