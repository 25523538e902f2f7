"""The command line of the benchmarks."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence

from tests.bench import lists, repaint, starts  # noqa: F401 (each registers its benchmarks)
from tests.bench.ground import URL_VARIABLE, Ground
from tests.bench.registry import BENCHMARKS, Result, measure


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks that are named, or all; returns 1 where one falls short of its bar, else 0."""
    parser = _parser()
    options = parser.parse_args(arguments)
    unknown = [name for name in options.name if name not in BENCHMARKS]
    if unknown:
        parser.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    results: list[Result] = []
    with Ground(options.rows, options.repeat) as ground:
        for name in options.name or BENCHMARKS:
            result = measure(BENCHMARKS[name], ground)
            results.append(result)
            if not options.json:
                print(_line(result), flush=True)
    if options.json:
        print(json.dumps([result.as_json() for result in results], indent=2))
    return 0 if all(result.ok for result in results) else 1


def _line(result: Result) -> str:
    verdict = "" if result.ok else "   falls short"
    return (
        f"{result.name:<12}{result.value:6.2f} {result.unit} of {result.baseline:8.2f} ms"
        f"   at most {result.bar:g}{verdict}   {BENCHMARKS[result.name].what}"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Measures CharStudio against baselines, by turns, and compares the medians. "
        f"The database is made in a temporary folder, or on the server of {URL_VARIABLE}.",
        epilog="Example: python -m tests.bench page last-page --rows 1000000",
    )
    parser.add_argument("name", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--rows", type=int, default=20_000, help="characters in the database (20000)")
    parser.add_argument("--repeat", type=int, help="measurements of each side, instead of each benchmark's own number")
    parser.add_argument("--json", action="store_true", help="print a list of {name, value, unit, baseline, bar, ok}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
