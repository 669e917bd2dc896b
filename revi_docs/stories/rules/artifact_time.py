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
from revi_docs.records.times import written
from revi_docs.stories.rule import Case, Told
from revi_docs.stories.story import Artifact, Story

_MINUTE = 60_000


def check(case: Case) -> Iterator[Told]:
    """Yields a problem for each artifact that is too old."""
    order = case.repository.order
    first: dict[str, Artifact] = {}
    for artifact in case.story.artifacts:
        if artifact.exact and artifact.times and artifact.story in ("", case.story.id):
            yield from _against_ledger(case, artifact)
            first.setdefault(artifact.kind, artifact)
    for later in first.values():
        for earlier in first.values():
            if earlier.times[0] > later.times[-1] and earlier.kind in order.before[later.kind]:
                message = f"is older than {earlier.name}, which comes before it"
                fix = "name it by the time it was written at, or write it anew"
                yield Told(message, fix, Place(later.path), f"{later.name} {earlier.kind}")


def _against_ledger(case: Case, artifact: Artifact) -> Iterator[Told]:
    since = _entered_ms(case.story, case.repository.order.starts[artifact.kind])
    if since is None or artifact.times[-1] >= since - since % _MINUTE:
        return
    message = f"is older than the step that it rests on, of {written(since, case.shelf.zone)}"
    fix = "name it by the time it was written at, or write it anew"
    yield Told(message, fix, Place(artifact.path), f"{artifact.name} ledger")


def _entered_ms(story: Story, statuses: Iterable[str]) -> int | None:
    """When the story first came into one of the statuses; None where nobody knows: it came in by adoption."""
    wanted = frozenset(statuses)
    for entry in story.ledger.entries:
        if entry.event == "adopted":
            return None
        if entry.reached in wanted:
            return entry.at_ms
    return None
