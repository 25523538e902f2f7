"""What a person sees who has no library yet: three ways to get one."""

from charstudio.ui.welcome.page import WelcomePage
from charstudio.ui.welcome.request import Choice, ConnectionRequest

__all__ = ["Choice", "ConnectionRequest", "WelcomePage"]
