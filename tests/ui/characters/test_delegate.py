"""Every state of a card can be painted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from charstudio.domain.listing import Key, Place
from charstudio.domain.records import CharacterRow
from charstudio.domain.vocabulary import GenerationStatus
from charstudio.ui.characters.delegate import CARD_SIZES, CharacterCard
from charstudio.ui.characters.model import CharactersModel
from charstudio.ui.pictures import Picture, PictureKey
from charstudio.ui.theme import tokens
from charstudio.ui.work import Work

MOMENT = datetime.fromisoformat("2026-03-01T12:00:00")
State = QStyle.StateFlag


def character(**fields: object) -> CharacterRow:
    row = CharacterRow(
        "c", "Mira", "ANIME", "COMPLETED", (), "u", "Ada", False, False, False, MOMENT, MOMENT, None, None, 2, 5
    )
    return row._replace(**fields)  # type: ignore[arg-type]


class Shelf(QObject):
    """A provider that answers every question alike."""

    arrived = Signal(object)

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self.answer = picture

    def picture(self, key: PictureKey, owner: str = "") -> Picture:
        return self.answer


class OneRow:
    def __init__(self, row: CharacterRow) -> None:
        self.row = row

    def page(self, place: Place, size: int) -> list[CharacterRow]:
        return [self.row]

    def count(self) -> int:
        return 1

    def anchors(self, step: int) -> list[Key]:
        return []

    def key_of(self, row: CharacterRow) -> Key:
        return "", row.id


Paint = Callable[..., QImage]


@pytest.fixture
def paint(qtbot: QtBot, work: Work) -> Paint:
    def paint(row: CharacterRow, picture: Picture = Picture(), state: QStyle.StateFlag = State.State_Enabled) -> QImage:
        model = CharactersModel(work)
        model.show(OneRow(row))
        qtbot.waitUntil(lambda: model.total == 1)
        image = QImage(160, 240, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, 160, 240)
        option.state = state
        painter = QPainter(image)
        CharacterCard(Shelf(picture)).paint(painter, option, model.index(0, 0))
        painter.end()
        return image

    return paint


@pytest.mark.parametrize("status", [*GenerationStatus, None, "A_NEWER_ONE"])
def test_a_card_without_a_picture_says_why(paint: Paint, status: str | None) -> None:
    assert paint(character(status=status)) != paint(character(status=status, image_text="/a.png"))


def test_a_broken_picture_is_told_from_one_that_is_loading_and_one_that_is_there(paint: Paint) -> None:
    row = character(image_text="/a.png")
    pixmap = QPixmap(64, 64)
    pixmap.fill(Qt.GlobalColor.red)
    drawn = [paint(row, picture) for picture in (Picture(), Picture(broken="No file"), Picture(pixmap=pixmap))]
    assert drawn[0] != drawn[1] != drawn[2]
    assert drawn[2].pixelColor(80, 60).name() == "#ff0000"


def test_flags_style_and_a_missing_name_are_painted(paint: Paint) -> None:
    plain = paint(character())
    for fields in ({"is_favorite": True}, {"is_public": True}, {"style": None}, {"name": None}, {"variants": 9}):
        assert paint(character(**fields)) != plain


def test_the_selected_card_has_the_accent_around_it(paint: Paint) -> None:
    edge = paint(character(), state=State.State_Enabled | State.State_Selected).pixelColor(80, 0)
    assert edge.name().upper() in (tokens.LIGHT.accent, tokens.DARK.accent)
    assert paint(character(), state=State.State_Enabled | State.State_HasFocus) != paint(character())


@pytest.mark.parametrize(
    "name", ["نورا", "🐉🐉🐉🐉🐉🐉🐉🐉🐉🐉🐉🐉🐉🐉🐉🐉", "A name that is far too long for one line of a card", "\n\t"]
)
def test_names_of_any_script_stay_in_their_card(paint: Paint, name: str) -> None:
    assert not paint(character(name=name)).isNull()


def test_the_sizes_of_cards_grow() -> None:
    widths = [metrics.least_width for metrics in CARD_SIZES.values()]
    assert list(CARD_SIZES) == ["small", "medium", "large"]
    assert widths == sorted(widths)
