"""Rows for tests: valid as they come, each field to be set by name."""

from __future__ import annotations

import itertools
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from charstudio.data.database import Database
from charstudio.data.mappings import Character, Row, Theme, User, Variant

MOMENT: Final = datetime.fromisoformat("2026-03-01T12:00:00.123")
"""When rows are made and changed, unless a test says otherwise."""

_numbers = itertools.count(1)


def _identity(kind: str, given: dict[str, Any]) -> str:
    return given.pop("id", None) or f"{kind}-{next(_numbers):06}"


def make_user(**fields: Any) -> User:
    identity = _identity("user", fields)
    return User(**{"id": identity, "email": f"{identity}@example.com", "updated_at": MOMENT, **fields})


def make_character(user: User, **fields: Any) -> Character:
    """A character with nothing but what the platform demands."""
    identity = _identity("character", fields)
    times = {"created_at": MOMENT, "updated_at": MOMENT}
    return Character(**{"id": identity, "user_id": user.id, "prompt": "a prompt", **times, **fields})


def make_theme(character: Character, **fields: Any) -> Theme:
    identity = _identity("theme", fields)
    times = {"created_at": MOMENT, "updated_at": MOMENT}
    return Theme(**{"id": identity, "character_id": character.id, "name": identity, **times, **fields})


def make_variant(theme: Theme, **fields: Any) -> Variant:
    identity = _identity("variant", fields)
    own = {"id": identity, "theme_id": theme.id, "character_id": theme.character_id, "prompt": "make them smile"}
    return Variant(**{**own, "created_at": MOMENT, **fields})


def save(database: Database, *rows: Row) -> None:
    """Insert rows, in an order that their foreign keys allow."""
    with database.write() as connection, Session(connection, expire_on_commit=False) as session:
        session.add_all(rows)
        # The transaction is the connection's: this ends the session's share in it only.
        session.commit()
