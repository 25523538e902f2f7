"""Why a picture cannot be shown."""

from __future__ import annotations

from charstudio.domain.errors import ExpectedError


class PictureError(ExpectedError):
    """One picture cannot be shown.

    ``what`` is short, without a full stop, and fits a caption in the picture's place ("File not found");
    ``remedy`` is a full sentence or empty. Neither holds the address, which may be signed and so a secret.
    """
