"""From the start of a process to what a person sees."""

from __future__ import annotations

import os
from typing import Final

from charstudio.domain.profile import Profile, ProfileKind
from charstudio.folders import HOME_VARIABLE
from charstudio.services import profiles
from charstudio.ui.settings import Settings
from tests.bench.ground import Ground
from tests.bench.registry import register
from tests.bench.timing import Medians, by_turns

_STARTS: Final = 11
_LIBRARY: Final = Profile("bench", "Bench", ProfileKind.LOCAL, "")
"""A configured library is the harder start: there is a file of profiles to read as well. It is not opened."""


@register("start", "process start to the first paint of the window, against an empty QTableView", 1.4)
def start(ground: Ground) -> Medians:
    profiles.save(profiles.Profiles().opened(_LIBRARY), ground.home / "config" / "profiles.json")
    return _started(ground, "empty_table", "window_painted")


@register("first-rows", "process start to 200 rows in the table, against bare PySide6 and psycopg", 1.9)
def first_rows(ground: Ground) -> Medians:
    """As on every day but the first: an earlier start has kept the statement of the first page."""
    environment = {"CHARSTUDIO_DATABASE_URL": ground.url}
    _remember_the_table(ground)
    return _started(ground, "bare_rows", "rows_painted", **environment)


def _started(ground: Ground, baseline: str, subject: str, **environment: str) -> Medians:
    def run(program: str) -> float:
        return ground.start(program, **environment)

    # The first start of each compiles its modules and brings the files into memory; the window's also keeps what makes
    # later starts quick.
    run(baseline)
    run(subject)
    return by_turns(lambda: run(baseline), lambda: run(subject), ground.repeats(_STARTS))


def _remember_the_table(ground: Ground) -> None:
    """The bare script shows a table, so the window does as well, instead of the gallery."""
    before = os.environ.get(HOME_VARIABLE)
    os.environ[HOME_VARIABLE] = str(ground.home)
    try:
        settings = Settings()
        settings.put("layout", "table")
        settings.save()
    finally:
        if before is None:
            del os.environ[HOME_VARIABLE]
        else:
            os.environ[HOME_VARIABLE] = before
