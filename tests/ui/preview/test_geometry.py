from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charstudio.ui.preview.geometry import (
    ACTUAL,
    FIT,
    LARGEST_ZOOM,
    STEPS,
    Point,
    Size,
    Stage,
    View,
    halvings,
    matched,
)

LARGE = Stage(Size(2000, 4000), Size(1000, 800))
SMALL = Stage(Size(200, 100), Size(1000, 800))

sides = st.floats(1, 20_000)
stages = st.builds(
    Stage, st.builds(Size, sides, sides), st.builds(Size, st.floats(50, 5000), st.floats(50, 5000)), st.just(1.0)
)
views = st.builds(View, st.none() | st.floats(0.001, 50), st.floats(-1, 2), st.floats(-1, 2))
shares = st.floats(0, 1)


def test_fit_shows_the_whole_picture_in_the_middle() -> None:
    assert LARGE.fit == pytest.approx(0.2)
    assert LARGE.target(FIT) == pytest.approx((300, 0, 400, 800))


def test_fit_does_not_enlarge_a_small_picture() -> None:
    assert SMALL.fit == 1
    assert SMALL.target(FIT) == pytest.approx((400, 350, 200, 100))


def test_fit_on_a_dense_screen_is_as_large_as_on_a_plain_one() -> None:
    assert Stage(Size(200, 100), Size(2000, 1600), density=2).fit == 2


def test_fit_follows_the_viewport() -> None:
    assert Stage(LARGE.picture, Size(500, 400)).zoom(FIT) == pytest.approx(0.1)


def test_actual_size_does_not_follow_the_viewport() -> None:
    view = LARGE.zoomed(FIT, ACTUAL)
    assert Stage(LARGE.picture, Size(500, 400)).zoom(view) == 1


@given(stages, st.floats(0.05, 20), shares, shares)
def test_what_is_under_the_pointer_stays_there_unless_the_edge_forbids(
    stage: Stage, zoom: float, across: float, down: float
) -> None:
    at = Point(across * stage.viewport.width, down * stage.viewport.height)
    before = stage.target(View(zoom))
    after = stage.target(stage.zoomed(View(zoom), zoom * 1.5, at))
    for start, length, then_start, then_length, pointer, room in (
        (before.x, before.width, after.x, after.width, at.x, stage.viewport.width),
        (before.y, before.height, after.y, after.height, at.y, stage.viewport.height),
    ):
        if then_length <= room:
            assert then_start == pytest.approx((room - then_length) / 2, abs=0.01)
            continue
        moved = pointer - (pointer - start) / length * then_length
        assert then_start == pytest.approx(min(0.0, max(room - then_length, moved)), abs=0.05)


@given(stages, views)
def test_no_gap_opens_beside_a_large_picture_and_a_small_one_is_centred(stage: Stage, view: View) -> None:
    target = stage.target(view)
    for start, length, room in (
        (target.x, target.width, stage.viewport.width),
        (target.y, target.height, stage.viewport.height),
    ):
        if length > room:
            assert start <= 1e-6
            assert start + length >= room - 1e-6 * length
        else:
            assert start == pytest.approx((room - length) / 2)


@given(stages, views)
def test_zoom_keeps_its_limits(stage: Stage, view: View) -> None:
    assert min(stage.fit, ACTUAL) <= stage.zoom(view) <= max(LARGEST_ZOOM, stage.fit)


@given(stages, views)
def test_settling_changes_nothing_on_screen_and_nothing_twice(stage: Stage, view: View) -> None:
    settled = stage.settled(view)
    assert stage.target(settled) == pytest.approx(stage.target(view), rel=1e-6, abs=1e-3)
    again = stage.settled(settled)
    assert (again.zoom is None) == (settled.zoom is None)
    assert (again.x, again.y) == pytest.approx((settled.x, settled.y), abs=1e-6)


def test_panning_moves_the_picture_with_the_hand() -> None:
    view = LARGE.zoomed(FIT, ACTUAL)
    before, after = LARGE.target(view), LARGE.target(LARGE.panned(view, 30, -50))
    assert (after.x - before.x, after.y - before.y) == pytest.approx((30, -50))


def test_panning_starts_where_the_picture_is_not_where_it_was_pushed_to() -> None:
    pushed = LARGE.panned(LARGE.zoomed(FIT, ACTUAL), 100_000, 0)
    assert LARGE.target(pushed).x == 0
    assert LARGE.target(LARGE.panned(pushed, -10, 0)).x == pytest.approx(-10)


def test_a_picture_that_is_wholly_seen_is_not_panned() -> None:
    assert LARGE.panned(FIT, 40, 40) is FIT
    assert not LARGE.pannable(FIT)
    assert LARGE.pannable(View(0.5))


def test_keys_stop_at_every_step_and_at_fit() -> None:
    view, seen = FIT, []
    for _ in range(4):
        view = LARGE.stepped(view, 1)
        seen.append(view.zoom)
    assert seen == [0.25, 0.3333, 0.5, 0.6667]
    for _ in range(3):
        view = LARGE.stepped(view, -1)
    assert view.zoom == 0.25
    assert LARGE.stepped(view, -1) == FIT


def test_steps_end_at_the_limits() -> None:
    view = View(STEPS[-1])
    assert LARGE.zoom(LARGE.stepped(view, 1)) == LARGEST_ZOOM
    assert LARGE.zoom(LARGE.stepped(FIT, -1)) == pytest.approx(LARGE.smallest)


def test_zooming_out_with_the_wheel_ends_at_fit_and_follows_the_viewport_from_there() -> None:
    view = LARGE.scaled(FIT, 1.25)
    assert view.zoom == pytest.approx(0.25)
    assert LARGE.scaled(LARGE.scaled(view, 0.8), 0.8) == FIT


def test_a_double_click_toggles_between_fit_and_actual_size_at_the_pointer() -> None:
    view = LARGE.toggled(FIT, Point(300, 0))
    assert view.zoom == ACTUAL
    assert LARGE.target(view)[:2] == pytest.approx((0, 0))
    assert LARGE.toggled(view) == FIT


def test_a_double_click_does_something_where_fit_is_actual_size() -> None:
    assert SMALL.toggled(FIT).zoom == 2


def test_linked_pictures_of_different_sizes_show_the_same_part() -> None:
    view = View(2.0, 0.3, 0.4)
    other = matched(view, Size(1000, 1000), Size(500, 500))
    assert other == View(4.0, 0.3, 0.4)
    assert matched(other, Size(500, 500), Size(1000, 1000)) == view
    assert matched(FIT, Size(1, 1), Size(2, 2)) == FIT


@pytest.mark.parametrize(("zoom", "times"), [(3, 0), (1, 0), (0.51, 0), (0.5, 1), (0.3, 1), (0.25, 2), (0.1, 3)])
def test_a_picture_is_halved_until_drawing_reduces_it_by_two_at_most(zoom: float, times: int) -> None:
    assert halvings(zoom) == times
