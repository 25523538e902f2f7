"""A database written into a file of pg_dump's custom format, and its rows counted in the same state."""

from __future__ import annotations

import contextlib
import queue
import re
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, TypeAlias

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from charstudio import __version__
from charstudio.data.pgtools import Tools, failure, find_tools, running
from charstudio.data.relay import Relay
from charstudio.data.session import one_transaction
from charstudio.data.tables import OWN_SCHEMA
from charstudio.domain.backup import TableRows
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.errors import UnusableDatabaseError

Report: TypeAlias = Callable[[str, float], None]
"""Told what is being done, for people, and how much of it is done (0 to 1)."""

_LOCK_LIMIT_MS: Final = 30_000
_POLL: Final = 0.25
"""Seconds between two looks at the growing file."""
_MEGABYTE: Final = 1_000_000
_TABLE: Final = re.compile(r'dumping contents of table "(.*)"')
_UNENCRYPTED: Final = ("disable", "allow", "prefer")

# The planner's idea of the size is good enough for progress, and waits for no lock.
_TABLES = """
    SELECT n.nspname, c.relname, 1 + c.relpages + coalesce(t.relpages, 0)
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid
    WHERE n.nspname = ANY(%s) AND c.relkind = 'r'
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    ORDER BY 1, 2
"""

