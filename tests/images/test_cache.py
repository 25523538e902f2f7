from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from charstudio.domain.images import StoredField
from charstudio.images.cache import ThumbnailCache, entry_key
from charstudio.images.source import FileSource, InlineSource, Source, StoredSource, WebSource
from tests.images.pictures import colour_at, quadrants, saved, translucent

KEY = "a" * 40


@pytest.fixture
def cache(tmp_path: Path) -> ThumbnailCache:
    return ThumbnailCache(tmp_path / "cache")


def entries(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


def paintable(image: QImage) -> QImage:
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def test_a_picture_comes_back(cache: ThumbnailCache, tmp_path: Path) -> None:
    assert cache.read_picture(KEY) is None
    cache.write_picture(KEY, quadrants())
    image = cache.read_picture(KEY)
    assert image is not None
    assert (image.size(), image.format()) == (quadrants().size(), QImage.Format.Format_RGB32)
    assert colour_at(image, 0.75, 0.25) == "green"
    again = ThumbnailCache(tmp_path / "cache").read_picture(KEY)
    assert again == image


def test_transparency_survives(cache: ThumbnailCache) -> None:
    cache.write_picture(KEY, paintable(translucent()))
    image = cache.read_picture(KEY)
    assert image is not None
    assert image == paintable(translucent())


def test_downloads_come_back_until_they_are_old(cache: ThumbnailCache) -> None:
    cache.write_download(KEY, b"abc")
    assert cache.read_download(KEY) == b"abc"
    assert cache.read_download(KEY, max_age=60) == b"abc"
    assert cache.read_download(KEY, max_age=-1) is None
    assert cache.read_download("b" * 40) is None


@pytest.mark.parametrize("damage", [b"", b"rubbish", b"\xff\xd8\xff\xe0 cut"])
def test_a_damaged_entry_is_removed(cache: ThumbnailCache, tmp_path: Path, damage: bytes) -> None:
    cache.write_picture(KEY, quadrants())
    (entry,) = entries(tmp_path)
    entry.write_bytes(damage)
    assert cache.read_picture(KEY) is None
    assert entries(tmp_path) == []
    cache.write_picture(KEY, quadrants())
    assert cache.read_picture(KEY) is not None


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "cache", limit_bytes=10_000)
    past = time.time() - 1000
    for number in range(9):
        cache.write_download(f"{number}" * 40, b"x" * 1000)
    for number, entry in enumerate(sorted(entries(tmp_path))):
        os.utime(entry, (past + number, past))
    assert cache.read_download("0" * 40) is not None
    cache.write_download("a" * 40, b"x" * 1000)
    cache.write_download("b" * 40, b"x" * 1000)
    left = {entry.parent.name[0] for entry in entries(tmp_path)}
    assert left == {"0", "4", "5", "6", "7", "8", "a", "b"}


def test_a_new_run_notices_that_the_folder_is_too_large(tmp_path: Path) -> None:
    large = ThumbnailCache(tmp_path / "cache")
    for number in range(9):
        large.write_download(f"{number}" * 40, b"x" * 1000)
    ThumbnailCache(tmp_path / "cache", limit_bytes=5000).write_download("a" * 40, b"x")
    assert sum(entry.stat().st_size for entry in entries(tmp_path)) <= 4000


def test_left_behind_temporary_files_go(cache: ThumbnailCache, tmp_path: Path) -> None:
    old = saved(tmp_path / "cache" / "aa" / "left.tmp", b"x")
    new = saved(tmp_path / "cache" / "aa" / "busy.tmp", b"x")
    os.utime(old, (0, 0))
    cache.trim()
    assert (old.exists(), new.exists()) == (False, True)


def test_a_folder_that_cannot_be_written_is_mentioned_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cache = ThumbnailCache(saved(tmp_path / "file", b"") / "cache")
    with caplog.at_level(logging.WARNING):
        cache.write_picture(KEY, quadrants())
        cache.write_picture(KEY, quadrants())
    assert len(caplog.records) == 1
    assert cache.read_picture(KEY) is None
    cache.trim()


def test_threads_and_processes_share_a_folder(cache: ThumbnailCache, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from charstudio.images.cache import ThumbnailCache\n"
        "cache = ThumbnailCache(Path(sys.argv[1]), 60_000)\n"
        "for n in range(300): cache.write_download(f'{n % 10}' * 40, b'x' * 9000)\n"
    )
    other = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "cache")])
    here = ThumbnailCache(tmp_path / "cache", 60_000)

    def work(number: int) -> bool:
        key = f"{number % 10}" * 40
        here.write_download(key, b"x" * 9000)
        return here.read_download(key) in (None, b"x" * 9000)

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(300)))
    assert other.wait(60) == 0
    here.trim()
    assert sum(entry.stat().st_size for entry in entries(tmp_path)) <= 60_000
    assert not [entry for entry in entries(tmp_path) if entry.suffix == ".tmp"]


def test_keys_tell_pictures_sizes_and_states_apart(tmp_path: Path) -> None:
    path = saved(tmp_path / "a", b"1")
    field = StoredField("characters", "image_url", "1")
    sources: list[Source] = [
        FileSource(path),
        FileSource(saved(tmp_path / "b", b"1")),
        WebSource("https://a.example/1"),
        InlineSource("data:,1"),
        InlineSource("data:,2"),
        StoredSource(field, "v1", "data:"),
        StoredSource(field, "v2", "data:"),
        StoredSource(field, "v1", "data:x"),
    ]
    keys = [entry_key(source, (10, 10), True) for source in sources]
    keys += [entry_key(sources[0], (10, 11), True), entry_key(sources[0], (10, 10), False), entry_key(sources[0])]
    before = entry_key(FileSource(path))
    os.utime(path, (1, 1))
    keys.append(entry_key(FileSource(path)))
    assert before not in keys[-1:]
    assert len(set(keys)) == len(keys)
    with pytest.raises(OSError, match="none"):
        entry_key(FileSource(tmp_path / "none"))
