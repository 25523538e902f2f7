"""The colours of both schemes can be read: contrast as WCAG 2.2 reckons it."""

from __future__ import annotations

from dataclasses import fields

import pytest

from charstudio.ui.theme import tokens
from charstudio.ui.theme.sheet import style_sheet
from charstudio.ui.theme.tokens import Colors

LEAST = 4.5
"""WCAG 2.2, success criterion 1.4.3, for text of ordinary size."""
LEAST_OF_SHAPES = 3.0
"""Success criterion 1.4.11, for what is no text: outlines of the focus, icons."""
SCHEMES = pytest.mark.parametrize("scheme", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])


def luminance(color: str) -> float:
    """Relative luminance of ``#RRGGBB``."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_reckoned_as_it_is_defined() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@SCHEMES
@pytest.mark.parametrize("ink", ["text", "secondary", "accent"])
@pytest.mark.parametrize("surface", ["window", "panel", "side_bar", "card"])
def test_text_can_be_read_on_every_surface(scheme: Colors, ink: str, surface: str) -> None:
    assert contrast(getattr(scheme, ink), getattr(scheme, surface)) >= LEAST


@SCHEMES
@pytest.mark.parametrize("ink", ["good", "warning", "bad"])
@pytest.mark.parametrize("surface", ["panel", "card"])
def test_what_went_well_or_wrong_can_be_read_where_it_is_said(scheme: Colors, ink: str, surface: str) -> None:
    assert contrast(getattr(scheme, ink), getattr(scheme, surface)) >= LEAST


@SCHEMES
@pytest.mark.parametrize(
    ("ink", "surface"),
    [
        ("text", "hover"),
        ("secondary", "hover"),
        ("secondary", "skeleton"),
        ("text", "accent_soft"),
        ("accent", "accent_soft"),
        ("on_accent", "accent"),
    ],
)
def test_text_can_be_read_where_something_is_chosen_or_missing(scheme: Colors, ink: str, surface: str) -> None:
    assert contrast(getattr(scheme, ink), getattr(scheme, surface)) >= LEAST


@SCHEMES
@pytest.mark.parametrize("surface", ["window", "panel", "side_bar", "card", "hover"])
def test_the_outline_of_the_focus_stands_out(scheme: Colors, surface: str) -> None:
    assert contrast(scheme.accent, getattr(scheme, surface)) >= LEAST_OF_SHAPES


def test_labels_on_pictures_can_be_read_even_on_white() -> None:
    # Two thirds of the shade over a white picture.
    white, shade = 255, int(tokens.PICTURE_SHADE[1:3], 16)
    grey = round(0.6 * shade + 0.4 * white)
    assert contrast(tokens.ON_PICTURE, f"#{grey:02X}{grey:02X}{grey:02X}") >= LEAST


@SCHEMES
def test_every_color_is_written_alike(scheme: Colors) -> None:
    for field in fields(scheme):
        if field.name != "dark":
            value = getattr(scheme, field.name)
            assert value == value.upper()
            assert len(value) == 7
            int(value[1:], 16)


@SCHEMES
def test_the_style_sheet_is_filled_in_and_names_no_color_of_its_own(scheme: Colors) -> None:
    sheet = style_sheet(scheme)
    assert "$" not in sheet
    known = {getattr(scheme, field.name) for field in fields(scheme) if field.name != "dark"}
    assert {word.rstrip(";") for word in sheet.split() if word.startswith("#")} <= known
