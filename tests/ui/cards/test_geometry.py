"""Where cards lie, for any size of viewport."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from charstudio.ui.cards.geometry import CardGrid, CardMetrics
from charstudio.ui.characters.delegate import CARD_SIZES
from charstudio.ui.variants.delegate import METRICS

grids = st.builds(
    CardGrid,
    st.builds(
        CardMetrics,
        least_width=st.integers(1, 300),
        height_for_width=st.sampled_from([lambda width: width, lambda width: width * 4 // 3 + 22, lambda width: 60]),
        gap=st.integers(0, 24),
        margin=st.integers(0, 32),
        top=st.integers(0, 32),
    )
    | st.sampled_from([*CARD_SIZES.values(), METRICS]),
    width=st.integers(0, 4000),
    count=st.integers(0, 2000),
)


@given(grids)
def test_there_is_always_a_column_and_a_card_of_some_size(grid: CardGrid) -> None:
    assert grid.columns >= 1
    assert grid.card_width >= 1
    assert grid.rows * grid.columns >= grid.count > (grid.rows - 1) * grid.columns or grid.count == grid.rows == 0


@given(grids)
def test_a_row_of_cards_fits_between_the_margins(grid: CardGrid) -> None:
    assume(grid.width >= grid.metrics.least_width + 2 * grid.metrics.margin)
    assert grid.card_width >= grid.metrics.least_width
    x, _, width, _ = grid.rect(grid.columns - 1)
    assert x + width <= grid.width - grid.metrics.margin


@given(grids, st.data())
def test_the_card_at_its_own_centre_and_corners_is_itself(grid: CardGrid, data: st.DataObject) -> None:
    assume(grid.count)
    number = data.draw(st.integers(0, grid.count - 1))
    x, y, width, height = grid.rect(number)
    for point in ((x + width // 2, y + height // 2), (x, y), (x + width - 1, y + height - 1)):
        assert grid.at(*point) == number


@given(grids, st.integers(-500, 5000), st.integers(-500, 100_000))
def test_a_point_is_in_the_card_that_it_is_said_to_be_in(grid: CardGrid, x: int, y: int) -> None:
    found = grid.at(x, y)
    hits = [
        number
        for number in grid.between(y, y)
        if grid.rect(number)[0] <= x < grid.rect(number)[0] + grid.rect(number)[2]
        and grid.rect(number)[1] <= y < grid.rect(number)[1] + grid.rect(number)[3]
    ]
    assert hits == ([] if found is None else [found])


@given(grids, st.integers(-500, 50_000), st.integers(0, 3000))
def test_a_band_has_the_cards_that_touch_it(grid: CardGrid, top: int, height: int) -> None:
    bottom = top + height
    found = grid.between(top, bottom)
    touching = [
        number
        for number in range(grid.count)
        if grid.rect(number)[1] <= bottom and grid.rect(number)[1] + grid.rect(number)[3] > top
    ]
    assert list(found) == touching
    assert 0 <= found.start <= found.stop <= grid.count


@given(grids)
def test_the_height_ends_below_the_last_card(grid: CardGrid) -> None:
    if not grid.count:
        assert grid.height == 0
        return
    _, y, _, height = grid.rect(grid.count - 1)
    assert grid.height == y + height + grid.metrics.margin


def test_a_gap_belongs_to_no_card() -> None:
    grid = CardGrid(CardMetrics(100, lambda width: 50, gap=10, margin=20, top=5), width=260, count=3)
    assert (grid.columns, grid.card_width) == (2, 105)
    assert grid.at(19, 10) is None
    assert grid.at(20, 10) == 0
    assert grid.at(125, 10) is None
    assert grid.at(135, 10) == 1
    assert grid.at(20, 56) is None
    assert grid.at(20, 65) == 2
    # The place of a fourth card.
    assert grid.at(135, 70) is None


def test_the_answers_for_a_million_cards_take_no_time() -> None:
    grid = CardGrid(CARD_SIZES["medium"], width=1000, count=1_000_000)
    x, y, _, _ = grid.rect(999_999)
    assert grid.at(x, y) == 999_999
    assert grid.between(y, y + 500).stop == 1_000_000
