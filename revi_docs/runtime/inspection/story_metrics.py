"""Compute the metrics of a story from its trace and its token log, as the contract defines them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.files.atomic_write import write_file
from revi_docs.files.yaml.record_text import format_record
from revi_docs.records.command_errors import CommandError, file_errors
from revi_docs.records.trace_reader import PlainEventFilter, read_trace
from revi_docs.records.trace_totals import FOLDED_EVENTS, TOOL_EVENT, PhaseTotals, TraceTotals, fold_trace
from revi_docs.records.usage import Usage
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.budgets.token_rows import PhaseUsage, counted_kinds, phase_usage, token_rows
from revi_docs.runtime.traces.trace_events import trace_file

DEFAULT_METRICS_FILE = "_implementation/METRICS.yaml"
"""The path of the metrics within a story's folder, unless the contract sets a different one."""

MILLION = 1_000_000
"""The number of tokens that the prices of the contract are for, as in the price lists of the models."""


class StoryMetrics(NamedTuple):
    """The record as it is written, and the numbers of events and of unreadable lines in the trace."""

    record: Mapping[str, Any]
    events: int
    unreadable_lines: int


def compute_metrics(story: StoryPaths, *, dry: bool = False) -> StoryMetrics:
    """Compute the metrics of a story and write them.

    Raises CommandError if the contract has no metrics or the trace no events, UnavailableError if a file
    cannot be read or written.
    """
    repository, definition = story.repository, story.repository.section("metrics")
    if not definition:
        fix = "add the section 'metrics' to revi.yml"
        raise CommandError("no-metrics", "the contract has no metrics", fix)
    record_fields = repository.contract.records[definition["story"]]
    file = repository.record_file(definition["story"], DEFAULT_METRICS_FILE)
    figures = _read_figures(story)
    if not figures.started_at:
        fix = "record events first: phases, agents and moves write them"
        raise CommandError("no-events", f"the trace of {story.id} has no events", fix)
    values = _record(story, figures)
    record = {name: value for name, value in values.items() if name in record_fields and value is not None}
    if not dry:
        path = story.file(file)
        with file_errors(path):
            write_file(story.repository.root, path, format_record(record).encode())
    return StoryMetrics(record, figures.event_count, figures.unread_lines)


def _read_figures(story: StoryPaths) -> TraceTotals:
    trace, path = story.repository.contract.trace, trace_file(story)
    # The most frequent event first, because the filter compares names in this order.
    events = sorted(trace.events if trace else (), key=lambda name: name != TOOL_EVENT)
    plain = PlainEventFilter(story.id, tuple(name for name in events if name not in FOLDED_EVENTS), "phase")
    with file_errors(path, "read"):
        return fold_trace(read_trace(path, plain, story.repository.root), story.id)


def _record(story: StoryPaths, figures: TraceTotals) -> dict[str, Any]:
    rows, kinds = token_rows(story), counted_kinds(story.repository)
    phases: list[dict[str, Any]] = []
    counts: list[int] = []
    for name in dict.fromkeys((*figures.phases, *(row.phase for row in rows))):
        usage, phase_figures = phase_usage(rows, name, kinds), figures.phases.get(name, PhaseTotals())
        traced_tokens = phase_figures.input + phase_figures.output
        if usage.tokens is not None or traced_tokens:
            counts.append(traced_tokens if usage.tokens is None else usage.tokens)
        if phase_figures.status:
            phases.append(_phase(story, name, phase_figures, usage))
    return {
        "storyId": story.id,
        "startedAt": figures.started_at,
        "completedAt": figures.completed_at if _is_done(story, figures) else None,
        "status": _status(story, figures),
        "currentPhase": figures.phase or None,
        # Nothing recorded is not zero.
        "totalTokens": sum(counts) if counts else None,
        "totalDurationMs": sum(phase.duration_ms for phase in figures.phases.values()),
        "totalAgentSpawns": sum(phase.spawns for phase in figures.phases.values()),
        "totalToolCalls": sum(phase.tool_calls for phase in figures.phases.values()),
        "estimatedCost": _cost(story, figures),
        "phases": phases,
    }


def _phase(story: StoryPaths, name: str, phase_figures: PhaseTotals, usage: PhaseUsage) -> dict[str, Any]:
    traced_usage = Usage(phase_figures.input, phase_figures.output)
    token_usage = usage.usage or (traced_usage if any((phase_figures.input, phase_figures.output)) else None)
    cache_counts = (usage.usage.cache_creation, usage.usage.cache_read) if usage.usage else (None, None)
    custom_values = {"tokens": usage.tokens, "cacheCreation": cache_counts[0], "cacheRead": cache_counts[1]}
    known_values = {key: value for key, value in custom_values.items() if value is not None}
    values = {
        "name": name,
        "durationMs": phase_figures.duration_ms,
        "tokensInput": token_usage.input if token_usage is not None else None,
        "tokensOutput": token_usage.output if token_usage is not None else None,
        "agentSpawns": phase_figures.spawns,
        "toolCalls": phase_figures.tool_calls,
        "status": phase_figures.status,
        "startedAt": phase_figures.started_at,
        "completedAt": phase_figures.completed_at,
        "retries": max(phase_figures.runs - 1, 0),
        "errors": phase_figures.errors,
        "custom": {**known_values, "complete": usage.complete} if usage.rows else None,
    }
    fields = story.repository.contract.records[story.repository.section("metrics")["phase"]]
    return {name: value for name, value in values.items() if name in fields and value is not None}


def _status(story: StoryPaths, figures: TraceTotals) -> str:
    """The status of the story in the metrics: the contract maps it from the status of the last phase."""
    statuses = story.repository.section("metrics")["status"]
    is_open = bool(figures.phase) or not figures.last_status
    status = statuses.get(
        "open" if is_open else figures.last_status, statuses.get("otherwise", figures.last_status or "open")
    )
    return str(status)


def _is_done(story: StoryPaths, figures: TraceTotals) -> bool:
    """Whether the last phase ended with a status that the contract does not map separately."""
    statuses = story.repository.section("metrics")["status"]
    return not figures.phase and bool(figures.last_status) and figures.last_status not in statuses


def _cost(story: StoryPaths, figures: TraceTotals) -> dict[str, Any] | None:
    """The cost of the agents in the trace by the prices of the contract, in total and by model."""
    models: dict[str, float] = {}
    for name, (input_tokens, output_tokens) in sorted(figures.models.items()):
        prices = story.repository.section("models").get(name) or {}
        input_price, output_price = prices.get("price_input"), prices.get("price_output")
        if input_price is not None and output_price is not None:
            models[name] = round((input_tokens * input_price + output_tokens * output_price) / MILLION, 6)
    return {"total": round(sum(models.values()), 6), **models} if models else None


class MetricsRow(NamedTuple):
    """A row of the table of all stories."""

    story: str
    status: str
    phase: str
    tokens: int | None
    duration_ms: int
    spawns: int
    tools: int


def metrics_row(record: Mapping[str, Any]) -> MetricsRow:
    """The row of a story; counts missing in its record are 0, tokens None."""
    totals = (record.get(f"total{name}", 0) for name in ("DurationMs", "AgentSpawns", "ToolCalls"))
    status, phase = str(record.get("status", "")), str(record.get("currentPhase", ""))
    return MetricsRow(str(record["storyId"]), status, phase, record.get("totalTokens"), *totals)
