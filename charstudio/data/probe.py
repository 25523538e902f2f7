"""A look at a server before a profile is kept for it."""

from __future__ import annotations

import statistics
import time
from typing import Any, Final

from sqlalchemy import Connection, text

from charstudio.data import catalogue
from charstudio.data.database import Database
from charstudio.data.tables import metadata
from charstudio.domain.connection_report import ConnectionReport
from charstudio.domain.errors import ExpectedError

_ROUND_TRIPS: Final = 5

_ROLE = text(
    """
    SELECT current_user AS role,
           rolsuper AS superuser,
           coalesce((SELECT ssl FROM pg_catalog.pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted
    FROM pg_catalog.pg_roles WHERE rolname = current_user
    """
)

_RIGHTS = text(
    """
    SELECT c.relname,
           has_table_privilege(c.oid, 'SELECT') AS may_read,
           has_table_privilege(c.oid, 'INSERT') AND has_table_privilege(c.oid, 'UPDATE')
             AND has_table_privilege(c.oid, 'DELETE') AS may_write
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = :schema AND c.relname = ANY(:names) AND c.relkind IN ('r', 'p', 'v')
    ORDER BY c.relname
    """
)


def probe(database: Database) -> ConnectionReport:
    """Connect, measure, and see what the role may do. Raises ExpectedError where the server cannot be reached."""
    settings = database.settings
    with database.read() as connection:
        latency = _latency(connection)
        role = connection.execute(_ROLE).one()
        names = [table.name for table in metadata.sorted_tables]
        rights = list(connection.execute(_RIGHTS, {"schema": settings.schema, "names": names}))
        version = connection.execute(text("SELECT current_setting('server_version')")).scalar_one()
        problem = ""
        try:
            catalogue.read(connection, settings)
        except ExpectedError as error:
            problem = str(error)
    return ConnectionReport(
        server_version=version,
        latency_ms=latency,
        role=role.role,
        encrypted=role.encrypted,
        local=settings.is_local,
        rights=_sentences(rights, superuser=role.superuser),
        notes=settings.notes,
        problem=problem,
    )


def _latency(connection: Connection) -> float:
    taken = []
    for _ in range(_ROUND_TRIPS):
        start = time.perf_counter()
        connection.execute(text("SELECT 1"))
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def _sentences(rights: list[Any], *, superuser: bool) -> tuple[str, ...]:
    if superuser:
        return ("Superuser: may do everything.",)
    if not rights:
        return ()
    lines = []
    for words, granted in (
        ("Reads and writes", [row.relname for row in rights if row.may_read and row.may_write]),
        ("Only reads", [row.relname for row in rights if row.may_read and not row.may_write]),
        ("May not read", [row.relname for row in rights if not row.may_read]),
    ):
        if len(granted) == len(rights):
            lines.append(f"{words} all of the platform's tables.")
        elif granted:
            lines.append(f"{words} {', '.join(granted)}.")
    return tuple(lines)
