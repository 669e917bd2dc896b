"""How fast the metrics of a long trace are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import programs
import traces
from clock import RunError, Runner, python, race, revi
from comparison import Bench, Line, both

_ROOT = Path(__file__).resolve().parents[1]
_EVENTS = 1_000_000


def trace_metrics(bench: Bench) -> Iterator[Line]:
    """`revi metrics` over a trace of a million events, against DuckDB reading the same file.

    Both put each event to the phase it is in, and must come to the same figures. DuckDB also in its quickest
    form, which only groups by event and leaves the phases out.
    """
    root = traces.trace_repository(bench.folder / "trace", _ROOT, _EVENTS)
    file = str(next(root.rglob("TRACE.jsonl")))
    ours = Runner(revi("metrics", traces.STORY, "--dry-run", "--format", "json"), root)
    theirs, quickest = (Runner(python(one, file), root) for one in (programs.DUCKDB, programs.DUCKDB_GROUPS))
    found = {one["name"]: [one[name] for name in _FIGURES] for one in json.loads(ours.run()[1])["metrics"]["phases"]}
    wanted = {name: figures for name, *figures in json.loads(theirs.run()[1]) if name}
    if found != wanted:
        raise RunError(f"revi metrics and DuckDB differ: {found} and {wanted}")
    metrics, duckdb, groups = race(5, ours, theirs, quickest)
    what = f"metrics over {_EVENTS:,} events / DuckDB"
    yield Line(what, both(metrics, duckdb, 5), metrics / duckdb, 4.0)
    yield Line(f"{what}, without phases", both(metrics, groups, 5), metrics / groups)


_FIGURES = ("agentSpawns", "toolCalls", "tokensInput", "tokensOutput", "errors", "durationMs")
