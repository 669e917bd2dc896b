"""A ledger entry is older than the entry before it.

Why: Entries are only appended, so timestamps never decrease. An older entry was inserted or edited.

Example:

    {"timestamp": "2026-02-11T14:32:05-07:00", "storyId": "REVI-007", "event": "created", ...}
    {"timestamp": "2026-02-10T09:00:00-07:00", "storyId": "REVI-007", "event": "moved", ...}

Fix: Restore the ledger from git; `git log -p` shows which line was inserted.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.records.ledger import transition_issues
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each entry that is older than its predecessor."""
    story = context.story
    for issue in transition_issues(story.ledger, context.layout.decision_contract, story.id):
        if issue.code == "ledger-time":
            fix = f"restore the ledger from git: git log -p -- {story.ledger_path}"
            yield RuleFinding(
                f"the entry {issue.message}", fix, story.ledger_place(issue.line), f"time of line {issue.line}"
            )
