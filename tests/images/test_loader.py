from __future__ import annotations

import base64
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from charstudio.domain.errors import OfflineError
from charstudio.domain.images import ImageReference, StoredField
from charstudio.images.base import ImageBase
from charstudio.images.cache import ThumbnailCache
from charstudio.images.jobs import PictureKey
from charstudio.images.loader import Failed, Loaded, Loader
from tests.images.pictures import colour_at, encoded, quadrants, saved
from tests.images.server import PictureServer

SIZE = (32, 32)
FIELD = StoredField("characters", "image_url", "char-001")


class Desk:
    """A loader, what it delivered, and a gate that can hold its deliveries back."""

    def __init__(self, folder: Path) -> None:
        self.base = folder / "base"
        self.cache = ThumbnailCache(folder / "cache")
        self.stored: Callable[[StoredField], str | None] = lambda field: None
        self.delivered: list[tuple[PictureKey, Loaded | Failed]] = []
        self.gate = threading.Event()
        self.gate.set()
        self._arrived = threading.Condition()
        self._loaders: list[Loader] = []

    def open(self, base: ImageBase | None = None, threads: int = 2) -> Loader:
        loader = Loader(
            base or ImageBase(folder=self.base), self.cache, lambda field: self.stored(field), self._deliver, threads
        )
        self._loaders.append(loader)
        return loader

    def picture(self, name: str, width: int = 64) -> ImageReference:
        saved(self.base / name, encoded(quadrants(width, width), "jpeg"))
        return ImageReference(f"/{name}")

    def wait(self, count: int) -> list[tuple[PictureKey, Loaded | Failed]]:
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.delivered) >= count, 10), self.delivered
            return list(self.delivered)

    def answer(self, loader: Loader, reference: ImageReference, fresh: bool = False) -> Loaded | Failed:
        count = len(self.delivered)
        key = loader.request(reference, SIZE, fresh=fresh)
        answered, result = self.wait(count + 1)[count]
        assert answered == key
        return result

    def names(self) -> str:
        return "".join(key.reference.text.strip("/") for key, _ in self.delivered)

    def settle(self) -> None:
        """Wait until the disk cache has been written."""
        deadline = time.monotonic() + 5
        while any(loader._unwritten for loader in self._loaders) and time.monotonic() < deadline:
            time.sleep(0.005)

    def close(self) -> None:
        self.gate.set()
        for loader in self._loaders:
            loader.close()

    def _deliver(self, key: PictureKey, result: Loaded | Failed) -> None:
        with self._arrived:
            self.delivered.append((key, result))
            self._arrived.notify_all()
        self.gate.wait(10)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    before = set(threading.enumerate())
    desk = Desk(tmp_path)
    yield desk
    desk.close()
    left = [thread for thread in threading.enumerate() if thread not in before and thread.name.startswith("pictures")]
    assert left == []


def test_every_kind_of_reference_is_shown(desk: Desk, server: PictureServer, tmp_path: Path) -> None:
    content = encoded(quadrants())
    uri = "data:image/png;base64," + base64.b64encode(content).decode()
    desk.stored = lambda field: uri if field == FIELD else None
    references = [
        desk.picture("uploads/characters/1.png"),
        ImageReference(server.put("/a.png", content)),
        ImageReference(uri),
        ImageReference(uri[:30], FIELD, "2025-10-01"),
        ImageReference(saved(tmp_path / "local.png", content).as_uri()),
        ImageReference(str(tmp_path / "local.png")),
    ]
    loader = desk.open()
    for reference in references:
        result = desk.answer(loader, reference)
        assert isinstance(result, Loaded), result
        assert (result.image.width(), result.image.height()) == SIZE
        assert colour_at(result.image, 0.75, 0.25) == "green"


def test_broken_ones_say_why(desk: Desk, server: PictureServer) -> None:
    saved(desk.base / "empty.png", b"")
    saved(desk.base / "cut.jpg", encoded(quadrants(), "jpeg")[:400])
    loader = desk.open()
    reasons = {
        "": "No picture",
        "/none.png": "File not found",
        "/../x.png": "Address not allowed",
        "/empty.png": "The file is empty",
        "/cut.jpg": "The picture is cut off",
        server.url + "/none.png": "Not found on the server (404)",
        server.put("/page", b"<html>"): "A web page, not a picture",
        "data:image/png;base64,!": "The data URI is broken",
    }
    for text, reason in reasons.items():
        result = desk.answer(loader, ImageReference(text))
        assert isinstance(result, Failed)
        assert result.reason == reason
    assert desk.answer(loader, ImageReference("data:", FIELD)) == Failed("No picture")


