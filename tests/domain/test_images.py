from __future__ import annotations

import pytest

from charstudio.domain.images import INLINE_LIMIT, ImageReference, StoredField, reference

FIELD = StoredField("characters", "image_url", "c")


@pytest.mark.parametrize("blank", [None, "", " ", "\t\n\u3000"])
def test_null_and_blank_mean_no_picture(blank: str | None) -> None:
    assert reference(blank, FIELD) is None


def test_a_short_reference_is_whole() -> None:
    assert reference("x" * (INLINE_LIMIT - 1), FIELD, "v") == ImageReference("x" * (INLINE_LIMIT - 1))


@pytest.mark.parametrize("length", [INLINE_LIMIT, INLINE_LIMIT + 1, 1_000_000])
def test_a_long_one_is_cut_and_says_where_the_rest_is(length: int) -> None:
    assert reference("x" * length, FIELD, "v") == ImageReference("x" * INLINE_LIMIT, FIELD, "v")
