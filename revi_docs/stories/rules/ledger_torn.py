"""The last line of an older ledger file is incomplete.

Why: Its writer was stopped in the middle of the line, so the act was never reported as done. The line is not an
entry.

Example:

    {"timestamp": "2026-02-11T14:32:05-07:00", "storyId": "REVI-007", "event": "mov

Fix: Nothing. The next command that adds an entry to the ledger removes the line.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.stories.story_rule import RuleFinding, StoryContext

SEVERITY = "warning"
"""A warning: no entry is lost, and the next command removes the line."""


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report the incomplete line."""
    for issue in context.story.ledger.issues:
        if issue.code == "ledger-torn":
            fix = "delete the line, or continue: the next entry of the story removes it"
            place = context.story.ledger_place(issue)
            yield RuleFinding("the last line is incomplete: its writer was stopped", fix, place, "torn line")