# Asked for single schemas, pg_dump leaves out the extensions that they need: an index with gin_trgm_ops would fail.
_EXTENSIONS = """
    WITH own (classid, objid) AS (
        SELECT 'pg_class'::regclass, c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY(%(schemas)s)
      UNION ALL
        SELECT 'pg_attrdef'::regclass, a.oid FROM pg_attrdef a JOIN pg_class c ON c.oid = a.adrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY(%(schemas)s)
      UNION ALL
        SELECT 'pg_constraint'::regclass, c.oid FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
        WHERE n.nspname = ANY(%(schemas)s)
      UNION ALL
        SELECT 'pg_type'::regclass, t.oid FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE n.nspname = ANY(%(schemas)s)
      UNION ALL
        SELECT 'pg_proc'::regclass, p.oid FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = ANY(%(schemas)s)
    )
    SELECT DISTINCT e.extname
    FROM own JOIN pg_depend need ON need.classid = own.classid AND need.objid = own.objid
    JOIN pg_depend member ON member.classid = need.refclassid AND member.objid = need.refobjid
        AND member.deptype = 'e' AND member.refclassid = 'pg_extension'::regclass
    JOIN pg_extension e ON e.oid = member.refobjid
    WHERE e.extname <> 'plpgsql' ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Dumped:
    """What was written: the server's version and the rows of each table at that moment."""

    server_version: str
    tables: tuple[TableRows, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be dumped, and the size in pages of each table, named as pg_dump names it."""

    schemas: tuple[str, ...]
    extensions: tuple[str, ...]
    sizes: dict[str, int]


def server_major(connection: psycopg.Connection[Any]) -> int:
    return connection.info.server_version // 10_000


def write(settings: ConnectionSettings, path: Path, report: Report) -> Dumped:
    """Write the platform's schema and CharStudio's own into ``path``, a file that is the caller's to remove.

    Changes nothing in the database. Raises MissingPartError without pg_dump, UnusableDatabaseError for a server that is
    newer than it or has no such schema, CancelledError, and what a lost server, a role without the privilege or a full
    disk stand for.
    """
    with one_transaction(settings, snapshot=True) as connection:
        tools = find_tools(server_major(connection))
        plan = _plan(connection, settings)
        report("Counting the rows", 0.0)
        tables = tuple(_count(connection, plan.schemas))
        with _access(settings, connection) as (target, password):
            _run(tools, plan, path, target, password, report)
        return Dumped(connection.info.parameter_status("server_version") or "", tables)


def _plan(connection: psycopg.Connection[Any], settings: ConnectionSettings) -> _Plan:
    wanted = [settings.schema, OWN_SCHEMA]
    rows = connection.execute("SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname = ANY(%s)", [wanted])
    present = {name for (name,) in rows}
    if settings.schema not in present:
        raise UnusableDatabaseError(
            f'The database "{settings.database}" has no schema "{settings.schema}".',
            "Check ?schema= in the connection string.",
        )
    schemas = tuple(name for name in dict.fromkeys(wanted) if name in present)
    extensions = tuple(name for (name,) in connection.execute(_EXTENSIONS, {"schemas": list(schemas)}))
    sizes = {f"{schema}.{table}": size for schema, table, size in connection.execute(_TABLES, [list(schemas)])}
    return _Plan(schemas, extensions, sizes)


def _count(connection: psycopg.Connection[Any], schemas: Sequence[str]) -> Iterator[TableRows]:
    # A policy must not hide rows in silence: with this, it is an error.
    connection.execute("SET LOCAL row_security = off")
    for schema, table, _ in connection.execute(_TABLES, [list(schemas)]).fetchall():
        found = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))).fetchone()
        yield TableRows(schema, table, found[0] if found else 0)


@contextmanager
def _access(settings: ConnectionSettings, connection: psycopg.Connection[Any]) -> Iterator[tuple[list[str], str]]:
    """pg_dump's way to the server's state that ``connection`` sees: arguments and password."""
    if reaches_directly(settings):
        conninfo = settings.conninfo()
        password = conninfo.pop("password", "")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        target = make_conninfo(**conninfo, application_name=f"charstudio {__version__}")
        yield [f"--snapshot={row[0] if row else ''}", f"--dbname={target}"], password
        return
    with Relay(connection) as relay:
        yield [f"--dbname={make_conninfo(**relay.conninfo())}"], relay.password


def reaches_directly(settings: ConnectionSettings) -> bool:
    """Whether pg_dump may go to the server by itself: it is on this machine, needs no TLS, and no pooler is between."""
    unencrypted = settings.libpq.get("sslmode", "prefer") in _UNENCRYPTED
    return settings.is_local and unencrypted and not settings.transaction_pooler and len(settings.hosts) == 1


def arguments(tools: Tools, schemas: Sequence[str], extensions: Sequence[str], path: Path) -> list[str]:
    """pg_dump's arguments. The fastest compression: the wheel's tools know no other kind than zlib's."""
    return [
        "--format=custom",
        "--compress=gzip:1" if tools.major >= 16 else "--compress=1",
        "--encoding=UTF8",
        "--verbose",
        "--strict-names",
        f"--lock-wait-timeout={_LOCK_LIMIT_MS}",
        *(f"--schema={pattern(schema)}" for schema in schemas),
        *(f"--extension={pattern(extension)}" for extension in extensions),
        f"--file={path}",
    ]


def pattern(name: str) -> str:
    """The pattern that stands for just this name (PostgreSQL manual, psql, "Patterns")."""
    return '"' + name.replace('"', '""') + '"'


def _run(tools: Tools, plan: _Plan, path: Path, target: Sequence[str], password: str, report: Report) -> None:
    command: list[str | Path] = [
        tools.dump,
        "--no-password",
        *arguments(tools, plan.schemas, plan.extensions, path),
        *target,
    ]
    environment = {"PGPASSWORD": password} if password else {}
    with running(command, environment=environment) as process:
        assert process.stderr is not None
        complaints = _follow(process, process.stderr, plan, path, report)
        if process.wait() != 0:
            raise failure("pg_dump", complaints, path)


def _follow(process: subprocess.Popen[bytes], stderr: IO[bytes], plan: _Plan, path: Path, report: Report) -> str:
    """Report what pg_dump says that it does, until it ends; returns its errors."""
    lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def read() -> None:
        for line in stderr:
            lines.put(line)
        lines.put(None)

    reader = threading.Thread(target=read, name="charstudio-pg_dump", daemon=True)
    reader.start()
    try:
        return _report_lines(lines, plan, path, report)
    except BaseException:
        # The reader ends when the program has.
        process.kill()
        raise
    finally:
        reader.join()


def _report_lines(lines: queue.SimpleQueue[bytes | None], plan: _Plan, path: Path, report: Report) -> str:
    whole = sum(plan.sizes.values()) or 1
    done, current, complaints = 0, "", list[str]()
    what = "Reading the structure"
    while True:
        try:
            line = lines.get(timeout=_POLL)
        except queue.Empty:
            report(f"{what}, {_written(path)} written", min(done / whole, 1.0))
            continue
        if line is None:
            return "\n".join(complaints)
        text = line.decode("utf-8", "replace").rstrip()
        if (started := _TABLE.search(text)) is not None:
            done += plan.sizes.get(current, 0)
            current = started[1]
            what = f"Saving {current.rpartition('.')[2]}"
            report(what, min(done / whole, 1.0))
        elif "error:" in text or "No space left" in text or not text.startswith("pg_dump: "):
            complaints.append(text)


def _written(path: Path) -> str:
    with contextlib.suppress(OSError):
        return f"{path.stat().st_size / _MEGABYTE:,.1f} MB"
    return "nothing"
