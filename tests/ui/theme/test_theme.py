"""Light and dark at run time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from charstudio.ui.theme import tokens
from charstudio.ui.theme.theme import Scheme, Theme, color, colors, font


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, Scheme.LIGHT)
    yield theme
    theme.choose(Scheme.LIGHT)
    theme.deleteLater()


def test_a_choice_changes_palette_and_style_sheet_and_says_so(qtbot: QtBot, theme: Theme, qapp: QApplication) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.choose(Scheme.DARK)
    assert colors() is tokens.DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == tokens.DARK.window
    assert tokens.DARK.accent in qapp.styleSheet()
    assert tokens.LIGHT.accent not in qapp.styleSheet()
    with qtbot.waitSignal(theme.changed):
        theme.choose(Scheme.LIGHT)
    assert colors() is tokens.LIGHT
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == tokens.LIGHT.window


def test_the_same_choice_again_changes_nothing(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose(Scheme.LIGHT)


def test_the_system_decides_where_nobody_chose(theme: Theme) -> None:
    theme.choose(Scheme.DARK)
    theme.choose(Scheme.SYSTEM)
    assert theme.scheme is Scheme.SYSTEM
    assert colors() in (tokens.LIGHT, tokens.DARK)


def test_a_token_becomes_a_color_with_transparency() -> None:
    assert color("#102030").getRgb() == (16, 32, 48, 255)
    assert color("#102030", 0.5).alpha() == 128


def test_fonts_are_measured_in_pixels(qtbot: QtBot) -> None:
    assert font(tokens.TYPE_PAGE, tokens.WEIGHT_STRONG).pixelSize() == tokens.TYPE_PAGE
    assert font(tokens.TYPE_PAGE, tokens.WEIGHT_STRONG).weight() == tokens.WEIGHT_STRONG
