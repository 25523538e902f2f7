"""The indexes in the window."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from charstudio.domain.indexes import IndexState
from charstudio.services.attachment import Attachment
from charstudio.services.indexes import Indexes
from charstudio.ui.database.page import DatabasePage
from charstudio.ui.work import Work


def settle(qtbot: QtBot, work: Work) -> None:
    qtbot.waitUntil(lambda: work.is_idle, timeout=30_000)


def test_missing_ones_are_created_after_a_question(
    qtbot: QtBot, work: Work, page: DatabasePage, attachment: Attachment
) -> None:
    page.use(attachment, "local")
    settle(qtbot, work)
    section = page.indexes
    missing = Indexes(attachment.database).report().in_state(IndexState.MISSING)
    assert section.list.lines.rowCount() >= len(missing) > 0
    assert section.list.lines.line(0).values == ("Missing",)
    section.create_missing.click()
    assert str(len(missing)) in section.question.title.text()
    assert Indexes(attachment.database).report().in_state(IndexState.PRESENT) == ()
    section.question.yes.click()
    settle(qtbot, work)
    assert section.operation.outcome.words == f"{len(missing)} indexes are built."
    assert Indexes(attachment.database).report().in_state(IndexState.MISSING) == ()
    assert not section.create_missing.isEnabled()
    assert section.create_missing.toolTip() == "None is missing."
    assert section.list.lines.line(0).values != ("Missing",)