def test_a_database_that_is_away_is_a_reason_too(desk: Desk) -> None:
    def away(field: StoredField) -> str | None:
        raise OfflineError("The database does not answer.", "Check the network.")

    desk.stored = away
    result = desk.answer(desk.open(), ImageReference("data:", FIELD))
    assert result == Failed("The database does not answer.", "Check the network.")


def test_a_fault_of_the_program_is_logged_and_the_thread_lives_on(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    def fault(field: StoredField) -> str | None:
        raise ZeroDivisionError

    desk.stored = fault
    loader = desk.open()
    assert desk.answer(loader, ImageReference("data:", FIELD)) == Failed(
        "A fault in CharStudio", "The log file has the details."
    )
    assert "ZeroDivisionError" in caplog.text
    assert isinstance(desk.answer(loader, desk.picture("a")), Loaded)


def test_the_full_picture_has_its_own_size(desk: Desk) -> None:
    loader = desk.open()
    loader.request(desk.picture("a", 300))
    (key, result) = desk.wait(1)[0]
    assert key == PictureKey(ImageReference("/a"))
    assert isinstance(result, Loaded)
    assert result.image.width() == 300


def test_a_picture_is_kept_on_disk_until_the_file_changes(desk: Desk) -> None:
    loader = desk.open()
    reference = desk.picture("a")
    desk.answer(loader, reference)
    desk.settle()
    loader.close()
    (entry,) = list((desk.base.parent / "cache").rglob("*.img"))
    other = encoded(quadrants(16, 16), "jpeg")
    entry.write_bytes(other)  # proves that the second answer comes from here
    loader = desk.open()
    kept = desk.answer(loader, reference)
    assert isinstance(kept, Loaded)
    assert kept.image.width() == 16
    desk.picture("a", 80)
    made_again = desk.answer(loader, reference)
    assert isinstance(made_again, Loaded)
    assert made_again.image.width() == 32


def test_a_web_picture_is_downloaded_once_for_all_sizes_and_runs(desk: Desk, server: PictureServer) -> None:
    reference = ImageReference(server.put("/a.png", encoded(quadrants())))
    loader = desk.open()
    assert isinstance(desk.answer(loader, reference), Loaded)
    loader.request(reference)
    loader.request(reference, (16, 16))
    desk.wait(3)
    loader.close()
    assert isinstance(desk.answer(desk.open(), reference), Loaded)
    assert server.requests["/a.png"] == 1


def test_reload_asks_the_server_again(desk: Desk, server: PictureServer) -> None:
    reference = ImageReference(server.put("/a.png", encoded(quadrants())))
    loader = desk.open()
    assert isinstance(desk.answer(loader, reference), Loaded)
    server.answers.clear()
    assert isinstance(desk.answer(loader, reference), Loaded)
    assert desk.answer(loader, reference, fresh=True) == Failed("Not found on the server (404)")


def test_an_old_copy_is_better_than_none(desk: Desk, server: PictureServer, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = ImageReference(server.put("/a.png", encoded(quadrants())))
    loader = desk.open()
    assert isinstance(desk.answer(loader, reference), Loaded)
    monkeypatch.setattr("charstudio.images.loader.WEB_MAX_AGE_S", -1.0)
    assert isinstance(desk.answer(loader, reference), Loaded)
    assert server.requests["/a.png"] == 2
    server.answers.clear()
    assert isinstance(desk.answer(loader, reference), Loaded)
    assert server.requests["/a.png"] == 3


def test_a_failure_is_tried_again_when_asked_again(desk: Desk, server: PictureServer) -> None:
    loader = desk.open()
    reference = ImageReference(server.url + "/late.png")
    assert isinstance(desk.answer(loader, reference), Failed)
    server.put("/late.png", encoded(quadrants()))
    assert isinstance(desk.answer(loader, reference), Loaded)


def hold(desk: Desk, loader: Loader) -> None:
    """Keep the only thread busy with the delivery of a first picture."""
    desk.gate.clear()
    loader.request(desk.picture("0"), SIZE)
    desk.wait(1)


def test_newer_batches_and_full_pictures_go_first(desk: Desk) -> None:
    loader = desk.open(threads=1)
    hold(desk, loader)
    older = [loader.request(desk.picture(name), SIZE) for name in "ab"]
    loader.keep_only(older)
    for name in "cd":
        loader.request(desk.picture(name), SIZE)
    loader.request(desk.picture("F"))
    desk.gate.set()
    desk.wait(6)
    assert desk.names() == "0Fcdab"


def test_requests_for_the_same_are_answered_once(desk: Desk) -> None:
    loader = desk.open(threads=1)
    hold(desk, loader)
    for owner in ("cards", "inspector", "cards"):
        loader.request(desk.picture("a"), SIZE, owner=owner)
    loader.request(desk.picture("b"), SIZE)
    desk.gate.set()
    desk.wait(3)
    assert sorted(desk.names()) == ["0", "a", "b"]


def test_what_scrolled_away_is_dropped_and_may_come_back(desk: Desk) -> None:
    loader = desk.open(threads=1)
    hold(desk, loader)
    keys = [loader.request(desk.picture(name), SIZE) for name in "abc"]
    loader.keep_only(keys[2:])
    loader.request(keys[0].reference, SIZE)
    desk.gate.set()
    desk.wait(3)
    loader.request(keys[1].reference, SIZE)
    desk.wait(4)
    assert desk.names() == "0acb"


def test_one_view_does_not_drop_what_another_wants(desk: Desk) -> None:
    loader = desk.open(threads=1)
    hold(desk, loader)
    for name, owner in (("a", "cards"), ("a", "inspector"), ("b", "inspector"), ("c", "cards"), ("d", "inspector")):
        loader.request(desk.picture(name), SIZE, owner=owner)
    loader.keep_only([], owner="cards")
    loader.forget([PictureKey(ImageReference("/d"), SIZE)], owner="inspector")
    desk.gate.set()
    desk.wait(3)
    assert desk.names() == "0ab"


def test_slow_servers_do_not_hold_up_what_is_at_hand(desk: Desk, server: PictureServer) -> None:
    loader = desk.open()
    for number in range(10):
        loader.request(ImageReference(f"{server.url}/slow{number}"), SIZE)
    assert server.slow_asked.wait(5)
    assert isinstance(desk.answer(loader, desk.picture("a")), Loaded)


def test_a_download_that_scrolled_away_frees_its_thread(desk: Desk, server: PictureServer) -> None:
    loader = desk.open()
    for number in range(4):
        loader.request(ImageReference(f"{server.url}/slow{number}"), SIZE)
    assert server.slow_asked.wait(5)
    loader.keep_only([])
    assert isinstance(desk.answer(loader, ImageReference(server.put("/a.png", encoded(quadrants())))), Loaded)


def test_a_new_base_answers_what_was_asked_before(desk: Desk, server: PictureServer, tmp_path: Path) -> None:
    saved(tmp_path / "new" / "slow.png", encoded(quadrants()))
    loader = desk.open(ImageBase(address=server.url))
    loader.request(ImageReference("/slow.png"), SIZE)
    assert server.slow_asked.wait(5)
    loader.set_base(ImageBase(folder=tmp_path / "new"))
    (_, result) = desk.wait(1)[0]
    assert isinstance(result, Loaded)
    server.release.set()
    time.sleep(0.05)
    assert len(desk.delivered) == 1


def test_close_is_prompt_and_final(desk: Desk, server: PictureServer) -> None:
    loader = desk.open()
    for number in range(6):
        loader.request(ImageReference(f"{server.url}/slow{number}"), SIZE)
    for number in range(50):
        loader.request(desk.picture(f"p{number}"), SIZE)
    assert server.slow_asked.wait(5)
    started = time.monotonic()
    loader.close()
    assert time.monotonic() - started < 1
    count = len(desk.delivered)
    loader.request(desk.picture("late"), SIZE)
    loader.close()
    server.release.set()
    time.sleep(0.05)
    assert len(desk.delivered) == count


def test_a_receiver_that_fails_does_not_end_the_thread(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    answered = threading.Semaphore(0)

    def deliver(key: PictureKey, result: Loaded | Failed) -> None:
        answered.release()
        raise RuntimeError("the window is gone")

    loader = Loader(ImageBase(), ThumbnailCache(tmp_path), lambda field: None, deliver, threads=1)
    for text in ("/a", "/b"):
        loader.request(ImageReference(text), SIZE)
        assert answered.acquire(timeout=5)
    loader.close()
    assert "the window is gone" in caplog.text


def test_importing_the_loader_does_not_import_requests() -> None:
    script = (
        "import sys, charstudio.images.loader\n"
        "sys.exit(any(name in sys.modules for name in ('requests', 'PySide6.QtWidgets')))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
