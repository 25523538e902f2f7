"""The forms of ids."""

from __future__ import annotations

import re
from datetime import datetime
from random import Random

from charstudio.demo.content.identifiers import Identifiers

CREATED = datetime.fromisoformat("2025-10-02T10:13:20")
MILLISECONDS = 1759400000


def test_forms() -> None:
    ids = Identifiers(Random(3))
    assert re.fullmatch(rf"{MILLISECONDS}\d{{3}}", ids.timestamp(CREATED))
    assert re.fullmatch(r"cmg9[0-9a-z]{21}", ids.cuid(CREATED))
    assert re.fullmatch(rf"theme_{MILLISECONDS}\d{{3}}_[0-9a-f]{{8}}", ids.prefixed("theme", CREATED))
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", ids.uuid(CREATED))
    assert [ids.serial(CREATED), ids.serial(CREATED)] == ["char-001", "char-002"]


def test_no_id_is_given_twice_within_a_millisecond() -> None:
    ids = Identifiers(Random(3))
    assert len({ids.timestamp(CREATED) for _ in range(500)}) == 500
