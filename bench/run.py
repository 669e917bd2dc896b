"""Measures revi-docs against other tools, side by side, and prints one line for each comparison.

    make bench                                     everything, about three minutes on two cores
    make bench ARGS=--quick                        only what needs no large site, some fifteen seconds
    .venv/bin/python bench/run.py check links      only these

How to read a line:

    warm check of 200 outputs / cog --check …    61 / 72 ms (N=15)    0.85   ≤ 1.0   ok

- The text names both sides: what revi-docs does, then what it is compared with.
- The numbers are medians of N runs in wall-clock time. Both sides run in turn, each run a process of its
  own, so that a busy machine slows both.
- The next column is the first number divided by the second. Compare this one: seconds differ from machine
  to machine, ratios hardly. `≤` precedes the target, if there is one; `ok` or `over` follows.
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
from pathlib import Path

from clock import RunError
from measures import MEASURES, QUICK, Bench, Line


def main() -> int:
    """Run the measurements that the arguments name. Return the exit code."""
    arguments = _parse_arguments()
    names = arguments.measures or (QUICK if arguments.quick else tuple(MEASURES))
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}; medians of N runs")
    failed = False
    with tempfile.TemporaryDirectory(prefix="revi-docs-bench-") as folder:
        bench = Bench(Path(folder).resolve(), arguments.quick)
        for name in names:
            try:
                for line in MEASURES[name](bench):
                    print(_format_line(line), flush=True)
            except RunError as error:
                failed = True
                print(f"{name} cannot run: {error}", file=sys.stderr)
    return 3 if failed else 0


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, prog="bench/run.py"
    )
    parser.add_argument("--quick", action="store_true", help="only what needs no large site")
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"one of {', '.join(MEASURES)}")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.measures if name not in MEASURES]
    if unknown:
        parser.error(f"no measurement '{unknown[0]}'; use one of {', '.join(MEASURES)}")
    return arguments


def _format_line(line: Line) -> str:
    target = "" if line.target is None else f"≤ {line.target:g}{line.unit}"
    value = f"{line.value:.2f}{line.unit}"
    return f"{line.title:<64}{line.numbers:>26}{value:>9}{target:>9}  {line.verdict}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
