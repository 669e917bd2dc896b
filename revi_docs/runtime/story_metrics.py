"""The metrics of a story, derived from its trace and its token log, as the contract describes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.files.replace import replace
from revi_docs.records.metrics import FOLDED, TOOL, PhaseFigures, TraceFigures, fold
from revi_docs.records.plain_yaml import dump
from revi_docs.records.refusal import BrokenError, RefusalError
from revi_docs.records.trace_blocks import PlainEvents, read_trace
from revi_docs.records.usage import Usage
from revi_docs.runtime.token_rows import Spent, kinds_that_count, spent, token_rows
from revi_docs.runtime.traces import trace_file
from revi_docs.runtime.workflow import StoryPaths

FILE = "_implementation/METRICS.yaml"
"""Where they stand where the contract does not say."""

MILLION = 1_000_000


class Metrics(NamedTuple):
    """The record as it is written; how many events it rests on, and how many lines nobody could read."""

    record: Mapping[str, Any]
    events: int
    unread: int


def metrics(story: StoryPaths, *, dry: bool = False) -> Metrics:
    """Computes the metrics of a story and writes them.

    Raises RefusalError where the contract has none or the story no event, BrokenError where a file cannot
    be read or written.
    """
    workflow, said = story.workflow, story.workflow.data["metrics"]
    if not said:
        raise RefusalError("no-metrics", "the contract has no metrics", "add the section metrics to revi.yml")
    record_, file = workflow.contract.records[said["story"]], workflow.record_file(said["story"], FILE)
    figures = _figures(story)
    if not figures.started:
        what = f"{story.id} has no event in its trace"
        raise RefusalError("no-events", what, "metrics come from what agents did; nothing was done yet")
    found = _record(story, figures)
    record = {name: value for name, value in found.items() if name in record_ and value is not None}
    if not dry:
        _write(story.file(file), record)
    return Metrics(record, figures.events, figures.unread)


def _figures(story: StoryPaths) -> TraceFigures:
    trace, path = story.workflow.contract.trace, trace_file(story)
    events = sorted(trace.events if trace else (), key=lambda name: name != TOOL)
    plain = PlainEvents(story.id, tuple(name for name in events if name not in FOLDED), "phase")
    try:
        return fold(read_trace(path, plain), story.id)
    except OSError as error:
        raise BrokenError("unreadable-file", f"{path}: {error.strerror}", "let it be read") from None


def _write(path: str, record: Mapping[str, Any]) -> None:
    try:
        replace(path, dump(record).encode())
    except OSError as error:
        what = f"{path} cannot be written: {error.strerror or error}"
        raise BrokenError("disk-refused", what, "see that the disk has room, then run it again") from None


def _record(story: StoryPaths, figures: TraceFigures) -> dict[str, Any]:
    rows, kinds = token_rows(story), kinds_that_count(story.workflow)
    phases, tokens = [], 0
    for name in dict.fromkeys((*figures.phases, *(row.phase for row in rows))):
        used, traced = spent(rows, name, kinds), figures.phases.get(name, PhaseFigures())
        tokens += traced.input + traced.output if used.tokens is None else used.tokens
        if traced.status:
            phases.append(_phase(story, name, traced, used))
    return {
        "storyId": story.id,
        "startedAt": figures.started,
        "completedAt": figures.completed if _is_done(story, figures) else None,
        "status": _status(story, figures),
        "currentPhase": figures.phase or None,
        "totalTokens": tokens,
        "totalDurationMs": sum(one.duration_ms for one in figures.phases.values()),
        "totalAgentSpawns": sum(one.spawns for one in figures.phases.values()),
        "totalToolCalls": sum(one.tools for one in figures.phases.values()),
        "estimatedCost": _cost(story, figures),
        "phases": phases,
    }


def _phase(story: StoryPaths, name: str, traced: PhaseFigures, used: Spent) -> dict[str, Any]:
    known = used.usage or Usage(traced.input, traced.output)
    cache = (used.usage.cache_creation, used.usage.cache_read) if used.usage else (None, None)
    custom = {"tokens": used.tokens, "cacheCreation": cache[0], "cacheRead": cache[1]}
    logged = {key: value for key, value in custom.items() if value is not None}
    found = {
        "name": name,
        "durationMs": traced.duration_ms,
        "tokensInput": known.input,
        "tokensOutput": known.output,
        "agentSpawns": traced.spawns,
        "toolCalls": traced.tools,
        "status": traced.status,
        "startedAt": traced.started,
        "completedAt": traced.completed,
        "retries": max(traced.runs - 1, 0),
        "errors": traced.errors,
        "custom": {**logged, "complete": used.complete} if used.rows else None,
    }
    fields = story.workflow.contract.records[story.workflow.data["metrics"]["phase"]]
    return {name: value for name, value in found.items() if name in fields and value is not None}


def _status(story: StoryPaths, figures: TraceFigures) -> str:
    """The story's status by that of its last phase, as the contract maps it."""
    said = story.workflow.data["metrics"]["status"]
    is_open = bool(figures.phase) or not figures.last
    found = said.get("open" if is_open else figures.last, said.get("otherwise", figures.last or "open"))
    return str(found)


def _is_done(story: StoryPaths, figures: TraceFigures) -> bool:
    """Whether the last phase ended, and with nothing that the contract gives a status of its own."""
    said = story.workflow.data["metrics"]["status"]
    return not figures.phase and bool(figures.last) and figures.last not in said


def _cost(story: StoryPaths, figures: TraceFigures) -> dict[str, Any] | None:
    """What the agents of the trace cost by the contract's prices, in its currency, model by model."""
    models: dict[str, float] = {}
    for name, (more, made) in sorted(figures.models.items()):
        prices = story.workflow.data["models"].get(name) or {}
        price, price_made = prices.get("price_input"), prices.get("price_output")
        if price is not None and price_made is not None:
            models[name] = round((more * price + made * price_made) / MILLION, 6)
    return {"total": round(sum(models.values()), 6), **models} if models else None


class Row(NamedTuple):
    """A line of the table over all stories."""

    story: str
    status: str
    phase: str
    tokens: int
    duration_ms: int
    spawns: int
    tools: int


def row_of(record: Mapping[str, Any]) -> Row:
    """The line of a story; a figure that its record does not have is 0."""
    totals = (record.get(f"total{name}", 0) for name in ("Tokens", "DurationMs", "AgentSpawns", "ToolCalls"))
    status, phase = str(record.get("status", "")), str(record.get("currentPhase", ""))
    return Row(str(record["storyId"]), status, phase, *totals)
