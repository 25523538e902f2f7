"""The section about the indexes that keep a large library fast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QAbstractItemView

from charstudio.domain.errors import ExpectedError
from charstudio.domain.indexes import BuildStep, IndexReport, IndexState, IndexStatus
from charstudio.ui.database import words
from charstudio.ui.database.lines import Line, LinesList
from charstudio.ui.database.operation import Operation, Report
from charstudio.ui.database.parts import Question, Section, allow, button, label
from charstudio.ui.states import error_state
from charstudio.ui.text import counted
from charstudio.ui.work import Work

if TYPE_CHECKING:
    from charstudio.services.attachment import Attachment

_PURPOSE: Final = (
    "They keep search and sorting fast at a million rows, and survive the web application’s own migrations."
)
_LOOKS: Final = {
    IndexState.PRESENT: ("check-circle-fill", "good", ""),
    IndexState.MISSING: ("circle-dashed", "secondary", "Missing"),
    IndexState.INVALID: ("warning-circle-fill", "warning", "Unfinished"),
    IndexState.BUILDING: ("hourglass", "accent", "Being built"),
    IndexState.UNAVAILABLE: ("prohibit", "warning", "Not possible"),
    IndexState.OBSOLETE: ("warning-circle", "secondary", "Obsolete"),
}
_TO_BUILD: Final = (IndexState.MISSING, IndexState.INVALID)


class IndexSection(Section):
    def __init__(self, work: Work) -> None:
        super().__init__("Indexes")
        self._work = work
        self._attachment: Attachment | None = None
        self._report: IndexReport | None = None
        self.create_missing = button("Create missing…", "plus-circle")
        self.create_missing.clicked.connect(self._ask)
        self.tools.addWidget(self.create_missing)
        self.question = Question()
        self.question.confirmed.connect(self._create)
        self.operation = Operation(work)
        self.operation.changed.connect(self._operation_changed)
        self.list = LinesList("Indexes", most=16)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.below.addWidget(label(_PURPOSE, "secondary"))
        self.below.addWidget(self.question)
        self.below.addWidget(self.operation)
        self.body.addWidget(self.list)
        self.retried.connect(self.reload)
        self._allow()

    def use(self, attachment: Attachment) -> None:
        self.operation.drop()
        self.question.close_question()
        self._attachment, self._report = attachment, None
        self.addition.setText("")
        self._allow()
        self.reload()

    def reload(self) -> None:
        """Look for the indexes again."""
        attachment = self._attachment
        if attachment is None:
            return
        if self._report is None:
            self.stack.show_loading()
        self._work.read(("database", "indexes"), lambda: _read(attachment), self._show, self._unreadable)

    def dismiss(self) -> bool:
        """Close the question; whether there was one."""
        return self.question.close_question()

    def _show(self, report: IndexReport) -> None:
        self._report = report
        self.addition.setText(words.index_summary(report))
        self.list.show_lines([_line(index) for index in report.indexes])
        self.show_content()
        self._allow()

    def _unreadable(self, error: ExpectedError) -> None:
        self._report = None
        self.addition.setText("")
        self.show_state(error_state(error))
        self._allow()

    def _missing(self) -> tuple[IndexStatus, ...]:
        return self._report.in_state(*_TO_BUILD) if self._report is not None else ()

    def _allow(self) -> None:
        allow(self.create_missing, self._reason(), "Build the indexes that are missing, while others go on working")

    def _reason(self) -> str:
        if self._attachment is None or self._report is None:
            return "The indexes are not known yet."
        if self.operation.running:
            return "They are being built."
        if not self._missing():
            impossible = self._report.in_state(IndexState.UNAVAILABLE)
            return impossible[0].note if impossible else "None is missing."
        return words.read_only_reason(self._attachment.profile)

    def _ask(self) -> None:
        missing = self._missing()
        self.question.ask(
            f"Create {counted(len(missing), 'index', 'indexes')}?",
            "Everybody goes on reading and writing meanwhile. At a million characters it takes about a minute and "
            "half a gigabyte; what is built stays if you cancel.",
            "Create",
        )

    def _create(self) -> None:
        attachment = self._attachment
        if attachment is None:
            return

        def work(report: Report) -> list[str]:
            from charstudio.services.indexes import Indexes

            def tell(step: BuildStep) -> None:
                report(words.build_step(step), words.build_fraction(step))

            return Indexes(attachment.database).create(tell)

        self.operation.run("Creating indexes", work, self._created, "Cancelled. What was built before stays.")

    def _created(self, built: list[str]) -> None:
        self.operation.succeed(f"{counted(len(built), 'index is', 'indexes are')} built.")

    def _operation_changed(self) -> None:
        self._allow()
        if not self.operation.running:
            # Also after a failure: some may have been built before it.
            self.reload()


def _line(index: IndexStatus) -> Line:
    icon, tone, word = _LOOKS[index.state]
    purpose = index.purpose[:1].upper() + index.purpose[1:]
    # What stands in brackets is for those who ask.
    title = purpose.partition(" (")[0]
    value = words.size(index.size) if index.state is IndexState.PRESENT else word
    tip = f"{purpose}\n{index.name} on {index.table}" + (f"\n{index.note}" if index.note else "")
    return Line(icon, tone, title, index.table.replace("_", " "), values=(value,), tip=tip)


def _read(attachment: Attachment) -> IndexReport:
    from charstudio.services.indexes import Indexes

    return Indexes(attachment.database).report()
