"""Two branches added entries to the ledger of one story.

Why: The story has two statuses, and `revi` cannot know which one is right. Until a person chooses, commands cannot
move the story.

Example:

    plans/stories/REVI-007/ledger/0004-1f0c9a3be2d4.json
    plans/stories/REVI-007/ledger/0004-8be11f2a9c07.json

Both entries follow the third one: one branch moved the story to `uat`, the other to `blocked`.

Fix: See both sides with `revi story reconcile`, then keep one of them. The other side stays in the ledger as history.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.records.ledger_chain import chain_issues
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report a fork that no entry reconciles."""
    story = context.story
    for issue in chain_issues(story.ledger):
        if issue.code == "ledger-fork":
            fix = f"choose a side with 'revi story reconcile {story.id}'"
            yield RuleFinding(issue.message, fix, story.ledger_place(issue), "fork")
