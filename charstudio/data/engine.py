"""SQLAlchemy's engine over the connections of one database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from charstudio.data.tables import PLATFORM_SCHEMA
from charstudio.domain import cancellation
from charstudio.domain.connection import ConnectionSettings


def make_engine(
    settings: ConnectionSettings,
    connect: Callable[[], psycopg.Connection[Any]],
    begin: Callable[[Connection], None],
) -> Engine:
    """A pool of what ``connect`` makes; ``begin`` is called as each transaction begins."""
    engine = create_engine(
        URL.create("postgresql+psycopg"),
        creator=connect,
        poolclass=QueuePool,
        pool_size=settings.pool_size,
        max_overflow=0,
        pool_timeout=settings.pool_timeout,
        # Values of rows must not get into logs or tracebacks through a statement's parameters.
        hide_parameters=True,
    )
    if settings.schema != PLATFORM_SCHEMA:
        engine = engine.execution_options(schema_translate_map={PLATFORM_SCHEMA: settings.schema})
    event.listen(engine, "begin", begin)
    event.listen(engine, "before_cursor_execute", _check_cancellation)
    return engine


def _check_cancellation(*_: Any) -> None:
    # A request that came between two queries had nothing to cancel on the server.
    work = cancellation.current.get()
    if work is not None:
        work.check()
