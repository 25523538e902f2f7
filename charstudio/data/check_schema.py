"""The tables of a database, compared with those that CharStudio needs (``charstudio.data.tables``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Connection, Enum, Table, text
from sqlalchemy.dialects import postgresql

from charstudio.data import tables
from charstudio.data.catalogue import Catalogue, required_columns
from charstudio.domain.findings import Finding, FindingKind, Severity

_BOOKKEEPING: Final = frozenset({"_prisma_migrations", "alembic_version"})
_MIGRATE: Final = "Run the platform's migrations on it (prisma migrate deploy)."
_SWITCHED_OFF: Final = "What needs it is switched off; in the platform's later schema it is gone on purpose."

_dialect = postgresql.dialect()  # type: ignore[no-untyped-call]

_COLUMNS = text(
    """
    SELECT c.relname AS table, c.relkind IN ('r', 'p') AS plain, a.attname AS name,
        CASE t.typtype WHEN 'e' THEN t.typname ELSE format_type(a.atttypid, a.atttypmod) END AS type,
        NOT a.attnotnull AS nullable, a.atthasdef OR a.attidentity <> '' AS filled,
        has_column_privilege(c.oid, a.attnum, 'SELECT') AS readable, row_security_active(c.oid) AS filtered
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    WHERE n.nspname = :schema AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    ORDER BY c.relname, a.attnum
    """
)

# ``columns`` is NULL for an index that does not hold for all rows or whose keys are not all columns.
_INDEXES = text(
    """
    SELECT t.relname AS table, i.relname AS name, x.indisvalid AS valid, x.indisunique AS is_unique,
        CASE WHEN x.indpred IS NULL AND x.indexprs IS NULL THEN ARRAY(
            SELECT a.attname::text FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = t.oid AND a.attnum = ANY (x.indkey[0:x.indnkeyatts - 1])
        ) END AS columns
    FROM pg_catalog.pg_index x
    JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
    JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
    WHERE n.nspname = :schema
    ORDER BY i.relname
    """
)

_REFERENCES = text(
    """
    SELECT c.relname AS table, a.attname AS name, f.relname AS target
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
    WHERE n.nspname = :schema AND k.contype = 'f' AND cardinality(k.conkey) = 1
    """
)

_VALUES = text(
    """
    SELECT t.typname AS type, e.enumlabel AS value
    FROM pg_catalog.pg_enum e
    JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    WHERE n.nspname = :schema
    ORDER BY t.typname, e.enumsortorder
    """
)


@dataclass(frozen=True, slots=True)
class LiveSchema:
    """What a schema has, as the server's catalogue says."""

    columns: Mapping[str, Mapping[str, Any]]
    """Rows of _COLUMNS, by table and name."""
    indexes: Sequence[Any]
    references: frozenset[tuple[str, str, str]]
    """Foreign keys of one column: table, column and the table they lead to."""
    values: Mapping[str, Sequence[str]]
    """The values of the enum types."""

    def catalogue(self) -> Catalogue:
        """The columns that the role may read."""
        return Catalogue(
            "", {table: {row.name: row.readable for row in rows.values()} for table, rows in self.columns.items()}
        )

    def is_filtered(self, table: Table) -> bool:
        """Whether row level security may hide rows of the table from the role."""
        return any(row.filtered for row in self.columns.get(table.name, {}).values())


def read(connection: Connection, schema: str) -> LiveSchema:
    """Read the catalogue; a schema that is not there has nothing."""
    place = {"schema": schema}
    columns: dict[str, dict[str, Any]] = {}
    for row in connection.execute(_COLUMNS, place):
        columns.setdefault(row.table, {})[row.name] = row
    values: dict[str, list[str]] = {}
    for row in connection.execute(_VALUES, place):
        values.setdefault(row.type, []).append(row.value)
    references = frozenset((row.table, row.name, row.target) for row in connection.execute(_REFERENCES, place))
    return LiveSchema(columns, connection.execute(_INDEXES, place).all(), references, values)


def compare(live: LiveSchema) -> list[Finding]:
    """Everything in which the schema differs, table by table and column by column."""
    findings: list[Finding] = []
    for table in tables.metadata.sorted_tables:
        if table.name not in live.columns:
            findings.append(_missing_table(table))
            continue
        findings += _columns(table, live.columns[table.name])
        findings += _unique(table, live.indexes)
        findings += _references(table, live)
    findings += _enums(live)
    findings += [
        _finding(
            Severity.WARNING,
            FindingKind.INVALID_INDEX,
            row.table,
            "",
            f"The index {row.name} is invalid: its build was interrupted, or is still under way.",
            "If it is not being built, drop it and build it again; those of CharStudio with: "
            "charstudio db indexes --create",
        )
        for row in live.indexes
        if not row.valid
    ]
    findings += [
        _finding(
            Severity.NOTE,
            FindingKind.EXTRA_TABLE,
            name,
            "",
            f"CharStudio does not know the table {name}.",
            "It is left alone.",
        )
        for name, rows in live.columns.items()
        if name not in _known_tables() and name not in _BOOKKEEPING and next(iter(rows.values())).plain
    ]
    return findings


