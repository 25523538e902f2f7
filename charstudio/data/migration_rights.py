"""Whether the role may run revisions, asked before anything is backed up or changed."""

from __future__ import annotations

from typing import Final

from psycopg import sql
from sqlalchemy import Connection, RowMapping, text

from charstudio.data.tables import OWN_SCHEMA
from charstudio.domain.database_state import DatabaseState, Standing
from charstudio.domain.errors import RefusedError

_RIGHTS: Final = text(
    """
    SELECT current_setting('transaction_read_only') = 'on' AS read_only,
           has_database_privilege(current_database(), 'CREATE') AS may_make_schemas,
           has_schema_privilege(platform.oid, 'CREATE') AS may_make_platform_tables,
           own.oid IS NOT NULL AS has_own,
           coalesce(has_schema_privilege(own.oid, 'USAGE') AND has_schema_privilege(own.oid, 'CREATE'), false)
               AS may_make_own_tables,
           coalesce(pg_has_role(own_table.relowner, 'USAGE'), true) AS owns_revisions,
           pg_get_userbyid(own_table.relowner) AS owner
    FROM (SELECT 1) AS one
    LEFT JOIN pg_catalog.pg_namespace platform ON platform.nspname = :schema
    LEFT JOIN pg_catalog.pg_namespace own ON own.nspname = :own
    LEFT JOIN pg_catalog.pg_class own_table
           ON own_table.relnamespace = own.oid AND own_table.relname = 'alembic_version'
    """
)


def check(connection: Connection, state: DatabaseState) -> None:
    """Raise RefusedError, with the GRANT that helps, where the role may not do what the revisions do."""
    rights = connection.execute(_RIGHTS, {"schema": state.schema, "own": OWN_SCHEMA}).mappings().one()
    if rights["read_only"]:
        raise RefusedError(
            "This session may only read: the server is a standby, or the profile or the role is read only.",
            "Connect to the primary server, with a profile and a role that may write.",
        )
    _check_schemas(rights, state)
    if not rights["owns_revisions"]:
        owner = sql.Identifier(rights["owner"]).as_string()
        raise RefusedError(
            f'The role "{state.role}" may not change CharStudio\'s tables; they belong to "{rights["owner"]}".',
            f"Sign in as that role, or ask for: GRANT {owner} TO {_quoted(state.role)};",
        )


def _check_schemas(rights: RowMapping, state: DatabaseState) -> None:
    role, database = _quoted(state.role), _quoted(state.database)
    if not rights["has_own"] and not rights["may_make_schemas"]:
        raise RefusedError(
            f'The role "{state.role}" may not make the schema "{OWN_SCHEMA}" in the database "{state.database}".',
            f"Ask the database's owner: GRANT CREATE ON DATABASE {database} TO {role}; "
            f"or for the schema alone: CREATE SCHEMA {OWN_SCHEMA} AUTHORIZATION {role};",
        )
    if rights["has_own"] and not rights["may_make_own_tables"]:
        raise RefusedError(
            f'The role "{state.role}" may not make tables in the schema "{OWN_SCHEMA}".',
            f"Ask the database's owner: GRANT USAGE, CREATE ON SCHEMA {OWN_SCHEMA} TO {role};",
        )
    if state.standing is Standing.EMPTY and not rights["may_make_platform_tables"]:
        raise RefusedError(
            f'The role "{state.role}" may not make tables in the schema "{state.schema}".',
            f"Ask the database's owner: GRANT USAGE, CREATE ON SCHEMA {_quoted(state.schema)} TO {role};",
        )


def _quoted(name: str) -> str:
    return sql.Identifier(name).as_string()
