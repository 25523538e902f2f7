"""What a check of a database finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SAMPLE: Final = 20
"""How many ids of bad rows a finding names."""


class Severity(StrEnum):
    """ERROR: CharStudio cannot work with it. WARNING: something is wrong. NOTE: worth knowing, and nothing to mend."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class FindingKind(StrEnum):
    """Kinds of findings, first those of the schema, then those of the rows."""

    MISSING_TABLE = "missing table"
    MISSING_COLUMN = "missing column"
    OTHER_TYPE = "other type"
    OTHER_NULLABILITY = "other nullability"
    OTHER_VALUES = "other values"
    EXTRA_TABLE = "extra table"
    EXTRA_COLUMN = "extra column"
    MISSING_INDEX = "missing index"
    INVALID_INDEX = "invalid index"
    MISSING_FOREIGN_KEY = "missing foreign key"
    NOT_CHECKED = "not checked"
    REFERENCE_GONE = "reference to a row that is gone"
    CONTRADICTION = "contradiction"
    DUPLICATE_NAME = "duplicate name"
    NEGATIVE_NUMBER = "negative number"
    IMAGE = "image that cannot be found"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found: a sentence about it, and one about what to do.

    ``total`` is the number of rows it concerns, 0 where it is about the schema; ``ids`` are the first SAMPLE of them.
    """

    severity: Severity
    kind: FindingKind
    table: str
    column: str
    sentence: str
    remedy: str
    total: int = 0
    ids: tuple[str, ...] = ()
