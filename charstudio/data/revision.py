"""Where a database stands: whose tables it holds, and which of CharStudio's revisions it is at.

Everything is asked of the system catalogue, so that a role that may read next to nothing still gets an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from psycopg import sql
from sqlalchemy import Column, Connection, MetaData, Table, Text, select, text
from sqlalchemy.dialects.postgresql import TIMESTAMP

from charstudio.data import catalogue as catalogues
from charstudio.data import features, tables
from charstudio.data.catalogue import OLDEST_SERVER, Catalogue
from charstudio.data.script_directory import known_revisions, script_directory
from charstudio.domain.connection import ConnectionSettings
from charstudio.domain.database_state import DatabaseState, Maker, Origin, Standing
from charstudio.domain.errors import RefusedError, UnusableDatabaseError

# Not among the platform's tables: revisions and comparisons leave them alone.
_prisma_migrations: Final = Table(
    "_prisma_migrations",
    MetaData(schema=tables.PLATFORM_SCHEMA),
    Column("migration_name", Text),
    Column("started_at", TIMESTAMP(timezone=True)),
    Column("finished_at", TIMESTAMP(timezone=True)),
    Column("rolled_back_at", TIMESTAMP(timezone=True)),
)
_alembic_version: Final = Table("alembic_version", MetaData(schema=tables.OWN_SCHEMA), Column("version_num", Text))

_FACTS: Final = text(
    """
    SELECT current_setting('server_version') AS server_version,
           current_setting('server_version_num')::int AS server_number,
           current_user AS role,
           current_database() AS database,
           platform.oid IS NOT NULL AS has_schema,
           coalesce(has_schema_privilege(platform.oid, 'USAGE'), false) AS may_use_schema,
           own_table.oid IS NOT NULL AS has_revisions,
           coalesce(has_schema_privilege(own.oid, 'USAGE') AND has_table_privilege(own_table.oid, 'SELECT'), false)
               AS may_read_revisions,
           (SELECT count(*) FROM pg_catalog.pg_attribute column_of_prisma
            WHERE column_of_prisma.attrelid = prisma.oid
              AND column_of_prisma.attname IN ('migration_name', 'started_at', 'finished_at', 'rolled_back_at')
              AND has_column_privilege(prisma.oid, column_of_prisma.attnum, 'SELECT')) = 4 AS may_read_prisma
    FROM (SELECT 1) AS one
    LEFT JOIN pg_catalog.pg_namespace platform ON platform.nspname = :schema
    LEFT JOIN pg_catalog.pg_namespace own ON own.nspname = :own
    LEFT JOIN pg_catalog.pg_class own_table
           ON own_table.relnamespace = own.oid AND own_table.relname = 'alembic_version'
    LEFT JOIN pg_catalog.pg_class prisma
           ON prisma.relnamespace = platform.oid AND prisma.relname = '_prisma_migrations'
    """
)

# What an extension put there (pg_stat_statements, say) makes a schema no less empty.
_OBJECTS: Final = text(
    """
    SELECT object.name
    FROM (
        SELECT relname AS name, oid, relnamespace AS namespace, 'pg_catalog.pg_class'::regclass AS class
        FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
        UNION ALL
        SELECT typname, oid, typnamespace, 'pg_catalog.pg_type'::regclass FROM pg_catalog.pg_type WHERE typtype = 'e'
    ) AS object
    JOIN pg_catalog.pg_namespace n ON n.oid = object.namespace
    WHERE n.nspname = :schema AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = object.class AND d.objid = object.oid AND d.deptype = 'e'
    )
    """
)

_TABLES: Final = frozenset(table.name for table in tables.metadata.tables.values())
_TYPES: Final = frozenset(str(kind.name) for kind in (tables.tier_type, tables.style_type, tables.status_type))
_TELLING: Final = (_TABLES | _TYPES) - {"users"}
"""Names that say that a schema is the platform's; half the world's databases have a table ``users``."""

_CHECK_ADDRESS: Final = "Check the database's name and ?schema= in the connection string."
_PLATFORM_FIRST: Final = "Run the platform's migrations on it (prisma migrate deploy)."


@dataclass(frozen=True, slots=True)
class _Facts:
    server_version: str
    server_number: int
    role: str
    database: str
    has_schema: bool
    may_use_schema: bool
    has_revisions: bool
    may_read_revisions: bool
    may_read_prisma: bool


@dataclass(frozen=True, slots=True)
class _Verdict:
    standing: Standing
    problem: str = ""
    remedy: str = ""


def read(connection: Connection, settings: ConnectionSettings, migrations: Path | None = None) -> DatabaseState:
    """Where the database stands against the revisions in the folder ``migrations`` (CharStudio's own by default)."""
    names = {"schema": settings.schema, "own": tables.OWN_SCHEMA}
    facts = _Facts(**connection.execute(_FACTS, names).mappings().one())
    objects = frozenset(connection.execute(_OBJECTS, names).scalars())
    revision = _revision(connection) if facts.may_read_revisions else ""
    known = known_revisions(migrations or script_directory())
    catalogue, verdict = _judge_tables(connection, settings, facts, objects, revision)
    if catalogue is not None:
        verdict = _judge_revision(facts, revision, known)
    return DatabaseState(
        server_version=facts.server_version,
        role=facts.role,
        database=facts.database,
        schema=settings.schema,
        standing=verdict.standing,
        revision=revision,
        head=known[-1],
        origin=_origin(connection, facts, objects),
        limitations=(
            features.limitations(connection, catalogue, settings.schema, facts.role) if catalogue is not None else ()
        ),
        problem=verdict.problem,
        remedy=verdict.remedy,
    )


def _revision(connection: Connection) -> str:
    return ", ".join(connection.execute(select(_alembic_version.c.version_num)).scalars())


def _origin(connection: Connection, facts: _Facts, objects: frozenset[str]) -> Origin:
    if _prisma_migrations.name not in objects:
        made = facts.has_revisions and not _TABLES.isdisjoint(objects)
        return Origin(Maker.CHARSTUDIO if made else Maker.UNKNOWN)
    if not (facts.may_read_prisma and facts.may_use_schema):
        return Origin(Maker.PRISMA)
    c = _prisma_migrations.c
    latest = connection.execute(
        select(c.migration_name, c.finished_at.is_not(None))
        .where(c.rolled_back_at.is_(None))
        .order_by(c.started_at.desc(), c.migration_name.desc())
        .limit(1)
    ).one_or_none()
    return Origin(Maker.PRISMA) if latest is None else Origin(Maker.PRISMA, *latest)


def _judge_tables(
    connection: Connection, settings: ConnectionSettings, facts: _Facts, objects: frozenset[str], revision: str
) -> tuple[Catalogue | None, _Verdict]:
    """The catalogue of a schema that CharStudio can work on; of any other, None and what is wrong with it."""
    obstacle = _obstacle(facts, settings.schema)
    if obstacle is not None:
        return None, obstacle
    place = f'The schema "{settings.schema}" of the database "{facts.database}"'
    found = objects - {_prisma_migrations.name}
    if not objects and not revision:
        return None, _Verdict(
            Standing.EMPTY,
            f"{place} is empty.",
            f"Run charstudio db upgrade to make the tables. For a web application's database: {_PLATFORM_FIRST}",
        )
    if not found or (tables.characters.name not in found and not found.isdisjoint(_TELLING)):
        there = ", ".join(sorted(found & (_TABLES | _TYPES))) or "nothing"
        return None, _Verdict(
            Standing.INCOMPLETE, f"{place} holds {there} of the platform's tables and types.", _PLATFORM_FIRST
        )
    if tables.characters.name not in found:
        others = ", ".join(sorted(found)[:3])
        return None, _Verdict(
            Standing.FOREIGN, f"{place} holds other tables ({others}), not the platform's.", _CHECK_ADDRESS
        )
    try:
        return catalogues.read(connection, settings), _Verdict(Standing.READY)
    except UnusableDatabaseError as error:
        return None, _Verdict(Standing.INCOMPLETE, error.what, error.remedy)
    except RefusedError as error:
        return None, _Verdict(Standing.FORBIDDEN, error.what, error.remedy)


def _obstacle(facts: _Facts, schema: str) -> _Verdict | None:
    if facts.server_number < OLDEST_SERVER * 10_000:
        return _Verdict(
            Standing.UNSUPPORTED,
            f"The server runs PostgreSQL {facts.server_version}; CharStudio needs {OLDEST_SERVER} or later.",
            "Upgrade the server, or choose another database.",
        )
    if schema == tables.OWN_SCHEMA:
        return _Verdict(
            Standing.UNSUPPORTED,
            f"The schema \"{schema}\" is CharStudio's own and cannot hold the platform's tables.",
            _CHECK_ADDRESS,
        )
    if not facts.has_schema:
        return _Verdict(
            Standing.NO_SCHEMA, f'The database "{facts.database}" has no schema "{schema}".', _CHECK_ADDRESS
        )
    role = sql.Identifier(facts.role).as_string()
    if not facts.may_use_schema:
        return _Verdict(
            Standing.FORBIDDEN,
            f'The role "{facts.role}" may not use the schema "{schema}".',
            f"Ask the database's owner: GRANT USAGE ON SCHEMA {sql.Identifier(schema).as_string()} TO {role};",
        )
    if facts.has_revisions and not facts.may_read_revisions:
        own = tables.OWN_SCHEMA
        return _Verdict(
            Standing.FORBIDDEN,
            f'The role "{facts.role}" may not read which revision this database is at.',
            f"Ask the database's owner: GRANT USAGE ON SCHEMA {own} TO {role}; "
            f"GRANT SELECT ON ALL TABLES IN SCHEMA {own} TO {role};",
        )
    return None


def _judge_revision(facts: _Facts, revision: str, known: tuple[str, ...]) -> _Verdict:
    name, head = f'The database "{facts.database}"', known[-1]
    if not revision:
        return _Verdict(
            Standing.ADOPTABLE,
            f"{name} holds the platform's tables and nothing of CharStudio's yet.",
            "Run charstudio db adopt: it adds a schema of its own and changes nothing else.",
        )
    if revision == head:
        return _Verdict(Standing.READY)
    if revision in known:
        return _Verdict(
            Standing.BEHIND,
            f"{name} is at revision {revision}; this CharStudio works with {head}.",
            "Run charstudio db upgrade.",
        )
    return _Verdict(
        Standing.AHEAD,
        f"{name} is at revision {revision}, which this CharStudio does not know; it knows up to {head}.",
        "Update CharStudio: a newer one has upgraded this database.",
    )
