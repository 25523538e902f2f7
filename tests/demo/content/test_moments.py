"""Moments in a span of activity."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from charstudio.demo.content.moments import Span, to_millisecond

START = datetime.fromisoformat("2026-03-01T00:00:00")
SPAN = Span(START, START + timedelta(days=10))


def test_milliseconds_are_rounded_down() -> None:
    assert to_millisecond(START.replace(microsecond=1999)) == START.replace(microsecond=1000)


def test_slots_are_equal_parts_of_the_span() -> None:
    assert [SPAN.slot(index, 5, 0.5) for index in (0, 4)] == [START + timedelta(days=1), START + timedelta(days=9)]


def test_a_sitting_is_squeezed_into_the_time_that_is_left() -> None:
    after = SPAN.end - timedelta(minutes=2)
    moments = SPAN.sitting(after, 12, (3, 25), Random(1))
    assert moments == sorted(set(moments))
    assert after < moments[0]
    assert moments[-1] <= SPAN.end
