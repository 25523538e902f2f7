"""Draws the real window, with its data loaded, into a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QObject, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from charstudio.domain.errors import BadInputError, ExpectedError, OfflineError, RefusedError
from charstudio.domain.listing import CharacterFilter
from charstudio.ui.app import CharStudio
from charstudio.ui.launch import Start, make_application
from charstudio.ui.theme.theme import color, colors
from charstudio.ui.workspace import Workspace

_LOOK_MS: Final = 75
_QUIET_LOOKS: Final = 7
_LIMIT_MS: Final = 120_000

Step = Callable[[CharStudio], None]


@dataclass(frozen=True, slots=True)
class Shot:
    """``page`` names what to draw; width and height are device-independent pixels."""

    file: Path
    page: str
    width: int
    height: int


def draw(start: Start, shot: Shot) -> None:
    """Draw the window as ``shot`` says. Raises ExpectedError where it cannot be loaded or the file not be written."""
    if shot.file.suffix.lower() != ".png":
        raise BadInputError(f"{shot.file.name} is no PNG file.", "Let the name end in .png.")
    application = make_application()
    program = CharStudio(application, replace(start, welcome=shot.page == "welcome"))
    photographer = _Photographer(application, program, shot)
    photographer.begin()
    application.exec()
    program.close()
    if photographer.error is not None:
        raise photographer.error


class _Photographer(QObject):
    """Leads the window to the page step by step, each time once nothing is under way any more, then draws."""

    def __init__(self, application: QApplication, program: CharStudio, shot: Shot) -> None:
        super().__init__(program)
        self._application = application
        self._program = program
        self._shot = shot
        self._steps = list(_PAGES[shot.page])
        self._quiet = 0
        self.error: ExpectedError | None = None
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(_LIMIT_MS)
        self._limit.timeout.connect(self._give_up)

    def begin(self) -> None:
        window = self._program.window
        window.resize(self._shot.width, self._shot.height)
        self._program.failed.connect(self._end)
        self._program.show()
        self._looking.start()
        self._limit.start()

    def _look(self) -> None:
        busy = not (self._program.work.is_idle and self._program.pictures.is_idle and self._program.ready)
        # Several times in a row: between a result and the request that follows from it there is a moment of rest.
        self._quiet = 0 if busy else self._quiet + 1
        if self._quiet < _QUIET_LOOKS:
            return
        self._quiet = 0
        if self._steps:
            self._steps.pop(0)(self._program)
            return
        self._end(None if _grab(self._program.window).save(str(self._shot.file)) else _unwritable(self._shot.file))

    def _give_up(self) -> None:
        self._end(
            OfflineError("The window's data did not arrive within two minutes.", "Check the database, then try again.")
        )

    def _end(self, error: ExpectedError | None) -> None:
        self.error = error
        self._looking.stop()
        self._limit.stop()
        self._application.quit()


def _grab(window: QWidget) -> QPixmap:
    """The window, and the dialogs over it in its middle, with a line for the frame that a desktop gives them."""
    picture = window.grab()
    painter = QPainter(picture)
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            place = dialog.rect()
            place.moveCenter(window.rect().center())
            painter.fillRect(window.rect(), color(colors().text if not colors().dark else colors().window, 0.35))
            painter.drawPixmap(place.topLeft(), dialog.grab())
            painter.setPen(color(colors().line))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
    painter.end()
    return picture


def _unwritable(file: Path) -> RefusedError:
    return RefusedError(f"{file} could not be written.", "Check that the folder exists and may be written.")


def _layout(name: str) -> Step:
    return lambda program: program.window.workspace.characters.set_layout_name(name)


def _tab(number: int) -> Step:
    return lambda program: program.window.workspace.inspector.set_tab(number)


def _choose_variant(program: CharStudio) -> None:
    _variants(program.window.workspace, 1)


def _choose_two_variants(program: CharStudio) -> None:
    _variants(program.window.workspace, 2)


def _variants(workspace: Workspace, number: int) -> None:
    model = workspace.variants.model
    for row in range(min(number, model.rowCount())):
        flags = QItemSelectionModel.SelectionFlag
        workspace.variants.grid.selectionModel().setCurrentIndex(model.index(row), flags.Select)


def _open_character(program: CharStudio) -> None:
    program.window.workspace.character_opened.emit(program.window.workspace.characters.selection.currentIndex().row())


def _open_variants(program: CharStudio) -> None:
    program.window.workspace.variants.open_selected()


def _attention(program: CharStudio) -> None:
    program.window.workspace.side_bar.choose(CharacterFilter(attention=True))


def _search_in_vain(program: CharStudio) -> None:
    program.window.top_bar.search.setText("xylophone orchestra")
    program.window.workspace.search("xylophone orchestra")


def _profiles(program: CharStudio) -> None:
    program.libraries.manage()


def _database(program: CharStudio) -> None:
    program.database.show()


_PAGES: Final[dict[str, tuple[Step, ...]]] = {
    "gallery": (),
    "table": (_layout("table"),),
    "variant": (_choose_variant,),
    "attributes": (_tab(1),),
    "metadata": (_tab(2),),
    "preview": (_open_character,),
    "compare": (_choose_two_variants, _open_variants),
    "welcome": (),
    "attention": (_attention,),
    "nothing-found": (_search_in_vain,),
    "database": (_database,),
    "profiles": (_profiles,),
}
