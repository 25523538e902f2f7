"""What the window brings back after a restart: its place, the panels' sizes, the layout, the last selection."""

from __future__ import annotations

from charstudio.domain.listing import CharacterFilter, CharacterSort, Order
from charstudio.ui.settings import SCHEME, WINDOW_PLACE, Settings
from charstudio.ui.theme.theme import Scheme
from charstudio.ui.window import MainWindow


class WindowMemory:
    """Reads when the window is made, writes when it closes. Unknown or damaged values are passed over."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def scheme(self) -> Scheme:
        name = self._settings.text(SCHEME, Scheme.SYSTEM)
        return Scheme(name) if name in list(Scheme) else Scheme.SYSTEM

    def keep_scheme(self, scheme: Scheme) -> None:
        self._settings.put(SCHEME, scheme.value)

    def restore(self, window: MainWindow) -> None:
        workspace = window.workspace
        for name, apply in (
            (WINDOW_PLACE, window.restoreGeometry),
            ("columns", workspace.columns.restoreState),
            ("middle", workspace.middle.restoreState),
            ("table", workspace.characters.table.restore_columns),
        ):
            state = self._settings.state(name)
            if state is not None:
                apply(state)
        workspace.show_side_bar(self._settings.flag("side bar", True))
        workspace.show_inspector(self._settings.flag("inspector", True))
        workspace.characters.set_layout_name(self._settings.text("layout", "gallery"))
        workspace.characters.set_card_size(self._settings.text("cards", "medium"))
        workspace.inspector.set_tab(self._settings.number("inspector tab", 0))
        order = _order(self._settings.text("order"))
        if order is not None:
            workspace.characters.set_order(order)

    def save(self, window: MainWindow) -> None:
        workspace = window.workspace
        put = self._settings.put
        put(WINDOW_PLACE, window.saveGeometry())
        put("columns", workspace.columns.saveState())
        put("middle", workspace.middle.saveState())
        put("table", workspace.characters.table.save_columns())
        put("side bar", workspace.side_bar_shown)
        put("inspector", workspace.inspector_shown)
        put("layout", workspace.characters.layout_name)
        put("cards", workspace.characters.card_size)
        put("inspector tab", workspace.inspector.tab)
        order = workspace.characters.order
        put("order", f"{order.sort.value} {'down' if order.descending else 'up'}")
        library = workspace.library
        if library is not None:
            self._save_place(library.profile.id, workspace.side_bar.where, workspace.characters.remembered_id())
        self._settings.save()

    def character(self, profile_id: str) -> str | None:
        """The character that was current when the library was left."""
        return self._settings.text(f"{profile_id}/character") or None

    def entry(self, profile_id: str) -> CharacterFilter:
        """The side bar's entry that was chosen when the library was left."""
        name, _, value = self._settings.text(f"{profile_id}/entry").partition(" ")
        entries = {
            "favorite": CharacterFilter(favorite=True),
            "in_library": CharacterFilter(in_library=True),
            "public": CharacterFilter(public=True),
            "attention": CharacterFilter(attention=True),
            "style": CharacterFilter(style=value or None),
            "tag": CharacterFilter(tag=value or None),
            "owner_id": CharacterFilter(owner_id=value or None),
        }
        return entries.get(name, CharacterFilter())

    def _save_place(self, profile_id: str, where: CharacterFilter, character: str | None) -> None:
        entry = ""
        for name in ("favorite", "in_library", "public", "attention"):
            if getattr(where, name):
                entry = name
        for name in ("style", "tag", "owner_id"):
            if getattr(where, name):
                entry = f"{name} {getattr(where, name)}"
        self._settings.put(f"{profile_id}/entry", entry)
        self._settings.put(f"{profile_id}/character", character or "")


def _order(text: str) -> Order | None:
    sort, _, direction = text.partition(" ")
    return Order(CharacterSort(sort), direction == "down") if sort in list(CharacterSort) else None
