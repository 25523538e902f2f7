"""The look has one home: what no module outside charstudio/ui/theme does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import charstudio.ui
from charstudio.ui.theme import icons

UI = Path(charstudio.ui.__file__).parent
MODULES = sorted(path for path in UI.rglob("*.py") if UI / "theme" not in path.parents)

_COLOR = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}\b")
_OUTLINE = UI / "window.py"
"""Its outline is on screen before the theme is imported, and takes its colours from the tokens."""
_APPLICATION = "application.setStyleSheet"
"""Takes the application's one sheet off while the window is filled, and puts it on again."""


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call, with the name of what is called: ``icons.paint`` or ``State``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).removeprefix("self."), node


def texts(node: ast.AST) -> set[str]:
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def icon_positions() -> dict[str, int]:
    """Functions and classes of the window that take an icon's name: the place of that parameter in a call."""
    found = {"icons.icon": 0, "icons.paint": 2}
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                own = [part.target.id for part in node.body if _is_field(part)]  # type: ignore[attr-defined]
                made = [part for part in node.body if isinstance(part, ast.FunctionDef) and part.name == "__init__"]
                names = [argument.arg for argument in made[0].args.args[1:]] if made else own
            elif isinstance(node, ast.FunctionDef) and node.name != "__init__":
                arguments = [*node.args.args, *node.args.kwonlyargs]
                names = [argument.arg for argument in arguments if argument.arg != "self"]
            else:
                continue
            if "icon" in names:
                found[node.name] = names.index("icon")
    return found


def _is_field(node: ast.stmt) -> bool:
    return isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)


def icon_names(path: Path, positions: dict[str, int]) -> set[str]:
    found: set[str] = set()
    for name, call in calls(ast.parse(path.read_text("utf-8"))):
        position = positions.get(name, positions.get(name.rpartition(".")[2]) if "icons." not in name else None)
        if position is None:
            continue
        if position < len(call.args) and not isinstance(call.args[position], ast.JoinedStr):
            found |= texts(call.args[position])
        for keyword in call.keywords:
            if keyword.arg == "icon":
                found |= texts(keyword.value)
    return found - {""}


def test_the_search_for_icons_finds_them() -> None:
    positions = icon_positions()
    assert {"State", "Entry", "ActionSpec", "paint_entry"} <= set(positions)
    found = set().union(*(icon_names(path, positions) for path in MODULES))
    assert {"heart", "magnifying-glass", "folder-simple", "arrow-left"} <= found
    assert len(found) > 40


def test_every_icon_exists() -> None:
    positions = icon_positions()
    unknown = {path.name: icon_names(path, positions) - icons.names() for path in MODULES}
    assert {name: missing for name, missing in unknown.items() if missing} == {}


def test_no_module_names_a_color() -> None:
    named = {
        path.name: {text for text in texts(ast.parse(path.read_text("utf-8"))) if _COLOR.fullmatch(text)}
        for path in MODULES
    }
    assert {name: colors for name, colors in named.items() if colors} == {}


def test_no_widget_has_a_style_sheet_of_its_own() -> None:
    for path in MODULES:
        styled = {name for name, _ in calls(ast.parse(path.read_text("utf-8"))) if name.endswith(".setStyleSheet")}
        allowed = {_APPLICATION} | ({"area.setStyleSheet"} if path == _OUTLINE else set())
        assert styled <= allowed, path.name
