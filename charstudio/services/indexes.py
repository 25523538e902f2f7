"""The indexes that make a large library fast: which there are, making them, dropping them.

Each method says with ``statements_…`` beforehand what the method without it runs, for administrators who run SQL
themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from charstudio.data import index_plan, indexes
from charstudio.data.database import Database
from charstudio.data.indexes import Survey
from charstudio.domain import cancellation
from charstudio.domain.errors import BadInputError
from charstudio.domain.indexes import HOT_FILLFACTOR, BuildProgress, BuildStep, IndexReport, IndexState, IndexStatus


class Indexes:
    """The indexes of one database. Every method raises ExpectedError where the database does not answer or refuses."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._schema = database.settings.schema

    def report(self) -> IndexReport:
        """How all of them stand."""
        return self._survey().report

    def statements_to_create(self, names: Sequence[str] = ()) -> list[str]:
        """The SQL that ``create`` would run now."""
        survey = self._survey()
        missing = _chosen(survey, names)
        statements = []
        if any(index.trigrams for index in missing) and survey.trigram_schema is None:
            statements.append(indexes.extension_statement(self._schema))
        for index in missing:
            statements += survey.build_statements(index)
        tables = dict.fromkeys(index.table.name for index in missing)
        return [*statements, *(indexes.analyze_statement(self._schema, table) for table in tables)]

    def create(self, progress: BuildProgress, names: Sequence[str] = ()) -> list[str]:
        """Build what is missing, or only what is named; returns the names of what was built.

        The web application goes on reading and writing meanwhile. Where the extension that the search index needs
        cannot be installed, the others are built before RefusedError says so.
        """
        survey = self._survey()
        # The search index comes last: it takes as long as all others together, and may be refused.
        missing = sorted(_chosen(survey, names), key=lambda index: index.trigrams)
        built: list[str] = []
        analyzed: set[str] = set()
        try:
            for number, index in enumerate(missing, 1):
                if index.trigrams and survey.trigram_schema is None:
                    indexes.install_trigrams(self._database)
                    survey = self._survey()
                step = BuildStep(index.name, number, len(missing), "starting")
                progress(step)
                indexes.build(self._database, survey.build_statements(index), step, progress)
                built.append(index.name)
                analyzed.add(index.table.name)
                work = cancellation.current.get()
                if work is not None:
                    work.check()
        finally:
            self._analyze(sorted(analyzed), progress)
        return built

    def statements_to_drop(self, names: Sequence[str] = ()) -> list[str]:
        """The SQL that ``drop`` would run now."""
        return [index_plan.drop_statement(name, self._schema) for name in self._droppable(names)]

    def drop(self, names: Sequence[str] = ()) -> list[str]:
        """Drop all of CharStudio's indexes, or only those named; returns their names."""
        dropped = self._droppable(names)
        indexes.execute(self._database, *(index_plan.drop_statement(name, self._schema) for name in dropped))
        return dropped

    def statements_for_fillfactor(self) -> list[str]:
        """The SQL that ``set_fillfactor`` would run; none where it is set already."""
        already = self.report().fillfactor == HOT_FILLFACTOR
        return [] if already else [indexes.fillfactor_statement(self._schema)]

    def set_fillfactor(self) -> bool:
        """Leave room in the pages of ``users`` for rows that change; whether there was anything to do.

        Rows move to such pages as they change, so the first daily reset after it takes as long as ever.
        """
        statements = self.statements_for_fillfactor()
        indexes.execute(self._database, *statements)
        return bool(statements)

    def _survey(self) -> Survey:
        with self._database.read() as connection:
            return indexes.survey(connection, self._schema)

    def _droppable(self, names: Sequence[str]) -> list[str]:
        there = self._survey().report.in_state(IndexState.PRESENT, IndexState.INVALID, IndexState.OBSOLETE)
        _require_known(names, there)
        return [index.name for index in there if not names or index.name in names]

    def _analyze(self, tables: Sequence[str], progress: BuildProgress) -> None:
        for number, table in enumerate(tables, 1):
            progress(BuildStep(table, number, len(tables), "gathering statistics"))
            indexes.execute(self._database, indexes.analyze_statement(self._schema, table))


def _chosen(survey: Survey, names: Sequence[str]) -> list[index_plan.PlannedIndex]:
    _require_known(names, survey.report.indexes)
    return [index for index in survey.missing() if not names or index.name in names]


def _require_known(names: Sequence[str], known: Sequence[IndexStatus]) -> None:
    unknown = sorted(set(names) - {index.name for index in known})
    if unknown:
        there = ", ".join(index.name for index in known) or "none"
        raise BadInputError(f"There is no index {', '.join(unknown)}.", f"These are known: {there}.")
