"""Short names for what every line of the cast needs."""

from __future__ import annotations

from typing import Final

from charstudio.demo.content.person import Mark
from charstudio.demo.portrait.spec import Age, Build

SHE: Final = Build.FEMININE
HE: Final = Build.MASCULINE
THEY: Final = Build.ANDROGYNOUS

YOUNG: Final = Age.YOUNG
ADULT: Final = Age.ADULT
ELDER: Final = Age.ELDER

FAV: Final = Mark.FAVORITE
LIB: Final = Mark.LIBRARY
PUB: Final = Mark.PUBLIC
