"""Icons in the colours in force."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from charstudio.ui.theme import icons, tokens
from charstudio.ui.theme.theme import Scheme, Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, Scheme.LIGHT)
    yield theme
    theme.choose(Scheme.LIGHT)
    theme.deleteLater()


def inks(image: QImage) -> set[str]:
    """The colours of the pixels that are wholly covered."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}


def drawn(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off) -> set[str]:
    return inks(icon.pixmap(QSize(48, 48), 1.0, mode, state).toImage())


def test_an_icon_follows_scheme_mode_and_state(theme: Theme) -> None:
    icon = icons.icon("heart-fill")
    assert drawn(icon) == {tokens.LIGHT.secondary}
    assert drawn(icon, state=QIcon.State.On) == {tokens.LIGHT.accent}
    assert drawn(icon, QIcon.Mode.Disabled) == {tokens.LIGHT.disabled}
    assert drawn(icons.icon("heart-fill", "bad")) == {tokens.LIGHT.bad}
    theme.choose(Scheme.DARK)
    assert drawn(icon) == {tokens.DARK.secondary}


def test_an_icon_is_painted_in_the_middle_and_in_its_size(qtbot: QtBot) -> None:
    image = QImage(64, 64, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    icons.paint(painter, QRect(0, 0, 64, 64), "square-fill", tokens.LIGHT.text, 32)
    painter.end()
    covered = [(x, y) for x in range(64) for y in range(64) if image.pixelColor(x, y).alpha() > 128]
    for axis in (0, 1):
        places = [point[axis] for point in covered]
        assert 16 <= min(places) < max(places) < 48
        assert abs(min(places) + max(places) - 63) <= 3


def test_a_name_that_does_not_exist_is_an_error(qtbot: QtBot) -> None:
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    try:
        with pytest.raises(KeyError):
            icons.paint(painter, QRect(0, 0, 8, 8), "no-such-icon", tokens.LIGHT.text)
    finally:
        painter.restore()
        painter.end()
