"""The steps of a ledger are no path through the contract's transitions.

Why: a story that went where no way leads skipped an audit, a review or a gate. A ledger begins with `created`
in an initial status, or with `adopted`, which names who says so and what shows it.

Example:

    {"timestamp": "2026-02-11T14:32:05-07:00", "storyId": "REVI-007", "event": "moved", "actor": "ann",
     "from": "generated", "to": "completed", "by": "manual", "reason": "it is done"}

Mend: bring the ledger back from git and move the story with `revi move`. Where the contract's transitions
have changed since, add the way that was taken then.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.records.ledger import transition_issues
from revi_docs.stories.story_rule import RuleFinding, StoryContext

FAULT_CODES = ("ledger-path", "ledger-beginning", "ledger-of-another")
"""The faults of a ledger that this rule tells; their order in time is another's."""


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each step that does not follow; none where a line is missing between them."""
    story = context.story
    if story.ledger.issues:
        return
    for fault in transition_issues(story.ledger, context.layout.decision_contract, story.id):
        if fault.code in FAULT_CODES:
            fix = f"bring the ledger back from git and run 'revi move {story.id} STATUS'"
            yield RuleFinding(
                f"is no path: {fault.message}",
                fix,
                story.ledger_place(fault.line),
                f"line {fault.line} {fault.message}",
                ("transitions",),
            )
