"""Where the cards of a grid lie. Lengths are device-independent pixels. Without Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardMetrics:
    """The measures of a grid: the least width of a card, its height for a width, the gap, the margin at the sides and
    the bottom, the one at the top,
    and the most columns to make of a wide viewport."""

    least_width: int
    height_for_width: Callable[[int], int]
    gap: int
    margin: int
    top: int
    most_columns: int = 1_000


@dataclass(frozen=True, slots=True)
class CardGrid:
    """A grid of ``count`` equal cards in a viewport ``width`` wide. All answers take constant time."""

    metrics: CardMetrics
    width: int
    count: int

    @property
    def columns(self) -> int:
        inner = self.width - 2 * self.metrics.margin
        fitting = (inner + self.metrics.gap) // (self.metrics.least_width + self.metrics.gap)
        return min(max(1, fitting), self.metrics.most_columns)

    @property
    def card_width(self) -> int:
        inner = self.width - 2 * self.metrics.margin
        return max(1, (inner - (self.columns - 1) * self.metrics.gap) // self.columns)

    @property
    def card_height(self) -> int:
        return self.metrics.height_for_width(self.card_width)

    @property
    def row_step(self) -> int:
        return self.card_height + self.metrics.gap

    @property
    def rows(self) -> int:
        return -(-self.count // self.columns)

    @property
    def height(self) -> int:
        """The height of all rows with the margins."""
        return (
            self.rows * self.row_step - self.metrics.gap + self.metrics.top + self.metrics.margin if self.count else 0
        )

    def rect(self, number: int) -> tuple[int, int, int, int]:
        """x, y, width and height of a card, from the top left of the whole grid."""
        row, column = divmod(number, self.columns)
        x = self.metrics.margin + column * (self.card_width + self.metrics.gap)
        return x, self.metrics.top + row * self.row_step, self.card_width, self.card_height

    def at(self, x: int, y: int) -> int | None:
        """The card at a point, or None in a gap or a margin."""
        column, dx = divmod(x - self.metrics.margin, self.card_width + self.metrics.gap)
        row, dy = divmod(y - self.metrics.top, self.row_step)
        number = row * self.columns + column
        inside = 0 <= column < self.columns and row >= 0 and dx < self.card_width and dy < self.card_height
        return number if inside and number < self.count else None

    def between(self, top: int, bottom: int) -> range:
        """The cards that touch the band from ``top`` to ``bottom``."""
        first = max(0, (top - self.metrics.top + self.metrics.gap) // self.row_step)
        last = max(-1, (bottom - self.metrics.top) // self.row_step)
        return range(min(first * self.columns, self.count), min((last + 1) * self.columns, self.count))
