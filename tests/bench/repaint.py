"""The table of characters, painted again."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication

from charstudio.domain.listing import CharacterFilter, Order
from charstudio.ui.characters.model import CharacterList, CharactersModel
from charstudio.ui.characters.table import CharactersTable
from charstudio.ui.launch import make_application
from charstudio.ui.paging.model import ALIGNMENT_ROLE, DISPLAY_ROLE
from charstudio.ui.theme.theme import Scheme, Theme
from charstudio.ui.work import Work
from tests.bench.ground import Ground
from tests.bench.registry import register
from tests.bench.timing import Medians, by_turns, timed

_REPAINTS = 200
_SIZE = 1920, 1080


@register("repaint", "the full table of characters, against the same view on a C++ QStandardItemModel", 2.0)
def repaint(ground: Ground) -> Medians:
    application = QApplication.instance() or make_application()
    assert isinstance(application, QApplication)
    theme = Theme(application, Scheme.LIGHT)
    work = Work()
    try:
        model = CharactersModel(work)
        model.show(CharacterList(ground.library.characters, CharacterFilter(), Order()))
        while not (model.counted and work.is_idle):
            application.processEvents()
        views = _table(_copy(model, application)), _table(model)
        for view in views:
            view.show()
        application.processEvents()
        baseline, subject = (view.viewport().repaint for view in views)
        return by_turns(timed(baseline), timed(subject), ground.repeats(_REPAINTS))
    finally:
        work.close()
        del theme


def _table(model: QAbstractItemModel) -> CharactersTable:
    table = CharactersTable()
    table.setModel(model)
    table.size_columns()
    table.resize(*_SIZE)
    return table


def _copy(model: CharactersModel, parent: QApplication) -> QStandardItemModel:
    """The rows that ``model`` holds, with the same texts and alignment."""
    rows = [row for row in range(model.rowCount()) if model.record(row) is not None]
    copy = QStandardItemModel(len(rows), model.columnCount(), parent)
    for row in rows:
        for column in range(model.columnCount()):
            index = model.index(row, column)
            item = QStandardItem(model.data(index, DISPLAY_ROLE))
            item.setData(model.data(index, ALIGNMENT_ROLE), ALIGNMENT_ROLE)
            copy.setItem(row, column, item)
    return copy
