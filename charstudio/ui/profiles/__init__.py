"""The profile manager: the libraries that a person has, each with its form."""

from charstudio.ui.profiles.dialog import ProfilesDialog

__all__ = ["ProfilesDialog"]
