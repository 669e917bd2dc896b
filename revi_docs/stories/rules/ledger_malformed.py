"""A ledger entry is not valid JSON, or lacks a field that its event requires.

Why: The ledger is the source of truth for a story's status. The invalid entry may be a transition.

Example:

    {"timestamp": "2026-02-11T14:32:05-07:00", "storyId": "REVI-007", "event": "moved"}

Fix: Restore the entry from git. Only `revi` writes ledgers; do not edit them.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each entry that is not valid."""
    for issue in context.story.ledger.issues:
        if issue.code == "ledger-malformed":
            place = context.story.ledger_place(issue)
            fix = f"restore it from git: git log -p -- {place.file}"
            message, subject = f"not a valid ledger entry: {issue.message}", f"line {issue.line} {issue.message}"
            yield RuleFinding(message, fix, place, subject, ("records", "ledger_entry"))
