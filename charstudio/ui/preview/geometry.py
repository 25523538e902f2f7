"""Zoom and pan of a picture in a viewport, as plain numbers.

All lengths are device pixels; a zoom is device pixels per picture pixel, so 1.0 ("1:1") shows every pixel of the
picture as one of the screen. Points of the picture are normalised: (0, 0) is its upper left corner, (1, 1) the lower
right one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, NamedTuple

ACTUAL: Final = 1.0
LARGEST_ZOOM: Final = 16.0
STEPS: Final = (
    0.05,
    0.0625,
    0.0833,
    0.125,
    0.1667,
    0.25,
    0.3333,
    0.5,
    0.6667,
    1.0,
    1.5,
    2.0,
    3.0,
    4.0,
    6.0,
    8.0,
    12.0,
    16.0,
)
"""The zooms that the keys + and − stop at; fit is one more."""

_SAME: Final = 1.001
"""Zooms whose ratio is below this are the same to a person."""


class Size(NamedTuple):
    width: float
    height: float


class Point(NamedTuple):
    x: float
    y: float


class Rect(NamedTuple):
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class View:
    """What a person looks at: a zoom (None: fit, whatever the size of the viewport) and the point in the middle."""

    zoom: float | None = None
    x: float = 0.5
    y: float = 0.5


FIT: Final = View()


@dataclass(frozen=True, slots=True)
class Stage:
    """A picture and the viewport that it is shown in.

    ``density`` is the device pixels of the screen per unit of layout (devicePixelRatio). Fit shows the whole picture
    and enlarges a small one to ``density`` at most: it is then as large as on a plain screen, and never blurred there.
    """

    picture: Size
    viewport: Size
    density: float = 1.0

    @property
    def fit(self) -> float:
        """The zoom at which the whole picture is seen."""
        scale = min(self.viewport.width / self.picture.width, self.viewport.height / self.picture.height)
        return max(min(scale, self.density), 1e-6)

    @property
    def smallest(self) -> float:
        """Below fit only on a dense screen, for a picture that is linked to one shown at 1:1."""
        return min(self.fit / self.density, ACTUAL)

    @property
    def largest(self) -> float:
        return max(LARGEST_ZOOM, self.fit)

    def zoom(self, view: View) -> float:
        """The zoom in force, within the limits."""
        return self.fit if view.zoom is None else min(max(view.zoom, self.smallest), self.largest)

    def target(self, view: View) -> Rect:
        """Where the picture lies in the viewport. No gap opens while the picture is the larger; else it is centred."""
        zoom = self.zoom(view)
        width, height = self.picture.width * zoom, self.picture.height * zoom
        return Rect(
            _place(width, self.viewport.width, view.x), _place(height, self.viewport.height, view.y), width, height
        )

    def settled(self, view: View) -> View:
        """The same view with its zoom and its middle within the limits."""
        if view.zoom is None:
            return FIT
        target = self.target(view)
        middle = self._point(target, Point(self.viewport.width / 2, self.viewport.height / 2))
        return View(self.zoom(view), middle.x, middle.y)

    def pannable(self, view: View) -> bool:
        """Whether some of the picture lies outside of the viewport."""
        target = self.target(view)
        return target.width > self.viewport.width + 0.5 or target.height > self.viewport.height + 0.5

    def panned(self, view: View, dx: float, dy: float) -> View:
        """The picture moved by so many device pixels, as if held by the hand."""
        if not self.pannable(view):
            return view
        zoom = self.zoom(view)
        start = self.settled(View(zoom, view.x, view.y))
        return self.settled(
            View(zoom, start.x - dx / (self.picture.width * zoom), start.y - dy / (self.picture.height * zoom))
        )

    def zoomed(self, view: View, zoom: float, at: Point | None = None) -> View:
        """Another zoom; the point of the picture under ``at`` (the middle when left out) stays where it is."""
        middle = Point(self.viewport.width / 2, self.viewport.height / 2)
        at = at or middle
        held = self._point(self.target(view), at)
        wanted = min(max(zoom, self.smallest), self.largest)
        return self.settled(
            View(
                wanted,
                held.x + (middle.x - at.x) / (self.picture.width * wanted),
                held.y + (middle.y - at.y) / (self.picture.height * wanted),
            )
        )

    def scaled(self, view: View, factor: float, at: Point | None = None) -> View:
        """As the wheel and a pinch zoom: by a factor at a point. Zooming out ends at fit."""
        zoom = self.zoom(view) * factor
        if factor < 1 and zoom <= self.fit * _SAME <= self.zoom(view) * _SAME:
            return FIT
        return self.zoomed(view, zoom, at)

    def stepped(self, view: View, direction: int) -> View:
        """As the keys + (direction 1) and − (-1) zoom: to the next of STEPS, or to fit where that comes first."""
        now = self.zoom(view)
        if direction > 0:
            return self.zoomed(view, next((step for step in STEPS if step > now * _SAME), self.largest))
        lower = max(min(self.fit, ACTUAL), next((step for step in reversed(STEPS) if step < now / _SAME), 0))
        if lower <= self.fit * _SAME and now > self.fit / _SAME:
            return FIT
        return self.zoomed(view, lower)

    def toggled(self, view: View, at: Point | None = None) -> View:
        """As a double click zooms: from fit to 1:1 (to twice the size where fit is 1:1), from all else to fit."""
        if view.zoom is not None:
            return FIT
        same = ACTUAL / _SAME < self.fit < ACTUAL * _SAME
        return self.zoomed(view, 2 * ACTUAL if same else ACTUAL, at)

    @staticmethod
    def _point(target: Rect, at: Point) -> Point:
        return Point((at.x - target.x) / target.width, (at.y - target.y) / target.height)


def matched(view: View, picture: Size, other: Size) -> View:
    """The view of ``other`` that shows the same part at the same size as ``view`` shows of ``picture``.

    Heights count: pictures that are compared have the same proportions, or differ in what is beside the person.
    """
    if view.zoom is None:
        return FIT
    return View(view.zoom * picture.height / other.height, view.x, view.y)


def halvings(zoom: float) -> int:
    """How often a picture may be halved before it is drawn at this zoom: drawing then reduces it by two at most.

    A smooth transformation reads four neighbours only, so stronger reductions would flicker and lose thin lines.
    """
    return max(0, math.floor(math.log2(1 / zoom) + 1e-9)) if zoom < 1 else 0


def _place(length: float, room: float, middle: float) -> float:
    if length <= room:
        return (room - length) / 2
    return min(0.0, max(room - length, room / 2 - middle * length))
