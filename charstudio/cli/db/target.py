"""Which database a command works on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from charstudio.domain.errors import BadInputError
from charstudio.domain.profile import Profile

if TYPE_CHECKING:
    from charstudio.services.attachment import Attachment

ProfileOption = Annotated[
    str | None, typer.Option("--profile", metavar="NAME", help="The profile's name; the demo library is 'demo'.")
]
EnvFileOption = Annotated[
    Path | None, typer.Option("--env-file", metavar="FILE", help="Read the connection string from this .env file.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]


def choose(name: str | None, env_file: Path | None) -> tuple[Profile, str | None]:
    """The profile to work on and its password where that is known without the keyring.

    A name comes first, then the file, then the environment, then the library that was open last. Raises BadInputError
    where none of them says.
    """
    from charstudio.services import profiles

    if name is not None:
        return _named(name), None
    found = profiles.from_environment(os.environ if env_file is None else profiles.read_env_file(env_file))
    if found is not None:
        return found
    known = profiles.load()
    last = known.find(known.last)
    if last is None:
        raise BadInputError(
            "No database is configured.",
            "Set CHARSTUDIO_DATABASE_URL, or name a profile with --profile (the demo library is 'demo').",
        )
    return last, None


def credentials(name: str | None, env_file: Path | None) -> tuple[Profile, str | None]:
    """The profile to work on and its password, which the keyring is asked for where nothing else says it.

    Raises BadInputError as ``choose`` does.
    """
    from charstudio.services.profiles import remembered_password

    profile, password = choose(name, env_file)
    return profile, password if password is not None else remembered_password(profile)


@contextmanager
def attached(name: str | None, env_file: Path | None) -> Iterator[Attachment]:
    """The database to work on, connected. Raises ExpectedError."""
    from charstudio.services.attachment import Attachment

    with Attachment(*credentials(name, env_file)) as attachment:
        yield attachment


def _named(name: str) -> Profile:
    from charstudio.services import profiles

    known = profiles.load().known
    matching = [profile for profile in known if name in (profile.id, profile.name)]
    if not matching and name == "demo":
        matching = [profiles.demo_profile()]
    if len(matching) == 1:
        return matching[0]
    names = ", ".join(sorted(profile.name for profile in known)) or "none yet"
    what = f'There is no profile "{name}".' if not matching else f'There are several profiles named "{name}".'
    raise BadInputError(what, f"These are known: {names}.")
