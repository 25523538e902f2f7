"""Try a connection without opening a library on it."""

from __future__ import annotations

from charstudio.data.probe import probe
from charstudio.domain.connection_report import ConnectionReport
from charstudio.domain.profile import Profile
from charstudio.services.attachment import Attachment


def try_connection(profile: Profile, password: str | None = None) -> ConnectionReport:
    """Connect to a profile's database and report what is there; nothing is changed.

    Raises ExpectedError where the server cannot be reached or refuses.
    """
    with Attachment(profile, password) as attachment:
        return probe(attachment.database)
