"""Two things measured by turns, so that whatever else the machine does falls on both alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Medians(NamedTuple):
    """In milliseconds."""

    baseline: float
    subject: float


def by_turns(baseline: Callable[[], float], subject: Callable[[], float], repeats: int) -> Medians:
    """Call both ``repeats`` times by turns; each returns the milliseconds that it took."""
    times: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    # A collection would fall on one of the two by chance, and looks through what neither of them made.
    gc.disable()
    try:
        for _ in range(repeats):
            times[0].append(baseline())
            times[1].append(subject())
    finally:
        gc.enable()
    return Medians(statistics.median(times[0]), statistics.median(times[1]))


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """``work`` as a function that returns the milliseconds it took."""

    def run() -> float:
        start = time.perf_counter_ns()
        work()
        return (time.perf_counter_ns() - start) / 1e6

    return run
