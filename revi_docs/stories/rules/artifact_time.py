"""An artifact is older than what it rests on: the steps of the ledger, or artifacts of the phase before.

Why: a proof that was written before its story was audited proves something else. The times in the names are
what tells the order of the work.

Example:

    plans/stories/REVI-007/ELAB-REVI-007-20260212-0900.md
    plans/stories/REVI-007/PROOF-REVI-007-20260211-1432.md

Mend: name it by the time it was written at, or write it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revi_docs.problems.problem import Place
from revi_docs.records.time_formats import format_time
from revi_docs.stories.story import Story, StoryArtifact
from revi_docs.stories.story_rule import RuleFinding, StoryContext

_MINUTE_MS = 60_000


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each artifact that is too old."""
    artifact_order = context.repository.artifact_order
    oldest: dict[str, StoryArtifact] = {}
    for artifact in context.story.artifacts:
        if artifact.is_exact and artifact.times and artifact.story_id in ("", context.story.id):
            yield from _check_against_ledger(context, artifact)
            oldest.setdefault(artifact.kind, artifact)
    for later in oldest.values():
        for earlier in oldest.values():
            if earlier.times[0] > later.times[-1] and earlier.kind in artifact_order.predecessors[later.kind]:
                message = f"is older than {earlier.name}, which comes before it"
                fix = "name it by the time it was written at, or write it anew"
                yield RuleFinding(message, fix, Place(later.path), f"{later.name} {earlier.kind}")


def _check_against_ledger(context: StoryContext, artifact: StoryArtifact) -> Iterator[RuleFinding]:
    entered_ms = _entered_ms(context.story, context.repository.artifact_order.entry_statuses[artifact.kind])
    if entered_ms is None or artifact.times[-1] >= entered_ms - entered_ms % _MINUTE_MS:
        return
    message = f"is older than the step that it rests on, of {format_time(entered_ms, context.layout.zone)}"
    fix = "name it by the time it was written at, or write it anew"
    yield RuleFinding(message, fix, Place(artifact.path), f"{artifact.name} ledger")


def _entered_ms(story: Story, statuses: Iterable[str]) -> int | None:
    """When the story first came into one of the statuses; None where nobody knows: it came in by adoption."""
    status_set = frozenset(statuses)
    for entry in story.ledger.entries:
        if entry.event == "adopted":
            return None
        if entry.status_after in status_set:
            return entry.timestamp_ms
    return None
