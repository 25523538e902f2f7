"""Colour arithmetic of the painters."""

from __future__ import annotations

from PySide6.QtGui import QColor

_PLUM = (58, 22, 48)
_INDIGO = (26, 22, 46)


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """``share`` 0 is the first colour, 1 the second."""
    rest = 1.0 - share
    return QColor(
        round(first.red() * rest + second.red() * share),
        round(first.green() * rest + second.green() * share),
        round(first.blue() * rest + second.blue() * share),
        round(first.alpha() * rest + second.alpha() * share),
    )


def shade(colour: QColor, share: float) -> QColor:
    """Into the shadow: darker, towards plum, and a little more saturated, as pigment is."""
    # Multiplying by a tinted grey keeps the hue alive; mixing with black would turn it to mud.
    factor = 1.0 - share
    red, green, blue = _PLUM
    return QColor(
        round(colour.red() * factor + red * share * 0.45),
        round(colour.green() * factor * (1 - share * 0.15) + green * share * 0.45),
        round(colour.blue() * factor * (1 - share * 0.05) + blue * share * 0.45),
        colour.alpha(),
    )


def lit(colour: QColor, share: float) -> QColor:
    """Into the light: towards a warm white."""
    return mix(colour, QColor(255, 247, 232, colour.alpha()), share)


def clear(colour: QColor, opacity: float) -> QColor:
    """The colour with an opacity from 0 to 1."""
    result = QColor(colour)
    result.setAlphaF(max(0.0, min(1.0, opacity)))
    return result


def muted(colour: QColor, share: float) -> QColor:
    """Towards the grey of the same brightness."""
    grey = luma(colour)
    return mix(colour, QColor(grey, grey, grey, colour.alpha()), share)


def vivid(colour: QColor, gain: float) -> QColor:
    """More saturated by ``gain`` (0.3 is a third more), and never darker."""
    saturation, value = colour.hsvSaturationF() * (1 + gain), colour.valueF() * (1 + gain * 0.2)
    # Greys have no hue: Qt says −1.
    return QColor.fromHsvF(max(colour.hsvHueF(), 0.0), min(1.0, saturation), min(1.0, value), colour.alphaF())


def inked(colour: QColor) -> QColor:
    """The dark line that goes around an area of this colour."""
    return mix(shade(colour, 0.72), QColor(*_INDIGO), 0.35)


def luma(colour: QColor) -> int:
    """Brightness from 0 to 255 (Rec. 601 weights)."""
    return round(0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue())
