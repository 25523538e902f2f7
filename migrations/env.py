"""How Alembic runs CharStudio's revisions.

``charstudio.data.migrate`` hands over an open connection. Run by hand (``alembic check``), the connection string is
that of CHARSTUDIO_DATABASE_URL; with ``--sql`` no database is needed. ``alembic_version`` lives in the schema
``charstudio``: in ``public`` it would make ``prisma migrate deploy`` refuse the database.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from typing import Any

from alembic import context
from alembic.migration import MigrationContext
from alembic.runtime.migration import MigrationInfo
from sqlalchemy import Column, Connection, Enum, text
from sqlalchemy.sql.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from charstudio.data.database import Database
from charstudio.data.tables import OWN_SCHEMA, PLATFORM_SCHEMA, metadata
from charstudio.domain.connection import parse
from charstudio.domain.errors import BadInputError


def _ours(item: SchemaItem, name: str | None, kind: str, reflected: bool, compare_to: SchemaItem | None) -> bool:
    # Prisma's own table, and whatever else a newer platform keeps, is not ours to compare.
    return not (reflected and compare_to is None and kind in ("table", "index", "column"))


def _types_differ(
    context: MigrationContext,
    inspected: Column[Any],
    described: Column[Any],
    inspected_type: TypeEngine[Any],
    described_type: TypeEngine[Any],
) -> bool | None:
    if isinstance(described_type, Enum) and isinstance(inspected_type, Enum):
        # PostgreSQL names a type without its schema where the search path leads to it, so the schemas seem to differ.
        return (inspected_type.name, inspected_type.enums) != (described_type.name, described_type.enums)
    return None


def _tell(ctx: MigrationContext, step: MigrationInfo, heads: Collection[Any], run_args: Mapping[str, Any]) -> None:
    """Pass each revision that was run to whoever started Alembic."""
    on_revision = context.config.attributes.get("on_revision")
    if on_revision is not None:
        on_revision(step.up_revision_id)


def _run(connection: Connection, schema: str) -> None:
    # Not by the dialect, which doubles a % for the driver: here the name travels as a value.
    quoted = '"' + schema.replace('"', '""') + '"'
    made = text("SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = :name)")
    if not connection.execute(made, {"name": OWN_SCHEMA}).scalar_one():
        # IF NOT EXISTS would ask for the privilege even where an administrator has made the schema for the role.
        connection.execute(text(f"CREATE SCHEMA {OWN_SCHEMA}"))
    # Revisions name the platform's tables without a schema. LOCAL: it must not leak to a pooler's next client.
    connection.execute(text("SELECT set_config('search_path', :path, true)"), {"path": quoted})
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table_schema=OWN_SCHEMA,
        include_schemas=True,
        include_name=lambda name, kind, parents: kind != "schema" or name in (PLATFORM_SCHEMA, OWN_SCHEMA),
        include_object=_ours,
        compare_type=_types_differ,
        compare_server_default=True,
        on_version_apply=_tell,
    )
    with context.begin_transaction():
        context.run_migrations()


def _print() -> None:
    """Write the revisions' statements as SQL: these alone, without a transaction around them."""
    context.configure(
        dialect_name="postgresql", literal_binds=True, transactional_ddl=False, version_table_schema=OWN_SCHEMA
    )
    context.run_migrations()


def run() -> None:
    if context.is_offline_mode():
        _print()
        return
    connection = context.config.attributes.get("connection")
    if connection is not None:
        _run(connection, context.config.attributes["schema"])
        return
    address = os.environ.get("CHARSTUDIO_DATABASE_URL")
    if not address:
        raise BadInputError(
            "Alembic was started by hand without a database.", "Set CHARSTUDIO_DATABASE_URL to its connection string."
        )
    database = Database(parse(address))
    try:
        with database.write() as own:
            # Alembic compares the session's default schema as one without a name, and would miss a "public" that is it.
            own.dialect.default_schema_name = OWN_SCHEMA
            _run(own, database.settings.schema)
    finally:
        database.close()


run()
