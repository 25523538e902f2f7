from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from charstudio.domain.attention import STUCK_AFTER, Defect, defects
from charstudio.domain.images import ImageReference
from charstudio.domain.records import Character

NOW = datetime.fromisoformat("2026-03-01T12:00:00")
SOUND = Character(
    id="c",
    user_id="u",
    owner_name=None,
    owner_email=None,
    name=None,
    description="A knight",
    prompt="p",
    style="ANIME",
    image=ImageReference("/1.png"),
    thumbnail=None,
    reference_image=None,
    metadata=None,
    tags=(),
    is_public=True,
    is_favorite=False,
    is_in_library=True,
    status="COMPLETED",
    age=None,
    gender=None,
    occupation=None,
    personality=(),
    physical_traits=None,
    clothing=None,
    background=None,
    created_at=NOW,
    updated_at=NOW,
)


def found(**changes: Any) -> tuple[Defect, ...]:
    return defects(replace(SOUND, **changes), NOW)


def test_a_sound_character_has_none() -> None:
    assert found() == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"image": None}, (Defect.PUBLIC_WITHOUT_IMAGE, Defect.COMPLETED_WITHOUT_IMAGE)),
        ({"image": None, "is_public": False}, (Defect.COMPLETED_WITHOUT_IMAGE,)),
        ({"image": None, "status": "PENDING"}, (Defect.PUBLIC_WITHOUT_IMAGE,)),
        ({"image": None, "is_public": False, "status": "PENDING"}, ()),
        ({"description": None}, (Defect.LIBRARY_WITHOUT_DESCRIPTION,)),
        ({"description": " \n\t\u3000"}, (Defect.LIBRARY_WITHOUT_DESCRIPTION,)),
        ({"description": None, "is_in_library": False}, ()),
        ({"status": "FAILED"}, (Defect.FAILED,)),
        ({"status": "SOMETHING_NEW"}, ()),
        ({"status": None}, ()),
    ],
    ids=repr,
)
def test_each_rule(changes: dict[str, Any], expected: tuple[Defect, ...]) -> None:
    assert found(**changes) == expected


@pytest.mark.parametrize("status", ["PENDING", "PROCESSING"])
def test_a_generation_is_stuck_after_more_than_an_hour(status: str) -> None:
    assert found(status=status, updated_at=NOW - STUCK_AFTER) == ()
    late = NOW - STUCK_AFTER - timedelta(milliseconds=1)
    assert found(status=status, updated_at=late) == (Defect.STUCK,)
    assert found(status="COMPLETED", updated_at=late) == ()


def test_what_cannot_be_read_is_not_wrong() -> None:
    missing = frozenset({"image_url", "description"})
    assert found(image=None, description=None, missing=missing) == ()


def test_every_defect_is_a_sentence() -> None:
    assert all(defect.endswith(".") for defect in Defect)
