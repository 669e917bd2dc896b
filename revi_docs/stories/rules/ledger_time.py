"""A step of a ledger is older than the step before it.

Why: a ledger is only added to, so its times go one way. A step that is older was put in between, or written
by hand.

Example:

    {"timestamp": "2026-02-11T14:32:05-07:00", "storyId": "REVI-007", "event": "created", ...}
    {"timestamp": "2026-02-10T09:00:00-07:00", "storyId": "REVI-007", "event": "moved", ...}

Mend: bring the ledger back from git: `git log -p` shows which line was put in.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.records.ledger import transition_issues
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each step that goes back in time."""
    story = context.story
    for fault in transition_issues(story.ledger, context.layout.decision_contract, story.id):
        if fault.code == "ledger-time":
            fix = f"bring the ledger back from git: git log -p -- {story.ledger_path}"
            yield RuleFinding(
                f"the step {fault.message}", fix, story.ledger_place(fault.line), f"time of line {fault.line}"
            )
