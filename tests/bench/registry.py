"""What a benchmark is, and the register of all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from tests.bench.ground import Ground
from tests.bench.timing import Medians


@dataclass(frozen=True, slots=True)
class Benchmark:
    """``run`` measures on a ground; ``bar`` is the highest ratio of subject to baseline that is good enough."""

    name: str
    what: str
    bar: float
    run: Callable[[Ground], Medians]


@dataclass(frozen=True, slots=True)
class Result:
    """What came out: ``value`` in ``unit``, the baseline's median in milliseconds, and the highest good value."""

    name: str
    value: float
    unit: str
    baseline: float
    bar: float

    @property
    def ok(self) -> bool:
        return self.value <= self.bar

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "value": round(self.value, 3),
            "unit": self.unit,
            "baseline": round(self.baseline, 3),
            "bar": self.bar,
            "ok": self.ok,
        }


BENCHMARKS: Final[dict[str, Benchmark]] = {}


def register(name: str, what: str, bar: float) -> Callable[[Callable[[Ground], Medians]], Callable[[Ground], Medians]]:
    """Put the decorated function into the register."""

    def add(run: Callable[[Ground], Medians]) -> Callable[[Ground], Medians]:
        BENCHMARKS[name] = Benchmark(name, what, bar, run)
        return run

    return add


def measure(benchmark: Benchmark, ground: Ground) -> Result:
    medians = benchmark.run(ground)
    return Result(benchmark.name, medians.subject / medians.baseline, "x", medians.baseline, benchmark.bar)
