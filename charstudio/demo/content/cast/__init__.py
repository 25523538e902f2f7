"""The characters of the demo library, a module per owner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from charstudio.demo.content.cast.arina import ARINA
from charstudio.demo.content.cast.guest import GUEST
from charstudio.demo.content.cast.hina import HINA
from charstudio.demo.content.cast.layla import LAYLA
from charstudio.demo.content.cast.mira import MIRA
from charstudio.demo.content.cast.tomas import TOMAS
from charstudio.demo.content.person import Person

CAST: Final[Mapping[str, tuple[Person, ...]]] = {
    "mira": MIRA,
    "hina": HINA,
    "tomas": TOMAS,
    "layla": LAYLA,
    "arina": ARINA,
    "guest": GUEST,
}
"""Owner (the key of a user in ``users``) → characters, oldest first."""
