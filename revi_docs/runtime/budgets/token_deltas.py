"""Compute the figures of a usage record: the count before, the count after, and the difference."""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.records.command_errors import CommandError
from revi_docs.records.token_log import FIELD_BY_KIND
from revi_docs.records.usage import Usage
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.budgets.token_counts import RESULT, STATED, UNRECORDED, TokenCount, TokenSource
from revi_docs.runtime.budgets.token_rows import counted_kinds
from revi_docs.runtime.budgets.token_state import BudgetState


class PhaseRef(NamedTuple):
    """A phase to start or to record; `command` works in it, "" if not given."""

    phase: str
    command: str = ""
    source: TokenSource = TokenSource()


def counted_total(story: StoryPaths, usage: Usage) -> int:
    """The number of tokens that count against a limit."""
    return usage.total_of(counted_kinds(story.repository))


UsageFigures = tuple[dict[str, int], tuple[str, ...]]


def usage_figures(story: StoryPaths, phase_ref: PhaseRef, token_count: TokenCount, state: BudgetState) -> UsageFigures:
    """The figures of a record, and why they may be too low; no figures if nothing was counted."""
    if token_count.source == STATED:
        return _explicit_figures(phase_ref, state)
    if token_count.source == RESULT:
        figures = {"delta": counted_total(story, token_count.usage), **_kind_fields(token_count.usage)}
        return figures, token_count.usage_count.gaps
    if token_count.source == UNRECORDED:
        return {}, ("this session has no transcript, and no other source was given",)
    snapshot = state.snapshots.get(token_count.session_id)
    if snapshot is None:
        total = counted_total(story, token_count.usage)
        start_gaps = () if token_count.explicit else (_NO_START_COUNT,)
        figures = {"after": total, "delta": total, **_kind_fields(token_count.usage)}
        return figures, token_count.usage_count.gaps + start_gaps
    delta = token_count.usage.minus(snapshot.usage)
    if delta is None:
        return {}, ("the transcript has fewer tokens than before, so it is not the same file",)
    sums = {"before": counted_total(story, snapshot.usage), "after": counted_total(story, token_count.usage)}
    gaps = token_count.usage_count.gaps or (() if snapshot.complete else (_INCOMPLETE_START,))
    return {**sums, "delta": sums["after"] - sums["before"], **_kind_fields(delta)}, gaps


_NO_START_COUNT = "there was no count before the phase, so the whole session is counted"
_INCOMPLETE_START = "the count before the phase was not complete"


def _explicit_figures(phase_ref: PhaseRef, state: BudgetState) -> UsageFigures:
    """The caller's number: a session total if the phase was started with one, else the usage of the phase."""
    tokens, previous = phase_ref.source.tokens or 0, state.tokens if state.phase == phase_ref.phase else None
    if previous is None:
        return {"delta": tokens}, ()
    if tokens < previous:
        message = f"{tokens:,} tokens are fewer than the {previous:,} at the start of the phase"
        raise CommandError("token-count-decreased", message, "pass the current total of the session")
    return {"before": previous, "after": tokens, "delta": tokens - previous}, ()


def _kind_fields(usage: Usage) -> dict[str, int]:
    return {FIELD_BY_KIND[kind]: number for kind, number in usage._asdict().items()}
