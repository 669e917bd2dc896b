"""The measurement of `revi metrics` over a long trace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import programs
import traces
from clock import RunError, Runner, python, race, revi
from comparison import Bench, Line, format_pair

_ROOT = Path(__file__).resolve().parents[1]
_EVENTS = 1_000_000
"""Arbitrary: a long trace."""


def trace_metrics(bench: Bench) -> Iterator[Line]:
    """`revi metrics` over a trace of a million events, compared with DuckDB on the same file.

    Both assign each event to its phase and must return the same numbers. DuckDB is measured again with a query
    that only groups by event, which is its fastest form.
    """
    root = traces.trace_repository(bench.folder / "trace", _ROOT, _EVENTS)
    file = str(next(root.rglob("TRACE.jsonl")))
    own = Runner(revi("metrics", traces.STORY, "--dry-run", "--format", "json"), root)
    duckdb_runner, grouped_runner = (
        Runner(python(item, file), root) for item in (programs.DUCKDB, programs.DUCKDB_GROUPS)
    )
    phases = {item["name"]: [item[name] for name in _METRICS] for item in json.loads(own.run()[1])["metrics"]["phases"]}
    expected_phases = {name: figures for name, *figures in json.loads(duckdb_runner.run()[1]) if name}
    if phases != expected_phases:
        raise RunError(f"revi metrics and DuckDB differ: {phases} and {expected_phases}")
    metrics, duckdb, groups = race(5, own, duckdb_runner, grouped_runner)
    title = f"metrics over {_EVENTS:,} events / DuckDB"
    yield Line(title, format_pair(metrics, duckdb, 5), metrics / duckdb, 4.0)
    yield Line(f"{title}, without phases", format_pair(metrics, groups, 5), metrics / groups)


_METRICS = ("agentSpawns", "toolCalls", "tokensInput", "tokensOutput", "errors", "durationMs")
