"""Compute the figures of a usage record: the count before, the count after, and the difference."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

from revi_docs.records.command_errors import CommandError
from revi_docs.records.token_log import FIELD_BY_KIND, STATED
from revi_docs.records.usage import Usage
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.budgets.token_counts import RESULT, UNRECORDED, TokenCount, TokenSource, count_increase
from revi_docs.runtime.budgets.token_rows import counted_kinds
from revi_docs.runtime.budgets.token_state import BudgetState, SessionSnapshot


class PhaseRef(NamedTuple):
    """A phase to start or to record; `command` works in it, "" if not given. `fence` as in `MoveRequest`.

    `actor` states the number of tokens, if it comes from nowhere else.
    """

    phase: str
    command: str = ""
    source: TokenSource = TokenSource()
    fence: int = 0
    actor: str = ""


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
    if snapshot is not None and token_count.usage.minus(snapshot.usage) is None:
        return {}, ("the transcript has fewer tokens than before, so it is not the same file",)
    increase, gaps = increase_since(token_count, snapshot, state.snapshots)
    delta = counted_total(story, increase)
    if snapshot is None:
        start_gaps = () if token_count.explicit else (_NO_START_COUNT,)
        figures = {"after": delta, "delta": delta, **_kind_fields(increase)}
        return figures, (*token_count.usage_count.gaps, *gaps, *start_gaps)
    before = counted_total(story, snapshot.usage)
    start_gaps = () if snapshot.complete or token_count.usage_count.gaps else (_INCOMPLETE_START,)
    figures = {"before": before, "after": before + delta, "delta": delta, **_kind_fields(increase)}
    return figures, (*token_count.usage_count.gaps, *gaps, *start_gaps)


def increase_since(
    token_count: TokenCount, snapshot: SessionSnapshot | None, snapshots: Mapping[str, SessionSnapshot]
) -> tuple[Usage, tuple[str, ...]]:
    """What a session used since its snapshot, without what it copied from other sessions, and the gaps."""
    others: dict[str, int] = {}
    missing = []
    for name, other in snapshots.items():
        if name == token_count.session_id:
            continue
        existing = {file: size for file, size in other.sizes.items() if os.path.isfile(file)}
        others.update(existing)
        if len(existing) < len(other.sizes) or not other.sizes:
            missing.append(name)
    simple_increase = token_count.usage.minus(snapshot.usage) if snapshot else token_count.usage
    if snapshot is not None and not snapshot.sizes:  # written by an earlier version
        return simple_increase or Usage(), ()
    increase = count_increase(token_count.sizes, snapshot.sizes if snapshot else {}, others)
    # Only a session without a snapshot may still contain copies that cannot be recognized.
    uncertain = missing if snapshot is None else []
    return increase or Usage(), tuple(
        f"the transcript of session {name} is gone, so copies of it may be counted twice" for name in uncertain
    )


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
