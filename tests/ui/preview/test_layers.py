from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QSize
from pytestqt.qtbot import QtBot

from charstudio.domain.images import ImageReference
from charstudio.ui.pictures import FULL_SIDE
from charstudio.ui.preview.geometry import Size
from charstudio.ui.preview.layers import PAUSE_MS, THUMBNAIL_SIDE, Layers
from tests.ui.preview.conftest import Shelf

BOX = QSize(400, 400)


def ref(name: str) -> ImageReference:
    return ImageReference(name)


@pytest.fixture
def layers(shelf: Shelf) -> Iterator[Layers]:
    parent = QObject()
    yield Layers(shelf, parent)
    parent.deleteLater()


def widths(shelf: Shelf) -> list[int]:
    return [key.width for key in shelf.asked]


def test_the_size_of_the_viewport_and_a_thumbnail_come_first_the_full_size_after_a_while(
    layers: Layers, shelf: Shelf, qtbot: QtBot
) -> None:
    layers.show(ref("a"), ref("a-small"), BOX)
    assert widths(shelf) == [400, THUMBNAIL_SIDE]
    shelf.deliver()
    assert shelf.asked == []
    qtbot.waitUntil(lambda: widths(shelf) == [FULL_SIDE])
    shelf.deliver()
    assert layers.natural == Size(768, 1024)


def test_the_full_size_is_not_asked_for_where_the_picture_is_smaller_than_the_viewport(
    layers: Layers, shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.sizes["a"] = (200, 100)
    layers.show(ref("a"), None, BOX)
    shelf.deliver()
    qtbot.wait(300)
    assert shelf.asked == []
    assert layers.natural == Size(200, 100)


def test_the_layer_nearest_above_the_drawn_size_is_drawn(layers: Layers, shelf: Shelf) -> None:
    layers.show(ref("a"), ref("a-small"), BOX)
    shelf.deliver()
    layers.want_full()
    shelf.deliver()
    drawn = {wanted: pixmap.width() for wanted in (100, 300, 301.0, 700, 5000) if (pixmap := layers.best(wanted))}
    assert drawn == {100: 240, 300: 300, 301.0: 300, 700: 768, 5000: 768}


def test_large_pictures_are_asked_for_in_halves(layers: Layers, shelf: Shelf) -> None:
    shelf.sizes["a"] = (4096, 4096)
    layers.show(ref("a"), None, BOX)
    shelf.deliver()
    layers.want_full()
    shelf.deliver()
    layers.want_width(900)
    assert widths(shelf) == [1024]


def test_a_fast_walk_leaves_one_picture_behind_and_ends_with_the_last(
    layers: Layers, shelf: Shelf, qtbot: QtBot
) -> None:
    for number in range(50):
        layers.show(ref(f"p{number}"), ref(f"t{number}"), BOX)
    assert sorted(shelf.names()) == ["p0", "t0"]
    shelf.deliver("p0")
    shelf.deliver("t0")
    assert shelf.names() == ["p49", "t49"]


def test_a_walk_that_pauses_asks_though_the_one_before_is_still_loading(
    layers: Layers, shelf: Shelf, qtbot: QtBot
) -> None:
    layers.show(ref("slow"), None, BOX)
    layers.show(ref("b"), None, BOX)
    assert shelf.names() == ["slow"]
    qtbot.waitUntil(lambda: "b" in shelf.names(), timeout=PAUSE_MS * 10)


def test_neighbours_are_fetched_after_the_picture_and_shown_at_once(layers: Layers, shelf: Shelf) -> None:
    layers.show(ref("a"), None, BOX)
    layers.prefetch((ref("next"), None, ref("previous")))
    assert shelf.names() == ["a"]
    shelf.deliver("a")
    assert shelf.names() == ["next", "previous"]
    shelf.deliver("next")
    layers.show(ref("next"), None, BOX)
    assert layers.best(0) is not None
    assert shelf.names() == ["previous"]


def test_a_broken_picture_says_why_and_its_thumbnail_stays(layers: Layers, shelf: Shelf) -> None:
    shelf.broken["a"] = "Not found"
    layers.show(ref("a"), ref("a-small"), BOX)
    shelf.deliver()
    assert layers.broken == "Not found"
    assert layers.best(0) is not None


def test_a_thumbnail_alone_is_the_picture(layers: Layers, shelf: Shelf) -> None:
    layers.show(None, ref("small"), BOX)
    shelf.deliver()
    assert layers.reference == ref("small")
    assert layers.best(0) is not None


def test_a_picture_that_was_left_does_not_come_back(layers: Layers, shelf: Shelf) -> None:
    layers.show(ref("a"), None, BOX)
    layers.show(None, None, BOX)
    shelf.deliver()
    assert layers.best(0) is None
    assert layers.natural is None
