from __future__ import annotations

import pytest

from charstudio.domain.vocabulary import readable


@pytest.mark.parametrize(
    ("value", "label"),
    [("CYBERPUNK", "Cyberpunk"), ("PIXEL_ART", "Pixel art"), ("new", "New"), ("", ""), (None, "")],
)
def test_labels(value: str | None, label: str) -> None:
    assert readable(value) == label
