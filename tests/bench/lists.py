"""Pages of the list of characters, as the window asks the service for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import psycopg
from sqlalchemy import event
from sqlalchemy.engine import Engine

from charstudio.domain.listing import PAGE_SIZE, CharacterFilter, Order, Place
from tests.bench.ground import Ground
from tests.bench.registry import register
from tests.bench.timing import Medians, by_turns, timed

_WARM_UP = 20
_PAGES = 300


class _Statement(NamedTuple):
    text: str
    parameters: Any


@contextmanager
def _statements() -> Iterator[list[_Statement]]:
    """What SQLAlchemy sends to the driver meanwhile."""
    sent: list[_Statement] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
        sent.append(_Statement(statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@register("page", "200 list rows as records through the service, against the same SQL as psycopg's tuples", 3.0)
def page(ground: Ground) -> Medians:
    characters = ground.library.characters
    where, order = CharacterFilter(), Order()
    # From the second page on a page has a key to start at, as most have.
    place = Place(characters.key_of(characters.page(where, order)[-1], order))
    with _statements() as sent:
        characters.page(where, order, place)
    assert len(sent) == 1, "a page is one query"
    statement = sent[0]
    conninfo: dict[str, Any] = ground.settings.conninfo()
    # Neither side prepares, as the window's own connections do not.
    with psycopg.connect(**conninfo, autocommit=True, prepare_threshold=None) as connection:

        def raw() -> list[Any]:
            return connection.execute(statement.text, statement.parameters).fetchall()

        assert len(raw()) == len(characters.page(where, order, place)) == PAGE_SIZE, "there are rows for two pages"
        return _warm(raw, lambda: characters.page(where, order, place), ground)


@register("last-page", "the last page of the list, against its first page", 1.5)
def last_page(ground: Ground) -> Medians:
    characters = ground.library.characters
    where, order = CharacterFilter(), Order()
    return _warm(
        lambda: characters.page(where, order),
        lambda: characters.page(where, order, Place(backwards=True)),
        ground,
    )


def _warm(baseline: Any, subject: Any, ground: Ground) -> Medians:
    repeats = ground.repeats(_PAGES)
    for _ in range(min(_WARM_UP, repeats)):
        baseline()
        subject()
    return by_turns(timed(baseline), timed(subject), repeats)
