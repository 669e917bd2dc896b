"""An artifact is older than the ledger entry or the artifact that it depends on.

Why: A proof that was written before the audit of its story proves something else. The timestamps in file
names record the order of the work. It is a warning, because a clock can be wrong.

Example:

    plans/stories/REVI-007/ELAB-REVI-007-20260212-0900.md
    plans/stories/REVI-007/PROOF-REVI-007-20260211-1432.md

Fix: Rename the file to the time it was written, or write it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revi_docs.problems.problem import Place
from revi_docs.records.time_formats import format_time
from revi_docs.stories.story import Story, StoryArtifact
from revi_docs.stories.story_rule import RuleFinding, StoryContext

SEVERITY = "warning"
"""The clock that named a file may have been wrong; the order of the ledger is its chain."""

_MINUTE_MS = 60_000
"""File names have timestamps to the minute; the ledger has milliseconds."""


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each artifact that is too old."""
    artifact_order = context.repository.artifact_order
    oldest: dict[str, StoryArtifact] = {}
    for artifact in context.story.artifacts:
        if artifact.is_exact and artifact.times and artifact.story_id in ("", context.story.id):
            yield from _check_against_ledger(context, artifact)
            oldest.setdefault(artifact.kind, artifact)
    for later in oldest.values():
        for earlier in oldest.values():
            alternatives = artifact_order.alternatives.get(earlier.kind, frozenset())
            if any(context.story.artifacts_of_kind(kind) for kind in alternatives):
                continue  # what came before may have been the alternative
            if earlier.times[0] > later.times[-1] and earlier.kind in artifact_order.predecessors[later.kind]:
                message = f"is older than {earlier.name}, which must come before it"
                fix = "rename it to the time it was written, or write it again"
                yield RuleFinding(message, fix, Place(later.path), f"{later.name} {earlier.kind}")


def _check_against_ledger(context: StoryContext, artifact: StoryArtifact) -> Iterator[RuleFinding]:
    entered_ms = _entered_ms(context.story, context.repository.artifact_order.entry_statuses[artifact.kind])
    # Timestamps in file names have minute precision: compare with the start of the entry's minute.
    if entered_ms is None or artifact.times[-1] >= entered_ms - entered_ms % _MINUTE_MS:
        return
    message = f"is older than the ledger entry it depends on, from {format_time(entered_ms, context.layout.zone)}"
    fix = "rename it to the time it was written, or write it again"
    yield RuleFinding(message, fix, Place(artifact.path), f"{artifact.name} ledger")


def _entered_ms(story: Story, statuses: Iterable[str]) -> int | None:
    """Return when the story first entered one of the statuses; None if it never did or was adopted."""
    status_set = frozenset(statuses)
    for entry in story.ledger.main_line:
        if entry.event == "adopted":
            return None
        if entry.status_after in status_set:
            return entry.timestamp_ms
    return None
