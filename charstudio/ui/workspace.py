"""The panels of one library, joined: what is chosen at the left fills what is at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from charstudio.domain.errors import ExpectedError
from charstudio.domain.facets import Facets
from charstudio.domain.listing import CharacterFilter
from charstudio.domain.records import Character, CharacterRow, ThemeRow, VariantRow
from charstudio.ui.characters.model import CharacterList
from charstudio.ui.characters.view import CharactersPanel
from charstudio.ui.inspector.view import Inspector
from charstudio.ui.pictures import Pictures
from charstudio.ui.sidebar.model import Entry
from charstudio.ui.sidebar.view import SideBar
from charstudio.ui.theme import tokens
from charstudio.ui.themes.model import ThemeEntry
from charstudio.ui.themes.view import ThemesPanel
from charstudio.ui.variants.view import VariantsPanel
from charstudio.ui.work import Work

if TYPE_CHECKING:
    from charstudio.services.library import Library

_Contents = tuple[Character | None, list[ThemeRow], list[VariantRow]]


class Workspace(QWidget):
    """Side bar, characters, themes above variants, inspector.

    ``character_opened`` and ``variant_opened`` carry the row to preview, ``variants_compared`` two rows.
    ``inspector_shows`` tells whether the inspector can be seen, where the window's width has changed that.
    ``settled`` is sent once for each library that is shown, after its list was painted or could not be read: what
    people wait for less than for the list starts then.
    """

    character_opened = Signal(int)
    variant_opened = Signal(int)
    variants_compared = Signal(int, int)
    selection_described = Signal(str)
    reload_wanted = Signal()
    inspector_shows = Signal(bool)
    settled = Signal()

    def __init__(self, work: Work, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._library: Library | None = None
        self._shown_id: str | None = None
        self._variants: Sequence[VariantRow] = ()
        self._words: tuple[str, ...] = ()
        self._inspector_wanted = True
        self._inspector_over = False
        self._narrow = False
        self.side_bar = SideBar()
        self.characters = CharactersPanel(work, pictures)
        self.themes = ThemesPanel()
        self.variants = VariantsPanel(pictures)
        self.inspector = Inspector(pictures)
        self.inspector.setProperty("edge", "left")
        self.middle = QSplitter(Qt.Orientation.Vertical)
        self.middle.addWidget(self.themes)
        self.middle.addWidget(self.variants)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        for panel in (self.side_bar, self.characters, self.middle, self.inspector):
            self.columns.addWidget(panel)
        self._unsettled = False
        # Events that are posted, such as a paint, come before a timer of no length.
        self._settling = _afterwards(self, self._settle)
        self._reading = _afterwards(self, self._read_contents)
        self._lay_out()
        self._connect()

    # --- library ----------------------------------------------------------------------------------------------------

    def use(self, library: Library | None, keep: str | None = None, where: CharacterFilter | None = None) -> None:
        """Show a library, with the character ``keep`` current and the entry of ``where`` chosen; None shows nothing."""
        self._library = library
        self._shown_id = None
        self._unsettled = False
        self._settling.stop()
        self.side_bar.show_facets(None)
        self._show_contents_of(None)
        if library is None:
            self.characters.use(None)
            return
        service = library.characters
        self.characters.use(lambda where, order: CharacterList(service, where, order))
        self._unsettled = True
        if where is not None:
            self.side_bar.choose(where)
        self.characters.show_characters(self._filter(), keep)

    @property
    def library(self) -> Library | None:
        return self._library

    def reload(self) -> None:
        """Read everything anew; what is chosen stays chosen."""
        self._shown_id = None
        self.characters.reload()
        self._read_facets()

    def search(self, words: str) -> None:
        """Show the characters with all these words, within the entry that is chosen."""
        found = tuple(words.split())
        if found != self._words:
            self._words = found
            if self._library is not None:
                self.characters.show_characters(self._filter())

    def show_everything(self) -> None:
        """Drop the search and go back to all characters."""
        self._words = ()
        if self.side_bar.where.is_empty:
            self.characters.show_characters(self._filter())
        else:
            self.side_bar.choose(CharacterFilter())

    def _filter(self) -> CharacterFilter:
        return replace(self.side_bar.where, words=self._words)

    def _list_answered(self) -> None:
        if self._unsettled:
            self._unsettled = False
            self._settling.start()

    def _settle(self) -> None:
        self._read_facets()
        self.settled.emit()

    def _read_facets(self) -> None:
        library = self._library
        if library is not None:
            self._work.read("facets", library.facets, self._show_facets, self._facets_failed)

    def _show_facets(self, facets: Facets) -> None:
        self.side_bar.show_facets(facets)
        self._show_title()

    def _facets_failed(self, error: ExpectedError) -> None:
        self.selection_described.emit(error.what)

    # --- folding ----------------------------------------------------------------------------------------------------

    @property
    def side_bar_shown(self) -> bool:
        return not self.side_bar.isHidden()

    @property
    def inspector_shown(self) -> bool:
        return self._inspector_wanted

    def show_side_bar(self, shown: bool) -> None:
        self.side_bar.setVisible(shown)

    def show_inspector(self, shown: bool) -> None:
        """Unfold or fold the inspector. In a narrow window it lies over the panels, and starts folded."""
        if self._narrow:
            self._inspector_over = shown
        else:
            self._inspector_wanted = shown
        self._place_inspector()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() < tokens.OVERLAY_BELOW_WIDTH) != self._narrow:
            self._narrow = not self._narrow
            self._inspector_over = False
            self.inspector_shows.emit(not self._narrow and self._inspector_wanted)
        self._place_inspector()

    def _place_inspector(self) -> None:
        inspector = self.inspector
        if not self._narrow:
            if inspector.parent() is not self.columns:
                self.columns.addWidget(inspector)
                self.columns.setStretchFactor(3, 1)
            inspector.setVisible(self._inspector_wanted)
            return
        if inspector.parent() is not self:
            inspector.setParent(self)
        inspector.setGeometry(self.width() - tokens.INSPECTOR_WIDTH, 0, tokens.INSPECTOR_WIDTH, self.height())
        inspector.setVisible(self._inspector_over)
        inspector.raise_()

    # --- links ------------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.side_bar.chosen.connect(self._entry_chosen)
        self.characters.model.arrived.connect(self._list_answered)
        self.characters.model.failed.connect(self._list_answered)
        self.characters.current_changed.connect(self._character_changed)
        self.characters.selection_changed.connect(self._describe_selection)
        self.characters.opened.connect(self.character_opened)
        self.characters.reload_wanted.connect(self.reload_wanted)
        self.themes.chosen.connect(self._theme_chosen)
        self.themes.reload_wanted.connect(self.reload_wanted)
        self.variants.current_changed.connect(self._variant_changed)
        self.variants.opened.connect(self.variant_opened)
        self.variants.compared.connect(self.variants_compared)
        self.variants.reload_wanted.connect(self.reload_wanted)
        self.inspector.opened.connect(self._open_shown)
        self.inspector.reload_wanted.connect(self.reload_wanted)

    def _show_title(self) -> None:
        self.characters.set_title("Characters" if self.side_bar.where.is_empty else self.side_bar.title)

    def _entry_chosen(self, entry: Entry) -> None:
        self._show_title()
        if self._library is not None:
            self.characters.show_characters(self._filter())

    def _character_changed(self, row: CharacterRow | None) -> None:
        if row is not None and row.id == self._shown_id:
            return
        self._show_contents_of(row)

    def _show_contents_of(self, row: CharacterRow | None) -> None:
        self._shown_id = row.id if row else None
        library = self._library
        if row is None or library is None:
            self._reading.stop()
            self._work.cancel("contents")
            self._variants = ()
            self.themes.show_nothing()
            self.variants.show_nothing()
            self.inspector.show_character(None)
            return
        self.themes.show_loading()
        self._reading.start()

    def _read_contents(self) -> None:
        library, identity = self._library, self._shown_id
        if library is None or identity is None:
            return

        def read() -> _Contents:
            return (
                library.characters.get(identity),
                library.themes.of_character(identity),
                library.themes.variants(identity),
            )

        self._work.read("contents", read, self._show_contents, self._contents_failed)

    def _show_contents(self, contents: _Contents) -> None:
        character, themes, self._variants = contents
        self.inspector.show_character(character)
        chosen = self.themes.current()
        self.themes.show_themes(themes, chosen.theme_id if chosen else None)

    def _contents_failed(self, error: ExpectedError) -> None:
        self._shown_id = None
        for panel in (self.themes, self.variants, self.inspector):
            panel.show_error(error)

    def _theme_chosen(self, entry: ThemeEntry | None) -> None:
        if entry is None:
            self.variants.show_nothing()
        elif entry.theme_id is None:
            self.variants.show_variants(self._variants, None)
        else:
            chosen = [row for row in self._variants if row.theme_id == entry.theme_id]
            self.variants.show_variants(chosen, entry.name)

    def _variant_changed(self, row: VariantRow | None) -> None:
        library = self._library
        if row is None or library is None:
            self._work.cancel("variant")
            self.inspector.show_variant(None)
            return
        identity = row.id
        self._work.read(
            "variant", lambda: library.themes.variant(identity), self.inspector.show_variant, self.inspector.show_error
        )

    def _open_shown(self) -> None:
        if self.variants.current() is not None:
            self.variants.open_selected()
        elif self.characters.selection.currentIndex().isValid():
            self.character_opened.emit(self.characters.selection.currentIndex().row())

    def _describe_selection(self, selected: int) -> None:
        self.selection_described.emit(f"{selected} selected" if selected > 1 else "")

    def _lay_out(self) -> None:
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(1)
        self.middle.setChildrenCollapsible(False)
        self.middle.setHandleWidth(1)
        self.side_bar.setMinimumWidth(160)
        self.characters.setMinimumWidth(340)
        self.middle.setMinimumWidth(240)
        self.inspector.setMinimumWidth(260)
        self.columns.setSizes(
            [tokens.SIDE_BAR_WIDTH, tokens.CHARACTERS_WIDTH, tokens.MIDDLE_WIDTH, tokens.INSPECTOR_WIDTH]
        )
        # A wider window gives its space to the pictures.
        for position, stretch in enumerate((0, 3, 2, 1)):
            self.columns.setStretchFactor(position, stretch)
        self.middle.setSizes([240, 560])
        self.middle.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.columns)


def _afterwards(parent: QWidget, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(0)
    timer.timeout.connect(slot)
    return timer
