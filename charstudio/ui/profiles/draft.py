"""A profile as it stands in the form, beside the one that is kept. No widgets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from charstudio.domain.profile import Profile, ProfileKind, Safety
from charstudio.ui.forms.feedback import Feedback, check_authority, check_images, check_name, read_connection

_NAMELESS: Final = "A library needs a name."
NAME_HINT: Final = "Shown at the top of the window, with its colour."
_TAKEN: Final = "Another library has this name as well."


@dataclass(frozen=True, slots=True)
class Draft:
    """``kept`` is None until the profile is saved for the first time; ``profile`` holds the values as they were typed.

    ``password`` is None to leave the keyring as it is, "" to forget the password, else the one to keep. A copy takes
    its password from the profile ``password_of`` when it is saved. ``unkept`` says that the keyring did not take it.
    ``made`` says that the folder of a local library holds one that CharStudio made.
    """

    kept: Profile | None
    profile: Profile = field(repr=False)
    password: str | None = field(default=None, repr=False)
    password_of: str = ""
    unkept: bool = False
    made: bool = False

    @property
    def is_team(self) -> bool:
        return self.profile.kind is ProfileKind.TEAM

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.profile != self.kept or (self.password is not None and not self.unkept)

    @property
    def is_blank(self) -> bool:
        """Whether it is a new one that nothing was typed for yet."""
        return self.kept is None and self.is_team and not (self.profile.name.strip() or self.profile.location.strip())

    @property
    def title(self) -> str:
        return self.profile.name.strip() or "New library"

    @property
    def place(self) -> str:
        """Where the library is, in a few words: this computer, or server and database."""
        if not self.is_team:
            return "This computer"
        settings = read_connection(self.profile.location).settings
        if settings is None:
            return "No server yet"
        host = settings.hosts[0].name
        return f"{settings.database} on {host}" if host and not settings.is_local else f"{settings.database}, local"

    @property
    def needs_reopening(self) -> bool:
        """Whether the library, if it is open, must be opened again for the change to count."""
        return self.kept is None or _connection(self.profile) != _connection(self.kept)

    def obstacle(self) -> str:
        """The first sentence that keeps the draft from being saved, or ""."""
        for feedback in (name_feedback(self), self._location(), images_feedback(self), self._authority()):
            if feedback.blocks:
                return feedback.text
        return ""

    def finished(self) -> Profile:
        """The profile to keep, its connection string in CharStudio's own spelling. Only without an obstacle."""
        profile = self.profile
        settings = read_connection(profile.location).settings if self.is_team else None
        return replace(
            profile,
            name=profile.name.strip(),
            location=settings.without_password() if settings is not None else profile.location,
            image_base=profile.image_base.strip(),
            ca_file=profile.ca_file.strip(),
        )

    def _location(self) -> Feedback:
        if not self.is_team:
            return Feedback("")
        reading = read_connection(self.profile.location)
        if reading.settings is None and not reading.feedback.blocks:
            return Feedback("The connection string is not complete.", "bad")
        return reading.feedback

    def _authority(self) -> Feedback:
        return check_authority(self.profile.ca_file) if self.is_team else Feedback("")


def name_feedback(draft: Draft, others: frozenset[str] = frozenset()) -> Feedback:
    """What is said about the name; ``others`` are the names of the other libraries."""
    name = draft.profile.name.strip()
    if not name:
        return Feedback(_NAMELESS, "bad")
    if name in others:
        return Feedback(_TAKEN, "warning")
    feedback = check_name(name)
    return feedback if feedback.blocks else Feedback(NAME_HINT)


def images_feedback(draft: Draft) -> Feedback:
    """What is said about the place of the pictures."""
    base = draft.profile.image_base.strip()
    if not draft.is_team and base and Path(base) == Path(draft.profile.location) / "images":
        return Feedback("In the library’s own folder.", "good")
    return check_images(base)


def _connection(profile: Profile) -> tuple[str, str, bool, str, bool]:
    read_only = profile.safety is Safety.READ_ONLY
    return profile.location, profile.image_base, read_only, profile.ca_file, profile.behind_pooler
