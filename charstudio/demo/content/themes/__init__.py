"""The themes that characters of the demo library have, by key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from charstudio.demo.content.themes.asia import ASIA
from charstudio.demo.content.themes.english import ENGLISH
from charstudio.demo.content.themes.europe import EUROPE
from charstudio.demo.content.themes.plan import ThemePlan
from charstudio.demo.content.themes.unfinished import UNFINISHED
from charstudio.demo.content.themes.wardrobe import WARDROBE

PLANS: Final[Mapping[str, ThemePlan]] = {**ENGLISH, **WARDROBE, **EUROPE, **ASIA, **UNFINISHED}
