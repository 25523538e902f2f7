"""Help ▸ About: versions, and where the log and the data are."""

from charstudio.ui.about.dialog import AboutDialog
from charstudio.ui.about.facts import Facts, collect

__all__ = ["AboutDialog", "Facts", "collect"]
