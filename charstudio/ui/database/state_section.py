"""The section that says where the database stands, and leads it to where it should."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from charstudio.domain.database_state import (
    AdoptionPlan,
    DatabaseState,
    Standing,
    UpgradeFailedError,
    UpgradeReport,
)
from charstudio.domain.errors import ExpectedError
from charstudio.ui.database import words
from charstudio.ui.database.facts import Facts
from charstudio.ui.database.operation import Operation
from charstudio.ui.database.parts import Question, Section, allow, button, label
from charstudio.ui.database.way_back import WayBack
from charstudio.ui.states import IconLabel, error_state, set_level
from charstudio.ui.theme import tokens
from charstudio.ui.work import Work

if TYPE_CHECKING:
    from charstudio.services.attachment import Attachment

_STEPS: Final = {
    Standing.ADOPTABLE: ("Adopt…", "Adopting adds a schema of its own and changes nothing else."),
    Standing.BEHIND: ("Upgrade…", "The upgrade takes a backup first, and runs as a whole or not at all."),
    Standing.EMPTY: ("Make the tables…", "The platform’s tables and CharStudio’s own can be made in it."),
}
"""What leads on from a standing: the words of the button, and what it does."""


class StateSection(Section):
    """``changed`` is sent when the database was adopted or upgraded, ``restore_wanted`` with the path of a backup."""

    changed = Signal()
    standing_known = Signal(object)
    restore_wanted = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__("State")
        self._work = work
        self._attachment: Attachment | None = None
        self._place = ""
        self._state: DatabaseState | None = None
        self.check = button("Check again", "arrows-clockwise")
        self.check.clicked.connect(self.reload)
        self.tools.addWidget(self.check)
        self.step = button("", kind="primary")
        self.step.clicked.connect(self._prepare)
        self.why_not = label(level="caption")
        self.problem, self.remedy = label(level="warning"), label(level="secondary")
        self.facts = Facts()
        self._limits = QWidget()
        self._limits_column = QVBoxLayout(self._limits)
        self._limits_column.setContentsMargins(0, 0, 0, 0)
        self._limits_column.setSpacing(tokens.SPACE_8)
        self.question = Question()
        self.question.confirmed.connect(self._run)
        self.question.asked.connect(self._show_step)
        self.operation = Operation(work)
        self.operation.changed.connect(self._operation_changed)
        self.way_back = WayBack()
        self.way_back.restore_wanted.connect(self.restore_wanted)
        self._lay_out()
        self.retried.connect(self.reload)

    @property
    def state(self) -> DatabaseState | None:
        return self._state

    def use(self, attachment: Attachment, place: str) -> None:
        """Look at this database; ``place`` says where it is."""
        self.operation.drop()
        self.question.close_question()
        self.way_back.hide()
        self._attachment, self._place, self._state = attachment, place, None
        self.badge.show_words("", "secondary")
        self.reload()

    def reload(self) -> None:
        """Read the state again."""
        attachment = self._attachment
        if attachment is None:
            return
        if self._state is None:
            self.stack.show_loading()
        self._work.read(("database", "state"), lambda: _read(attachment), self._show, self._unreadable)

    def dismiss(self) -> bool:
        """Close the question; whether there was one."""
        return self.question.close_question()

    def _lay_out(self) -> None:
        self.below.addWidget(self.way_back)
        trouble = QVBoxLayout()
        trouble.setSpacing(2)
        trouble.addWidget(self.problem)
        trouble.addWidget(self.remedy)
        step = QHBoxLayout()
        step.setSpacing(tokens.SPACE_12)
        step.addWidget(self.step, 0, Qt.AlignmentFlag.AlignLeft)
        step.addWidget(self.why_not, 1, Qt.AlignmentFlag.AlignVCenter)
        self._trouble = QWidget()
        column = QVBoxLayout(self._trouble)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_12)
        column.addLayout(trouble)
        column.addLayout(step)
        for part in (self._trouble, self.question, self.operation, self.facts, self._limits):
            self.body.addWidget(part)

    def _show(self, state: DatabaseState) -> None:
        self._state = state
        word, tone = words.STANDINGS[state.standing]
        self.badge.show_words(word, tone)
        self.facts.show_facts(words.facts(state, self._place))
        self._show_trouble(state, tone)
        self._show_limitations(state)
        self.show_content()
        self.standing_known.emit(state.standing)

    def _show_trouble(self, state: DatabaseState, tone: str) -> None:
        self._trouble.setVisible(bool(state.problem))
        self.problem.setText(state.problem)
        set_level(self.problem, tone)
        step, remedy = _STEPS.get(state.standing, ("", state.remedy))
        self.remedy.setText(remedy)
        self.step.setText(step)
        self._show_step()
        self._allow()

    def _show_step(self) -> None:
        self.step.setVisible(bool(self.step.text()) and self.question.isHidden())

    def _show_limitations(self, state: DatabaseState) -> None:
        while (item := self._limits_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        limitations = words.limitations(state)
        self._limits.setVisible(bool(limitations))
        if limitations:
            self._limits_column.addWidget(label("Switched off", "strong"))
        for what, remedy in limitations:
            self._limits_column.addWidget(_limitation(what, remedy))

    def _unreadable(self, error: ExpectedError) -> None:
        self._state = None
        self.badge.show_words("Not reached", "bad")
        self.show_state(error_state(error))

    def _allow(self) -> None:
        profile = self._attachment.profile if self._attachment is not None else None
        reason = words.read_only_reason(profile) if profile is not None else ""
        if self.operation.running:
            reason = "It is under way."
        allow(self.step, reason)
        # What is under way is seen just below.
        self.why_not.setText(reason)
        self.why_not.setVisible(bool(reason) and not self.operation.running)

    # --- adopting and upgrading -------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        attachment, state = self._attachment, self._state
        if attachment is None or state is None:
            return
        if state.standing is not Standing.ADOPTABLE:
            self._ask_upgrade(state)
            return
        from charstudio.services import upkeep

        self.operation.run("Checking", lambda _: upkeep.plan_adoption(attachment), self._ask_adoption)

    def _ask_adoption(self, plan: AdoptionPlan) -> None:
        added = "\n".join(f"+  {addition}" for addition in plan.additions)
        self.question.ask(
            f'Adopt the database "{plan.state.database}"?',
            f'CharStudio adds\n{added}\nNothing in the schema "{plan.state.schema}" changes.',
            "Adopt",
        )

    def _ask_upgrade(self, state: DatabaseState) -> None:
        if state.standing is Standing.EMPTY:
            self.question.ask(
                f'Make the tables in "{state.database}"?',
                f'The schema "{state.schema}" is empty. The platform’s tables and CharStudio’s own are made in it.',
                "Make the tables",
            )
            return
        self.question.ask(
            f"Upgrade from revision {state.revision} to {state.head}?",
            "A backup is made first. Then the upgrade runs as a whole or not at all, while others go on working.",
            "Back up and upgrade",
        )

    def _run(self) -> None:
        attachment, state = self._attachment, self._state
        if attachment is None or state is None:
            return
        from charstudio.services import upkeep

        self.way_back.hide()
        if state.standing is Standing.ADOPTABLE:
            self.operation.run("Adopting", lambda report: upkeep.adopt(attachment, report), self._adopted)
            return
        self.operation.run(
            "Upgrading",
            lambda report: upkeep.upgrade(attachment, progress=report),
            self._upgraded,
            "Cancelled. The database stands where it stood; a backup that was finished stays.",
            self._show_way_back,
        )

    def _adopted(self, state: DatabaseState) -> None:
        self._show(state)
        self.operation.succeed(f"Adopted, at revision {state.revision}.")
        self.changed.emit()

    def _upgraded(self, report: UpgradeReport) -> None:
        self._show(report.state)
        backup = f" The backup from before is {report.backup.name}." if report.backup is not None else ""
        self.operation.succeed(f"Now at revision {report.state.revision}.{backup}")
        self.changed.emit()

    def _show_way_back(self, error: ExpectedError) -> bool:
        if not isinstance(error, UpgradeFailedError):
            return False
        self.way_back.show_error(error)
        self.way_back.restore.setFocus()
        self.reload()
        self.changed.emit()
        return True

    def _operation_changed(self) -> None:
        self._allow()
        allow(self.check, "It is checked when this has ended." if self.operation.running else "")


def _limitation(what: str, remedy: str) -> QWidget:
    made = QWidget()
    texts = QVBoxLayout()
    texts.setSpacing(2)
    texts.addWidget(label(what))
    texts.addWidget(label(remedy, "secondary"))
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.SPACE_8)
    row.addWidget(IconLabel("prohibit", tokens.ICON, "warning"), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(texts, 1)
    return made


def _read(attachment: Attachment) -> DatabaseState:
    from charstudio.services import upkeep

    return upkeep.state(attachment)
