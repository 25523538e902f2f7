from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QImageIOHandler

from charstudio.images.decode import decode
from charstudio.images.errors import PictureError
from tests.images.pictures import colour_at, encoded, png_that_claims, quadrants, saved, translucent

Turn = QImageIOHandler.Transformation


def size(image: QImage) -> tuple[int, int]:
    return image.width(), image.height()


def why(content: bytes) -> str:
    with pytest.raises(PictureError) as caught:
        decode(content)
    return caught.value.what


@pytest.mark.parametrize("name", ["png", "jpeg", "webp", "bmp", "tiff"])
def test_content_and_files_of_every_format(name: str, tmp_path: Path) -> None:
    content = encoded(quadrants(80, 40), name)
    misnamed = saved(tmp_path / "picture.txt", content)
    for image in (decode(content), decode(misnamed), decode(misnamed, (40, 20))):
        assert colour_at(image, 0.25, 0.25) == "red"
        assert colour_at(image, 0.75, 0.75) == "white"
    assert size(decode(content)) == (80, 40)


@pytest.mark.parametrize(
    ("bounds", "cover", "expected"),
    [
        ((50, 50), False, (50, 25)),
        ((50, 50), True, (50, 50)),
        ((10, 40), False, (10, 5)),
        ((10, 40), True, (10, 40)),
        ((500, 500), False, (200, 100)),
        ((500, 500), True, (100, 100)),
        ((1000, 250), True, (200, 50)),
        ((1, 1), False, (1, 1)),
    ],
)
def test_it_fits_or_fills_and_is_never_enlarged(
    bounds: tuple[int, int], cover: bool, expected: tuple[int, int]
) -> None:
    for name in ("png", "jpeg"):
        assert size(decode(encoded(quadrants(200, 100), name), bounds, cover)) == expected


def test_a_tall_picture_is_cropped_mostly_below() -> None:
    image = decode(encoded(quadrants(100, 300)), (100, 160), cover=True)
    assert colour_at(image, 0.25, 0.7) == "red"  # the middle of the original is at 0.81 of this part
    assert colour_at(image, 0.25, 0.9) == "blue"


@pytest.mark.parametrize(
    ("turn", "corners"),
    [
        (Turn.TransformationNone, "red green blue white"),
        (Turn.TransformationMirror, "green red white blue"),
        (Turn.TransformationFlip, "blue white red green"),
        (Turn.TransformationRotate180, "white blue green red"),
        (Turn.TransformationRotate90, "blue red white green"),
        (Turn.TransformationRotate270, "green white red blue"),
        (Turn.TransformationMirrorAndRotate90, "white green blue red"),
        (Turn.TransformationFlipAndRotate90, "red blue green white"),
    ],
)
def test_it_stands_upright_as_exif_says(turn: Turn, corners: str) -> None:
    content = encoded(quadrants(200, 120), "jpeg", turn)
    upright = (120, 200) if turn.value & Turn.TransformationRotate90.value else (200, 120)

    def seen(image: QImage) -> str:
        return " ".join(colour_at(image, x, y) for y in (0.1, 0.9) for x in (0.1, 0.9))

    assert size(decode(content)) == upright
    assert seen(decode(content)) == corners
    fitted = decode(content, (50, 50))
    assert size(fitted) == (upright[0] // 4, upright[1] // 4)
    assert seen(fitted) == corners
    for bounds in ((60, 60), (30, 100), (100, 30)):
        filled = decode(content, bounds, cover=True)
        assert size(filled) == bounds
        assert seen(filled) == seen(decode(encoded(decode(content)), bounds, cover=True))


def test_scaled_pictures_have_the_format_that_is_painted() -> None:
    opaque_with_alpha = quadrants().convertToFormat(QImage.Format.Format_ARGB32)
    for image in (quadrants(), opaque_with_alpha, quadrants().convertToFormat(QImage.Format.Format_Indexed8)):
        assert decode(encoded(image), (33, 33)).format() == QImage.Format.Format_RGB32
    scaled = decode(encoded(translucent()), (33, 33))
    assert scaled.format() == QImage.Format.Format_ARGB32_Premultiplied
    assert colour_at(scaled, 0.1, 0.5) == "red"
    assert colour_at(scaled, 0.9, 0.5) == "none"


@pytest.mark.parametrize("name", ["png", "jpeg"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.98])
def test_a_picture_that_is_cut_off_says_so(name: str, part: float, tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(100 * 100 * 4)
    content = encoded(QImage(noise, 100, 100, QImage.Format.Format_RGB32), name)
    content = content[: int(len(content) * part)]
    assert why(content) == "The picture is cut off"
    with pytest.raises(PictureError, match="The picture is cut off"):
        decode(saved(tmp_path / "cut", content), (10, 10))


@pytest.mark.parametrize("name", ["png", "jpeg"])
def test_bytes_behind_the_end_do_no_harm(name: str) -> None:
    assert size(decode(encoded(quadrants(), name) + b"\0" * 2000)) == (64, 64)


def test_broken_content_says_so() -> None:
    content = bytearray(encoded(quadrants(), "png"))
    content[60:90] = b"\xff" * 30
    assert why(bytes(content)) == "The picture is broken"
    assert why(b"RIFF\xff\0\0\0WEBPVP8 ") == "The picture is broken"
    assert why(b"BM" + b"\0" * 60) == "The picture is broken"
    assert why(b"") == "The file is empty"
    assert why(b"just text") == "Not a picture"


def test_files_that_are_not_there_or_empty_say_so(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="File not found"):
        decode(tmp_path / "none.png")
    with pytest.raises(PictureError, match="The file is empty"):
        decode(saved(tmp_path / "empty.png", b""))


@pytest.mark.parametrize("claim", [(50_000, 10, 8), (20_000, 20_000, 8), (8192, 8192, 16)])
def test_a_decompression_bomb_is_not_unpacked(claim: tuple[int, int, int]) -> None:
    content = png_that_claims(*claim)
    assert why(content) == f"Too large ({claim[0]} × {claim[1]} pixels)"
    with pytest.raises(PictureError, match="Too large"):
        decode(content, (10, 10))
