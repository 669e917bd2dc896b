"""How times grow with the size of a contract, and what a second lint of stories costs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import programs
import samples
from clock import Runner, python, race
from comparison import Bench, Line, format_pair

_RUNS = 3
_STORIES = 10_000


def growth(bench: Bench) -> Iterator[Line]:
    """Long contracts: five times the items cost at most six times as much. `lint` renders all outputs, too."""
    for kind in ("statuses", "agents", "commands"):
        small, large = (samples.grown_contract(bench.folder / f"{kind}-{size}", kind, size) for size in (1000, 5000))
        small_time, large_time = race(_RUNS, *(_runner(programs.RULES, root) for root in (small, large)))
        numbers = format_pair(large_time, small_time, _RUNS)
        yield Line(f"contract of 5,000 / 1,000 {kind} read and judged", numbers, large_time / small_time, 6.0)
        (seconds,) = race(_RUNS, _runner(programs.LINT, small), warm_up=False)
        bound = 3.0 if kind != "commands" else None  # two files for each, both longer than that of a status
        yield Line(f"lint of 1,000 {kind} with all outputs", f"(N={_RUNS})", seconds, bound, " s")
    small, large = (samples.grown_contract(bench.folder / f"sta-{size}", "statuses", size) for size in (500, 2500))
    small_time, large_time = race(1, *(_runner(programs.RENDER, root) for root in (small, large)), warm_up=False)
    numbers = format_pair(large_time, small_time, 1)
    yield Line("outputs of 2,500 / 500 statuses rendered", numbers, large_time / small_time, 6.0)


def story_lint(bench: Bench) -> Iterator[Line]:
    """The lint of stories again, when nothing has changed, compared with the first time."""
    root = bench.stories(_STORIES)
    first_time = Runner(python(programs.STORIES_AGAIN, str(root), "first"), root, own_clock=True).run()[0]
    (second_time,) = race(_RUNS, Runner(python(programs.STORIES_AGAIN, str(root)), root, own_clock=True))
    numbers = format_pair(second_time, first_time, _RUNS)
    yield Line(f"{_STORIES:,} stories linted again / the first time", numbers, second_time / first_time, 0.5)


def _runner(code: str, root: Path) -> Runner:
    return Runner(python(code), root, own_clock=True)
