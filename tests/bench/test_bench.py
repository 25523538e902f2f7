"""The command line of the benchmarks, on a tiny database and measured once: what it says, not how fast things are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.__main__ import main
from tests.bench.registry import BENCHMARKS, Benchmark, measure
from tests.bench.timing import Medians, by_turns

PROJECT = Path(__file__).parents[2]


def test_every_benchmark_measures_and_is_listed_as_json() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--rows", "600", "--repeat", "1", "--json"],
        cwd=PROJECT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=90,
    )
    results = json.loads(done.stdout)
    assert [result["name"] for result in results] == list(BENCHMARKS)
    for result in results:
        assert list(result) == ["name", "value", "unit", "baseline", "bar", "ok"]
        assert result["value"] > 0 and result["baseline"] > 0
        assert result["ok"] == (result["value"] <= result["bar"])
    assert done.returncode == (0 if all(result["ok"] for result in results) else 1)


def test_an_unknown_name_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["pages"])
    assert end.value.code == 2
    assert "pages" in capsys.readouterr().err


def test_the_value_is_the_ratio_of_the_medians() -> None:
    baseline, subject = iter([1.0, 9.0, 2.0]), iter([3.0, 4.0, 90.0])
    medians = by_turns(lambda: next(baseline), lambda: next(subject), 3)
    assert medians == Medians(2.0, 4.0)


@pytest.mark.parametrize(("bar", "ok"), [(2.0, True), (1.9, False)])
def test_a_value_above_the_bar_falls_short(bar: float, ok: bool) -> None:
    # A measurement needs no ground where the numbers are given.
    benchmark = Benchmark("given", "numbers", bar, lambda ground: Medians(2.0, 4.0))
    assert measure(benchmark, None).ok is ok  # type: ignore[arg-type]
