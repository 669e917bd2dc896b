"""A line of a ledger is no step: it ends in the middle, is no JSON, or lacks what its event must say.

Why: the ledger is the one truth for where a story stands. A line that cannot be read may be a move.

Example:

    {"timestamp": "2026-02-11T14:32:05-07:00", "storyId": "REVI-007", "event": "moved", "actor":

Mend: bring the line back from git. A ledger is written by `revi` only, and never by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each line that cannot be read as a step."""
    for fault in context.story.ledger.issues:
        place = context.story.ledger_place(fault.line)
        fix = f"bring the line back from git: git log -p -- {context.story.ledger_path}"
        message, subject = f"is no step: {fault.message}", f"line {fault.line} {fault.message}"
        yield RuleFinding(message, fix, place, subject, ("records", "ledger_entry"))
