"""A transaction for looking a whole database over: it writes nothing, and may take longer than a click."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, text

from charstudio.data.database import Database

_STATEMENT_TIMEOUT: Final = "10min"


@contextmanager
def inspecting(database: Database) -> Iterator[Connection]:
    """A connection in one read-only transaction. What it sets ends with it, also behind a pooler. Raises ExpectedError.

    Its statements may take ten minutes each, and have the memory to look a million rows up in.
    """
    with database.write() as connection:
        connection.execute(text("SET TRANSACTION READ ONLY"))
        connection.execute(text(f"SET LOCAL statement_timeout = '{_STATEMENT_TIMEOUT}'"))
        connection.execute(text("SET LOCAL work_mem = '64MB'"))
        yield connection
