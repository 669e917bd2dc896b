"""Measures revi-docs against other tools, side by side, and prints one line for each comparison.

    make bench                                     everything, about three minutes on two cores
    make bench ARGS=--quick                        only what needs no large site, some fifteen seconds
    .venv/bin/python bench/run.py check links      only these

How to read a line:

    warm check of 200 outputs / cog --check …    61 / 72 ms (N=15)    0.85   ≤ 1.0   ok

- The text names both sides: what revi-docs does, then what it is compared with.
- The numbers are medians of N runs in wall-clock time. Both sides run in turn, each run a process of its
  own, so that a busy machine slows both.
- The next column is the first number divided by the second, and is what counts: seconds differ from
  machine to machine, ratios hardly. Behind `≤` stands the target, if there is one, then `ok` or `over`.
- Every `build` begins without a site. The contract and the links for each MB are timed inside the
  process: no start-up, no imports.

The load at the start is printed first: with other work going on, ratios move by a fifth and more. Nothing
here fails a build. The exit code is 3 where something could not be run, and 0 otherwise, `over` or not.
Everything is made in a temporary folder and removed again.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from clock import RunError
from measures import MEASURES, QUICK, Bench, Line


def main() -> int:
    """Runs the measures that the command line asks for. The exit code."""
    asked = _arguments()
    names = asked.measures or (QUICK if asked.quick else tuple(MEASURES))
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}; medians of N runs")
    failed = False
    with tempfile.TemporaryDirectory(prefix="revi-docs-bench-") as folder:
        bench = Bench(Path(folder).resolve(), asked.quick)
        for name in names:
            try:
                for line in MEASURES[name](bench):
                    print(_shown(line), flush=True)
            except RunError as error:
                failed = True
                print(f"{name} cannot run: {error}", file=sys.stderr)
    return 3 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, prog="bench/run.py"
    )
    parser.add_argument("--quick", action="store_true", help="only what needs no large site")
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"one of {', '.join(MEASURES)}")
    asked = parser.parse_args()
    unknown = [name for name in asked.measures if name not in MEASURES]
    if unknown:
        parser.error(f"there is no measure '{unknown[0]}'; there are {', '.join(MEASURES)}")
    return asked


def _shown(line: Line) -> str:
    target = "" if line.target is None else f"≤ {line.target:g}{line.unit}"
    value = f"{line.value:.2f}{line.unit}"
    return f"{line.what:<64}{line.numbers:>26}{value:>9}{target:>9}  {line.verdict}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
