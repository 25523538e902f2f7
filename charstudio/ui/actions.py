"""What a person can do in the window, apart from the panels: one action for each intent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from charstudio.ui.theme import icons


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An intent: name, words, icon, shortcuts. ``group`` makes it one of several exclusive, checkable ones."""

    name: str
    text: str
    icon: str = ""
    shortcuts: tuple[str, ...] = ()
    checkable: bool = False
    group: str = ""


ACTIONS: Final = (
    ActionSpec("demo_open", "Open the demo library", "sparkle"),
    ActionSpec("library_start", "New library or connection…", "plus", ("Ctrl+N",)),
    ActionSpec("profiles_manage", "Manage libraries…", "sliders-horizontal", ("Ctrl+Shift+L",)),
    ActionSpec("database_show", "Database…", "database", ("Ctrl+D",)),
    ActionSpec("library_reload", "Reload", "arrows-clockwise", ("F5", "Ctrl+R")),
    ActionSpec("search_focus", "Search", "magnifying-glass", ("Ctrl+F", "/")),
    ActionSpec("preview_open", "Open large", "arrows-out", ("Ctrl+Return",)),
    ActionSpec("gallery_show", "Gallery", "squares-four", ("Ctrl+1",)),
    ActionSpec("table_show", "Table", "rows", ("Ctrl+2",)),
    ActionSpec("cards_enlarge", "Larger cards", "magnifying-glass-plus", ("Ctrl++", "Ctrl+=")),
    ActionSpec("cards_reduce", "Smaller cards", "magnifying-glass-minus", ("Ctrl+-",)),
    ActionSpec("side_bar_show", "Side bar", "layout", ("Ctrl+B",), checkable=True),
    ActionSpec("inspector_show", "Inspector", "info", ("Ctrl+I",), checkable=True),
    ActionSpec("theme_system", "Follow the system", group="theme"),
    ActionSpec("theme_light", "Light", group="theme"),
    ActionSpec("theme_dark", "Dark", group="theme"),
    ActionSpec("about_show", "About CharStudio", "info"),
    ActionSpec("program_quit", "Quit", "sign-out", ("Ctrl+Q",)),
)

_MENU: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Library", ("demo_open", "library_start", "profiles_manage", "", "library_reload", "database_show")),
    (
        "View",
        (
            *("gallery_show", "table_show", "cards_enlarge", "cards_reduce", "", "preview_open", "search_focus"),
            *("", "side_bar_show", "inspector_show"),
        ),
    ),
    ("Theme", ("theme_system", "theme_light", "theme_dark")),
    ("Help", ("about_show",)),
)


class Actions:
    """All actions of a window, by name."""

    def __init__(self, window: QWidget, slots: Mapping[str, Callable[[], None]]) -> None:
        """``slots`` says, by name, what each action does when it is triggered; every name must have one."""
        self._actions: dict[str, QAction] = {}
        groups: dict[str, QActionGroup] = {}
        for spec in ACTIONS:
            action = QAction(spec.text, window)
            if spec.icon:
                action.setIcon(icons.icon(spec.icon))
            action.setShortcuts([QKeySequence(shortcut) for shortcut in spec.shortcuts])
            action.setCheckable(spec.checkable or bool(spec.group))
            if spec.group:
                groups.setdefault(spec.group, QActionGroup(window)).addAction(action)
            shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{spec.text.rstrip('…')} ({shortcut})" if shortcut else spec.text)
            action.triggered.connect(lambda _checked=False, run=slots[spec.name]: run())
            window.addAction(action)
            self._actions[spec.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def menu(self, parent: QWidget) -> QMenu:
        """The window's menu."""
        menu = QMenu(parent)
        for title, names in _MENU:
            self._fill(menu.addMenu(title), names)
        menu.addSeparator()
        menu.addAction(self["program_quit"])
        return menu

    def libraries_menu(self, parent: QWidget) -> QMenu:
        """The menu below the library's name."""
        menu = QMenu(parent)
        self._fill(menu, ("demo_open", "library_start", "profiles_manage", "", "library_reload", "database_show"))
        return menu

    def _fill(self, menu: QMenu, names: Sequence[str]) -> None:
        for name in names:
            if name:
                menu.addAction(self[name])
            else:
                menu.addSeparator()
