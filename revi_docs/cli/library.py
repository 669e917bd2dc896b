"""The Python library behind `revi`, described from its own docstrings, for the site's page about it."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from importlib import import_module

LIBRARY: dict[str, tuple[str, ...]] = {
    "revi_docs.runtime.workflow": ("open_workflow", "Workflow", "StoryPaths"),
    "revi_docs.runtime.moves": ("can", "move", "Wish", "Moved"),
    "revi_docs.runtime.locks": (
        "acquire",
        "renew",
        "release",
        "break_lock",
        "holder",
        "Asked",
        "Lock",
        "Breaking",
    ),
    "revi_docs.runtime.holder": ("Holder",),
    "revi_docs.runtime.caller": ("caller", "Caller"),
    "revi_docs.runtime.store": ("Store", "Held"),
    "revi_docs.runtime.reruns": ("decide", "rerun", "Rerun"),
    "revi_docs.runtime.story_files": (
        "begin",
        "adopt",
        "log",
        "follow_ledger",
        "Outline",
        "Adoption",
        "LogRow",
    ),
    "revi_docs.runtime.failures": ("record", "Failure"),
    "revi_docs.runtime.circuits": ("resolve",),
    "revi_docs.runtime.workers": ("start", "collect", "Collected"),
    "revi_docs.records.refusal": ("RefusalError", "BrokenError"),
    "revi_docs.runtime.budgets": ("start", "record", "Started", "Recorded"),
    "revi_docs.runtime.token_figures": ("Work",),
    "revi_docs.runtime.token_counts": ("Source",),
    "revi_docs.runtime.budget_checks": ("check", "Checked"),
    "revi_docs.runtime.budget_reports": ("report", "Report", "PhaseTokens"),
    "revi_docs.runtime.token_rows": ("token_rows", "spent", "Spent"),
    "revi_docs.runtime.traces": ("emit", "TraceWriter"),
    "revi_docs.runtime.trace_checks": ("check_trace", "Finding"),
    "revi_docs.runtime.trace_compares": ("compare",),
    "revi_docs.records.trace_changes": ("Change", "Tolerance"),
    "revi_docs.runtime.story_metrics": ("metrics", "Metrics"),
    "revi_docs.records.transcripts": ("count_sessions", "count_files"),
    "revi_docs.records.run_results": ("read_result",),
    "revi_docs.records.usage": ("Usage", "Count"),
}
"""Module → the functions and values that are meant for others."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A function or a value: its name, how it is written, and its docstring in Markdown."""

    name: str
    written: str
    text: str


@dataclass(frozen=True, slots=True)
class LibraryModule:
    """A module: its name, what it is for, what it offers."""

    name: str
    text: str
    offers: tuple[Offered, ...]


def library() -> tuple[LibraryModule, ...]:
    """Every module of `LIBRARY`, in its order."""
    return tuple(_module(name, offered) for name, offered in LIBRARY.items())


def _module(name: str, offered: tuple[str, ...]) -> LibraryModule:
    module = import_module(name)
    found = (_offered(one, getattr(module, one)) for one in offered)
    return LibraryModule(name, inspect.getdoc(module) or "", tuple(found))


def _offered(name: str, what: object) -> Offered:
    text = inspect.getdoc(what) or ""
    if inspect.isclass(what):
        fields = getattr(what, "__annotations__", {})
        lines = [f"class {name}:", *(f"    {field}: {_kind(kind)}" for field, kind in fields.items())]
        return Offered(name, "\n".join(lines), text)
    assert callable(what)
    return Offered(name, f"def {name}{_signature(what)}", text)


def _signature(what: object) -> str:
    assert callable(what)
    signature = inspect.signature(what)
    parts = [str(one.replace(annotation=_Bare(one.annotation))) for one in signature.parameters.values()]
    flat = f"({', '.join(parts)}) -> {_kind(signature.return_annotation)}"
    return (
        flat
        if len(flat) <= 80
        else "\n".join(["(", *(f"    {part}," for part in parts), flat[flat.index(") ->") :]])
    )


def _kind(annotation: object) -> str:
    """A type as it is written in the source."""
    return (
        annotation if isinstance(annotation, str) else str(getattr(annotation, "__forward_arg__", annotation))
    )


class _Bare:
    """A type that shows itself as it is written, without quotes."""

    def __init__(self, annotation: object) -> None:
        self.text = _kind(annotation)

    def __repr__(self) -> str:
        return self.text
