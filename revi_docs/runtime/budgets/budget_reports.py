"""Write the summary of a story's token log: tokens and limits by phase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revi_docs.decide.compiled_contract import TokenLimits
from revi_docs.files.atomic_write import write_file
from revi_docs.records.command_errors import file_errors
from revi_docs.records.log_tables import format_header, format_row
from revi_docs.records.usage import Usage
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.budgets.budget_checks import story_limits
from revi_docs.runtime.budgets.token_rows import PhaseUsage, counted_kinds, phase_usage, token_rows

ARTIFACT, DEFAULT_SUMMARY_FILE = "token_summary", "_implementation/TOKEN-SUMMARY.md"
"""The artifact that is written, and its default path."""

SEVERITY_ORDER = ("hard", "warning", "")
"""The order of the phases in the summary: those over a limit first."""


class PhaseTokens(NamedTuple):
    """A phase: its usage, its limits (None if it has none), and the limit it reached ("" for none)."""

    phase: str
    usage: PhaseUsage
    limits: TokenLimits | None
    over: str


class BudgetReport(NamedTuple):
    """The recorded phases, those over a limit first, and their total. `text` is the summary in Markdown."""

    phases: tuple[PhaseTokens, ...]
    total: PhaseUsage
    kinds: tuple[str, ...]
    text: str


def write_report(story: StoryPaths, *, dry: bool = False) -> BudgetReport:
    """Write the summary. Raises UnavailableError if the token log cannot be read or the summary written."""
    rows, kinds, limits = token_rows(story), counted_kinds(story.repository), story_limits(story)
    names = dict.fromkeys(token_row.phase for token_row in rows if token_row.phase)
    unsorted_phases = [_phase(name, phase_usage(rows, name, kinds), limits.get(name)) for name in names]
    phases = tuple(sorted(unsorted_phases, key=lambda phase: SEVERITY_ORDER.index(phase.over)))
    text = "\n".join(_lines(story, phases, kinds)) + "\n"
    if not dry:
        _write(story, text)
    return BudgetReport(phases, _total(phases), kinds, text)


def _phase(name: str, usage: PhaseUsage, limits: TokenLimits | None) -> PhaseTokens:
    over = ""
    if limits is not None:
        tokens = usage.tokens or 0
        over = "hard" if tokens >= limits.hard else "warning" if tokens >= limits.warning else ""
    return PhaseTokens(name, usage, limits, over)


def _total(phases: Sequence[PhaseTokens]) -> PhaseUsage:
    total = PhaseUsage(complete=bool(phases))
    for phase in phases:
        total = total.plus(phase.usage)
    return total


def _write(story: StoryPaths, text: str) -> None:
    path = story.artifact_file(ARTIFACT, DEFAULT_SUMMARY_FILE)
    with file_errors(path):
        write_file(story.repository.root, path, text.encode())


def _lines(story: StoryPaths, phases: Sequence[PhaseTokens], kinds: Sequence[str]) -> Iterator[str]:
    yield f"# Tokens of {story.id}"
    yield ""
    yield "Generated from the token log by `revi plumbing budget report`; do not edit."
    yield f"Counted: {', '.join(kinds)}. Incomplete figures are lower bounds."
    yield ""
    kind_titles = [kind.replace("_", " ").capitalize() for kind in Usage._fields]
    columns = ("Phase", "Counted", "Warning", "Hard limit", "Reached", *kind_titles, "Complete")
    yield from format_header(columns).splitlines()
    for phase in phases:
        limits = [f"{limit:,}" for limit in phase.limits] if phase.limits else ["", ""]
        yield format_row([phase.phase, _format_total(phase.usage), *limits, phase.over, *_format_figures(phase.usage)])
    total = _total(phases)
    yield format_row(["Total", _format_total(total), "", "", "", *_format_figures(total)])


def _format_total(usage: PhaseUsage) -> str:
    return "unknown" if usage.tokens is None else f"{usage.tokens:,}"


def _format_figures(usage: PhaseUsage) -> list[str]:
    kinds = [f"{number:,}" for number in usage.usage] if usage.usage else ["unknown"] * len(Usage._fields)
    return [*kinds, "yes" if usage.complete else "no"]
