"""Pixmaps for the window, through the real loader."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from charstudio.domain.images import ImageReference, StoredField
from charstudio.images.base import ImageBase
from charstudio.images.cache import ThumbnailCache
from charstudio.images.loader import Loader
from charstudio.ui import pictures as pictures_module
from charstudio.ui.pictures import FULL_SIDE, Picture, PictureKey, Pictures
from tests.images.pictures import encoded, quadrants, saved

LIMIT = 10_000


def key(name: str, side: int = 32, cover: bool = True) -> PictureKey:
    return PictureKey(ImageReference(f"/{name}.png"), side, side, cover)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    base = tmp_path / "public"
    for name in ("a", "b", "c", "d"):
        saved(base / f"{name}.png", encoded(quadrants()))
    return base


@pytest.fixture
def make_loader(qtbot: QtBot, folder: Path, tmp_path: Path) -> Iterator[Callable[[Pictures], Loader]]:
    made: list[Loader] = []

    def make(pictures: Pictures, base: Path = folder) -> Loader:
        cache = ThumbnailCache(tmp_path / f"cache-{len(made)}")
        loader = Loader(
            ImageBase(folder=base),
            cache,
            lambda field: None,
            lambda job, result: pictures.deliver(loader, job, result),
        )
        made.append(loader)
        return loader

    yield make
    for loader in made:
        loader.close()


@pytest.fixture
def pictures(qtbot: QtBot, make_loader: Callable[[Pictures], Loader]) -> Pictures:
    pictures = Pictures()
    pictures.use(lambda: make_loader(pictures))
    return pictures


@pytest.fixture
def arrivals(pictures: Pictures) -> list[str]:
    """The references whose pictures arrived, in order."""
    arrived: list[str] = []
    pictures.arrived.connect(lambda reference: arrived.append(reference.text))
    return arrived


def fetch(qtbot: QtBot, pictures: Pictures, wanted: PictureKey) -> Picture:
    pictures.picture(wanted)
    qtbot.waitUntil(lambda: pictures.is_idle, timeout=LIMIT)
    return pictures.picture(wanted)


def test_a_picture_is_loading_then_arrives_once(qtbot: QtBot, pictures: Pictures, arrivals: list[str]) -> None:
    assert pictures.picture(key("a")) == Picture()
    assert pictures.picture(key("a")) == Picture()
    assert not pictures.is_idle
    with qtbot.waitSignal(pictures.idle, timeout=LIMIT):
        pass
    found = pictures.picture(key("a"))
    assert found.pixmap is not None
    assert (found.pixmap.width(), found.pixmap.height()) == (32, 32)
    assert pictures.picture(key("a")) is found
    assert arrivals == ["/a.png"]


def test_two_sizes_of_one_picture_are_two_pictures(qtbot: QtBot, pictures: Pictures) -> None:
    small, large = fetch(qtbot, pictures, key("a", 8)), fetch(qtbot, pictures, key("a", 48))
    assert small.pixmap is not None and large.pixmap is not None
    assert (small.pixmap.width(), large.pixmap.width()) == (8, 48)


@pytest.mark.parametrize("cover", [True, False])
def test_the_full_picture_comes_in_its_own_size(qtbot: QtBot, pictures: Pictures, cover: bool) -> None:
    found = fetch(qtbot, pictures, PictureKey(ImageReference("/a.png"), FULL_SIDE, FULL_SIDE, cover))
    assert found.pixmap is not None
    assert (found.pixmap.width(), found.pixmap.height()) == (64, 64)


def test_a_broken_picture_says_why_and_is_not_asked_for_again(
    qtbot: QtBot, pictures: Pictures, folder: Path, arrivals: list[str]
) -> None:
    saved(folder / "damaged.png", b"\x89PNG\r\n\x1a\n and then nothing")
    absent, damaged = fetch(qtbot, pictures, key("absent")), fetch(qtbot, pictures, key("damaged"))
    assert absent.pixmap is damaged.pixmap is None
    assert absent.broken and damaged.broken
    assert absent.broken != damaged.broken
    assert pictures.picture(key("absent")) is absent
    assert pictures.is_idle
    assert sorted(arrivals) == ["/absent.png", "/damaged.png"]


def test_forgetting_loads_anew(qtbot: QtBot, pictures: Pictures, folder: Path) -> None:
    assert fetch(qtbot, pictures, key("late")).broken
    saved(folder / "late.png", encoded(quadrants()))
    pictures.forget()
    assert fetch(qtbot, pictures, key("late")).pixmap is not None


def test_what_is_out_of_sight_is_dropped_and_asked_for_again_when_drawn(
    qtbot: QtBot, pictures: Pictures, arrivals: list[str]
) -> None:
    for name in ("a", "b", "c"):
        pictures.picture(key(name), "gallery")
    pictures.picture(key("d"), "inspector")
    pictures.keep_only({key("b").reference}, "gallery")
    qtbot.waitUntil(lambda: pictures.is_idle, timeout=LIMIT)
    # What had been loaded already may still arrive; what was kept has to.
    assert {"/b.png", "/d.png"} <= set(arrivals)
    assert all(fetch(qtbot, pictures, key(name)).pixmap for name in ("a", "b", "c", "d"))


def test_a_dropped_picture_that_arrives_all_the_same_is_not_kept(qtbot: QtBot, pictures: Pictures) -> None:
    arrived: list[ImageReference] = []
    pictures.arrived.connect(arrived.append)
    pictures.picture(key("a"), "gallery")
    _wait_until_delivered(pictures)
    pictures.keep_only((), "gallery")
    assert pictures.is_idle
    qtbot.wait(0)
    assert arrived == []
    assert pictures.picture(key("a")) == Picture()
    qtbot.waitUntil(lambda: pictures.is_idle, timeout=LIMIT)


def test_pictures_of_the_library_before_do_not_show_in_the_next_one(
    qtbot: QtBot, pictures: Pictures, make_loader: Callable[..., Loader], tmp_path: Path
) -> None:
    other = tmp_path / "other"
    saved(other / "a.png", encoded(quadrants(20, 20)))
    pictures.picture(key("a", FULL_SIDE))
    # The old library's picture is on its way when the next library opens, with a picture of the same name.
    _wait_until_delivered(pictures)
    pictures.use(lambda: make_loader(pictures, other))
    qtbot.wait(0)
    assert pictures.picture(key("a", FULL_SIDE)) == Picture()
    qtbot.waitUntil(lambda: pictures.is_idle, timeout=LIMIT)
    found = pictures.picture(key("a", FULL_SIDE)).pixmap
    assert found is not None
    assert found.width() == 20


def _wait_until_delivered(pictures: Pictures) -> None:
    """Wait without an event loop until the loader has handed over all that was asked for."""
    loader = pictures._loader
    assert loader is not None
    deadline = time.monotonic() + LIMIT / 1000
    while loader._jobs and time.monotonic() < deadline:
        time.sleep(0.001)
    time.sleep(0.02)


def test_without_a_library_every_picture_is_loading(qtbot: QtBot) -> None:
    pictures = Pictures()
    assert pictures.picture(key("a")) == Picture()
    assert pictures.is_idle


def test_no_more_is_kept_than_the_limit(qtbot: QtBot, pictures: Pictures, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures_module, "_KEPT_BYTES", 3 * 64 * 64 * 4)
    for name in ("a", "b", "c"):
        fetch(qtbot, pictures, key(name, 64))
    pictures.picture(key("a", 64))
    fetch(qtbot, pictures, key("d", 64))
    # "b" was drawn longest ago.
    assert [pictures.picture(key(name, 64)).pixmap is not None for name in ("a", "c", "d", "b")] == [
        True,
        True,
        True,
        False,
    ]
    qtbot.waitUntil(lambda: pictures.is_idle, timeout=LIMIT)


def test_a_reference_that_only_the_database_has_whole_is_read_from_there(
    qtbot: QtBot, tmp_path: Path, folder: Path
) -> None:
    whole = f"data:image/png;base64,{base64.b64encode(encoded(quadrants())).decode()}"
    stored = StoredField("characters", "image_url", "1")
    pictures = Pictures()
    asked: list[StoredField] = []

    def read(field: StoredField) -> str:
        asked.append(field)
        return whole

    loader = Loader(
        ImageBase(folder=folder),
        ThumbnailCache(tmp_path / "cache"),
        read,
        lambda job, result: pictures.deliver(loader, job, result),
    )
    pictures.use(lambda: loader)
    try:
        wanted = PictureKey(ImageReference(whole[:40], stored, "1"), 16, 16, True)
        assert fetch(qtbot, pictures, wanted).pixmap is not None
        assert asked == [stored]
    finally:
        loader.close()
