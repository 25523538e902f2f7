"""Looking a database over: its tables against those CharStudio needs, and its rows for what cannot be right.

Pictures are looked for in ``charstudio.images.check``, which knows where they lie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from charstudio.data import check_rows, check_schema, image_references, indexes
from charstudio.data.database import Database
from charstudio.data.image_references import ReferencePage
from charstudio.data.inspection import inspecting
from charstudio.data.tables import metadata
from charstudio.domain.findings import Finding, FindingKind, Severity
from charstudio.domain.indexes import IndexState

Progress = Callable[[str, float], None]
"""Told what is being looked at, and how much of that is done, from 0 to 1; in the thread that works."""


class Checks:
    """The checks of one database. They change nothing. Every method raises ExpectedError where it does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.read() as connection:
            self._live = check_schema.read(connection, database.settings.schema)
        self._catalogue = self._live.catalogue()

    def schema(self) -> list[Finding]:
        """In which ways the tables differ from those that CharStudio needs."""
        findings = check_schema.compare(self._live)
        with self._database.read() as connection:
            report = indexes.survey(connection, self._database.settings.schema).report
        missing = report.in_state(IndexState.MISSING)
        if missing:
            findings.append(
                Finding(
                    Severity.NOTE,
                    FindingKind.MISSING_INDEX,
                    "",
                    "",
                    f"{len(missing)} of CharStudio's own indexes are missing, which a small library does not need.",
                    "A large one is faster with them: charstudio db indexes --create",
                )
            )
        return findings

    def rows(self, progress: Progress) -> list[Finding]:
        """Rows that cannot be right: references to rows that are gone, names twice, negative numbers.

        What the role may not read is left out, and ``schema`` says so.
        """
        findings = [*self._hidden_rows()]
        hidden = {finding.table for finding in findings}
        checks = [
            check
            for check in check_rows.all_checks()
            # A row that the role cannot see is not gone.
            if check.can_run(self._catalogue) and not hidden & {column.table.name for column in check.needs}
        ]
        with inspecting(self._database) as connection:
            for number, check in enumerate(checks):
                progress(f"Looking at {check.column.table.name}.{check.column.name}", number / len(checks))
                finding = check.run(connection)
                if finding is not None:
                    findings.append(finding)
        return findings

    def image_references(self) -> Iterator[ReferencePage]:
        """All references to pictures, page by page; at most one page is held at a time."""
        with inspecting(self._database) as connection:
            yield from image_references.pages(connection, self._catalogue)

    def _hidden_rows(self) -> Iterator[Finding]:
        for table in metadata.sorted_tables:
            if self._live.is_filtered(table):
                yield Finding(
                    Severity.NOTE,
                    FindingKind.NOT_CHECKED,
                    table.name,
                    "",
                    f"Row level security may hide rows of {table.name} from this role.",
                    "What refers to them was not checked; run the check as a role that sees all of them.",
                )