def _known_tables() -> frozenset[str]:
    return frozenset(table.name for table in tables.metadata.sorted_tables)


def _missing_table(table: Table) -> Finding:
    required = bool(required_columns(table))
    return _finding(
        Severity.ERROR if required else Severity.NOTE,
        FindingKind.MISSING_TABLE,
        table.name,
        "",
        f"The table {table.name} is missing.",
        _MIGRATE if required else _SWITCHED_OFF,
    )


def _columns(table: Table, live: Mapping[str, Any]) -> Iterator[Finding]:
    required = required_columns(table)
    for column in table.c:
        row = live.get(column.name)
        if row is None:
            needed = column.name in required
            yield _finding(
                Severity.ERROR if needed else Severity.NOTE,
                FindingKind.MISSING_COLUMN,
                table.name,
                column.name,
                f"The column {table.name}.{column.name} is missing.",
                _MIGRATE if needed else _SWITCHED_OFF,
            )
            continue
        yield from _column(table, column, row, needed=column.name in required)
    for name, row in live.items():
        if name not in table.c:
            yield _extra_column(table, name, row)


def _column(table: Table, column: Column[Any], row: Any, *, needed: bool) -> Iterator[Finding]:
    place = f"{table.name}.{column.name}"
    wanted = column.type.name if isinstance(column.type, Enum) else column.type.compile(_dialect).lower()
    if row.type != wanted:
        yield _finding(
            Severity.WARNING,
            FindingKind.OTHER_TYPE,
            table.name,
            column.name,
            f"The column {place} is of the type {row.type}; the platform makes it {wanted}.",
            "Values may be shown or saved wrong. Bring it back with a migration of the platform.",
        )
    if row.plain and row.nullable != column.nullable:
        found, described = ("may be NULL", "may not") if row.nullable else ("may not be NULL", "may")
        yield _finding(
            Severity.WARNING,
            FindingKind.OTHER_NULLABILITY,
            table.name,
            column.name,
            f"The column {place} {found}; as the platform makes it, it {described}.",
            "Bring it back with a migration of the platform.",
        )
    if not row.readable:
        yield _finding(
            Severity.ERROR if needed else Severity.NOTE,
            FindingKind.NOT_CHECKED,
            table.name,
            column.name,
            f"This role may not read {place}.",
            f"Its values were not checked. Ask the database's owner for SELECT on {table.name}.",
        )


def _extra_column(table: Table, name: str, row: Any) -> Finding:
    # CharStudio's inserts do not name it, so the server refuses them where it can fill in nothing.
    blocking = row.plain and not row.nullable and not row.filled
    return _finding(
        Severity.WARNING if blocking else Severity.NOTE,
        FindingKind.EXTRA_COLUMN,
        table.name,
        name,
        f"CharStudio does not know the column {table.name}.{name}"
        + (", which every new row must fill." if blocking else "."),
        "CharStudio cannot add rows to this table; give the column a default." if blocking else "It is left alone.",
    )


def _unique(table: Table, indexes: Sequence[Any]) -> Iterator[Finding]:
    found = [set(row.columns) for row in indexes if row.table == table.name and row.is_unique and row.columns]
    wanted = [
        (f"{table.name}_pkey", ["id"]),
        *((str(index.name), list(index.columns.keys())) for index in table.indexes),
    ]
    for name, columns in wanted:
        if set(columns) not in found:
            yield _finding(
                Severity.ERROR if columns == ["id"] else Severity.WARNING,
                FindingKind.MISSING_INDEX,
                table.name,
                ", ".join(columns),
                f"The unique index {name} on {table.name} ({', '.join(columns)}) is missing.",
                "Nothing keeps rows from being there twice. Bring it back with a migration of the platform.",
            )


def _references(table: Table, live: LiveSchema) -> Iterator[Finding]:
    for column in table.c:
        for key in column.foreign_keys:
            target = key.column.table.name
            there = column.name in live.columns[table.name] and target in live.columns
            if there and (table.name, column.name, target) not in live.references:
                yield _finding(
                    Severity.WARNING,
                    FindingKind.MISSING_FOREIGN_KEY,
                    table.name,
                    column.name,
                    f"The foreign key from {table.name}.{column.name} to {target} is missing.",
                    "Deleting leaves rows behind. Bring it back with a migration of the platform.",
                )


def _enums(live: LiveSchema) -> Iterator[Finding]:
    for kind in (tables.tier_type, tables.style_type, tables.status_type):
        found = live.values.get(str(kind.name))
        if found is None:
            continue  # The columns of another type have said so.
        for values, severity, sentence, remedy in (
            ([value for value in kind.enums if value not in found], Severity.WARNING, "lacks", _MIGRATE),
            (
                [value for value in found if value not in kind.enums],
                Severity.NOTE,
                "also has",
                "CharStudio shows such values as they are.",
            ),
        ):
            if values:
                yield _finding(
                    severity,
                    FindingKind.OTHER_VALUES,
                    "",
                    "",
                    f"The type {kind.name} {sentence} {', '.join(values)}.",
                    remedy,
                )


def _finding(severity: Severity, kind: FindingKind, table: str, column: str, sentence: str, remedy: str) -> Finding:
    return Finding(severity, kind, table, column, sentence, remedy)
