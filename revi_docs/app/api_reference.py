"""The public Python functions behind `revi`, read from their docstrings, for the reference page."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from importlib import import_module

PUBLIC_API: dict[str, tuple[str, ...]] = {
    "revi_docs.runtime.base.repository": ("open_repository", "Repository", "StoryPaths"),
    "revi_docs.runtime.moves.status_moves": ("check_move", "move", "MoveRequest", "MoveResult"),
    "revi_docs.runtime.locks.phase_locks": (
        "acquire",
        "renew",
        "release",
        "break_lock",
        "LockRequest",
        "Lock",
        "BreakRequest",
    ),
    "revi_docs.runtime.locks.lock_owner": ("LockOwner", "current_owner"),
    "revi_docs.runtime.locks.process_identity": ("current_identity", "ProcessIdentity"),
    "revi_docs.runtime.claims.protocol": ("ClaimStore", "ClaimState"),
    "revi_docs.runtime.moves.reruns": ("decide_rerun", "record_rerun", "RerunDecision"),
    "revi_docs.runtime.base.story_ledger": ("story_ledger", "append_entry", "exclusive_access"),
    "revi_docs.runtime.story_files.projections": ("sync_with_ledger",),
    "revi_docs.runtime.story_files.story_writer": (
        "create_story",
        "adopt_story",
        "append_to_agent_log",
        "NewStory",
        "StoryAdoption",
        "AgentLogEntry",
    ),
    "revi_docs.runtime.error_handling.error_reports": ("record_failure", "Failure"),
    "revi_docs.runtime.error_handling.circuit_breaker": ("close_circuit",),
    "revi_docs.runtime.workers.worker_sets": ("start_workers", "collect_results", "WorkerSetResult"),
    "revi_docs.records.command_errors": ("CommandError", "UnavailableError"),
    "revi_docs.runtime.budgets.usage_records": ("start_count", "record_usage", "UsageStart", "UsageRecord"),
    "revi_docs.runtime.budgets.token_deltas": ("PhaseRef",),
    "revi_docs.runtime.budgets.token_counts": ("TokenSource",),
    "revi_docs.runtime.budgets.budget_checks": ("check_phase", "BudgetResult"),
    "revi_docs.runtime.budgets.budget_reports": ("write_report", "BudgetReport", "PhaseTokens"),
    "revi_docs.runtime.budgets.token_rows": ("token_rows", "phase_usage", "PhaseUsage"),
    "revi_docs.runtime.traces.trace_events": ("emit", "TraceWriter"),
    "revi_docs.runtime.inspection.trace_checks": ("check_trace",),
    "revi_docs.runtime.traces.trace_comparison": ("compare_traces",),
    "revi_docs.records.trace_diff": ("TraceChange", "Tolerance"),
    "revi_docs.runtime.inspection.story_metrics": ("compute_metrics", "StoryMetrics"),
    "revi_docs.records.transcripts": ("count_sessions", "count_files"),
    "revi_docs.records.run_results": ("read_result",),
    "revi_docs.records.usage": ("Usage", "UsageCount"),
}
"""Module → its public functions and types."""


@dataclass(frozen=True, slots=True)
class ApiMember:
    """A function or a type: its name, its signature as source text, and its docstring in Markdown."""

    name: str
    signature: str
    text: str


@dataclass(frozen=True, slots=True)
class ApiModule:
    """A module: its name, its docstring, and its public members."""

    name: str
    text: str
    members: tuple[ApiMember, ...]


def describe_api() -> tuple[ApiModule, ...]:
    """Return every module of PUBLIC_API, in its order."""
    return tuple(_describe_module(name, member_names) for name, member_names in PUBLIC_API.items())


def _describe_module(name: str, member_names: tuple[str, ...]) -> ApiModule:
    module = import_module(name)
    members = (_describe_member(member_name, getattr(module, member_name)) for member_name in member_names)
    return ApiModule(name, inspect.getdoc(module) or "", tuple(members))


def _describe_member(name: str, member: object) -> ApiMember:
    text = inspect.getdoc(member) or ""
    if inspect.isclass(member):
        fields = getattr(member, "__annotations__", {})
        lines = [
            f"class {name}:",
            *(f"    {field}: {_annotation_text(annotation)}" for field, annotation in fields.items()),
        ]
        return ApiMember(name, "\n".join(lines), text)
    assert callable(member)
    return ApiMember(name, f"def {name}{_signature(member)}", text)


def _signature(function: object) -> str:
    assert callable(function)
    signature = inspect.signature(function)
    parts = [
        str(parameter.replace(annotation=_BareAnnotation(parameter.annotation)))
        for parameter in signature.parameters.values()
    ]
    one_line = f"({', '.join(parts)}) -> {_annotation_text(signature.return_annotation)}"
    return (
        one_line
        if len(one_line) <= 80
        else "\n".join(["(", *(f"    {part}," for part in parts), one_line[one_line.index(") ->") :]])
    )


def _annotation_text(annotation: object) -> str:
    """Return a type as it is in the source."""
    return annotation if isinstance(annotation, str) else str(getattr(annotation, "__forward_arg__", annotation))


class _BareAnnotation:
    """A type whose repr is its source text, without quotes."""

    def __init__(self, annotation: object) -> None:
        self.text = _annotation_text(annotation)

    def __repr__(self) -> str:
        return self.text
