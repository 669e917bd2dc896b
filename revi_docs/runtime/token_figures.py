"""The figures of a record of tokens: what was there before, what is there now, and what came on top."""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.records.refusal import RefusalError
from revi_docs.records.token_log import FIELDS
from revi_docs.records.usage import Usage
from revi_docs.runtime.token_counts import RESULT, STATED, UNRECORDED, Found, Source
from revi_docs.runtime.token_rows import kinds_that_count
from revi_docs.runtime.token_state import State
from revi_docs.runtime.workflow import StoryPaths


class Work(NamedTuple):
    """A phase that begins or is recorded; `command` works in it, "" where nobody says."""

    phase: str
    command: str = ""
    source: Source = Source()


def total_of(story: StoryPaths, usage: Usage) -> int:
    """The tokens that count against a limit."""
    return usage.of(kinds_that_count(story.workflow))


Figures = tuple[dict[str, int], tuple[str, ...]]


def figures_of(story: StoryPaths, work: Work, found: Found, state: State) -> Figures:
    """The figures of a record, and why they may be too little; no figures where nobody counted."""
    if found.source == STATED:
        return _stated(work, state)
    if found.source == RESULT:
        return {"delta": total_of(story, found.used.usage), **_kinds(found.used.usage)}, found.used.why
    if found.source == UNRECORDED:
        return {}, ("there is no transcript of this session, and nothing else was given",)
    before = state.seen.get(found.session)
    if before is None:
        total = total_of(story, found.used.usage)
        why = () if found.said else ("no count was kept before the phase: all of the session is counted",)
        figures = {"after": total, "delta": total, **_kinds(found.used.usage)}
        return figures, (*found.used.why, *why)
    more = found.used.usage.since(before.usage)
    if more is None:
        return {}, ("the transcript tells less than before: it is not the same any more",)
    sums = {"before": total_of(story, before.usage), "after": total_of(story, found.used.usage)}
    why = found.used.why
    if not why and not before.complete:
        why = ("the count before the phase was not complete",)
    return {**sums, "delta": sums["after"] - sums["before"], **_kinds(more)}, why


def _stated(work: Work, state: State) -> Figures:
    """What somebody read off: the session's count where that was stated before, too, else the phase's use."""
    tokens, before = work.source.tokens or 0, state.tokens if state.phase == work.phase else None
    if before is None:
        return {"delta": tokens}, ()
    if tokens < before:
        what = f"{tokens:,} is less than the {before:,} of the beginning"
        raise RefusalError("counts-back", what, "give the count of the session as it stands now")
    return {"before": before, "after": tokens, "delta": tokens - before}, ()


def _kinds(usage: Usage) -> dict[str, int]:
    return {FIELDS[kind]: number for kind, number in usage._asdict().items()}
