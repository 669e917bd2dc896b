"""A ledger line is not a valid entry: it is truncated, is not valid JSON, or lacks a field that its event
requires.

Why: The ledger is the source of truth for a story's status. The invalid line may be a transition.

Example:

    {"timestamp": "2026-02-11T14:32:05-07:00", "storyId": "REVI-007", "event": "moved", "actor":

Fix: Restore the line from git. Only `revi` writes ledgers; do not edit them.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each line that is not a valid entry."""
    for issue in context.story.ledger.issues:
        place = context.story.ledger_place(issue.line)
        fix = f"restore the line from git: git log -p -- {context.story.ledger_path}"
        message, subject = f"not a valid ledger entry: {issue.message}", f"line {issue.line} {issue.message}"
        yield RuleFinding(message, fix, place, subject, ("records", "ledger_entry"))
