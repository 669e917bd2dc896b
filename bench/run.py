"""Measures revi-docs against other tools, side by side, and prints one line for each comparison.

    make bench                                     everything, some ten minutes on two cores
    make bench ARGS=--quick                        only what needs no large site
    make bench ARGS="--bounds --repeat 3"          sites, stories, contracts and hooks, each three times
    .venv/bin/python bench/run.py check links      only these

How to read a line:

    warm check of 200 outputs / cog --check …    61 / 72 ms (N=15)    0.85   ≤ 1.0   ok

- The text names both sides: what revi-docs does, then what it is compared with.
- The numbers are medians of N runs in wall-clock time. Both sides run in turn, each run a process of its
  own, so that a busy machine slows both.
- The next column is the first number divided by the second. Compare this one: seconds differ from machine
  to machine, ratios hardly. `≤` precedes the target, if there is one; `ok` or `over` follows. With
  `--repeat` there is a ratio for each time, and all must meet the target.
- Every `build` starts without a site. The contract and the links for each MB are timed inside the process,
  without start-up and imports.

The system load is printed first: on a busy machine, ratios change by a fifth and more. The exit code is 3
if something could not run, else 0, even if a target is missed. All files are in a temporary folder, which is
removed at the end.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from clock import RunError
from measures import BOUNDS, MEASURES, QUICK, Bench, Line


def main() -> int:
    """Run the measurements that the arguments name. Return the exit code."""
    arguments = _parse_arguments()
    names = arguments.measures or (QUICK if arguments.quick else BOUNDS if arguments.bounds else tuple(MEASURES))
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}; medians of N runs")
    failed = False
    with tempfile.TemporaryDirectory(prefix="revi-docs-bench-") as folder:
        bench = Bench(Path(folder).resolve(), arguments.quick)
        for name in names:
            try:
                for lines in _repeated(name, bench, arguments.repeat):
                    print(_format_line(lines), flush=True)
            except RunError as error:
                failed = True
                print(f"{name} cannot run: {error}", file=sys.stderr)
    return 3 if failed else 0


def _repeated(name: str, bench: Bench, times: int) -> Iterator[tuple[Line, ...]]:
    """Measure so many times, and yield for each comparison its lines. The folders of each time are new."""
    if times == 1:
        yield from ((line,) for line in MEASURES[name](bench))
        return
    folders = [bench.folder / f"{name}-{number}" for number in range(times)]
    for folder in folders:
        folder.mkdir()
    yield from zip(*(list(MEASURES[name](replace(bench, folder=folder))) for folder in folders), strict=True)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, prog="bench/run.py"
    )
    parser.add_argument("--quick", action="store_true", help="only what needs no large site")
    parser.add_argument("--bounds", action="store_true", help="only sites, stories, contracts and hooks")
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="measure everything N times")
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"one of {', '.join(MEASURES)}")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.measures if name not in MEASURES]
    if unknown:
        parser.error(f"no measurement '{unknown[0]}'; use one of {', '.join(MEASURES)}")
    return arguments


def _format_line(lines: tuple[Line, ...]) -> str:
    """Format the lines of one comparison: the numbers of the last time, the ratios of all."""
    line = lines[-1]
    target = "" if line.target is None else f"≤ {line.target:g}{line.unit}"
    values = " ".join(f"{line.value:.2f}{line.unit}" for line in lines)
    verdict = max((line.verdict for line in lines), key=("", "ok", "over").index)
    return f"{line.title:<64}{line.numbers:>26}  {values:>9}{target:>9}  {verdict}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
