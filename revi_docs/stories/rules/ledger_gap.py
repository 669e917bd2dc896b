"""A ledger entry follows an entry that is missing or was changed.

Why: Each entry names the digest of the entry before it, so a missing or changed entry shows. The status depends on
all entries.

Example:

    {"seq": 4, "prev": ["8f14e45f…"], "event": "moved", …}

No entry has the digest `8f14e45f…`, because the third entry was edited.

Fix: Restore the entry from git. If it is lost, a person can accept the ledger as it is with `revi story reconcile`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.records.ledger_chain import chain_issues
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each entry whose predecessor is missing, unless a later entry reconciles it."""
    story = context.story
    for issue in chain_issues(story.ledger):
        if issue.code == "ledger-gap":
            place = story.ledger_place(issue)
            fix = f"restore that one from git: git log -p -- {story.folder}"
            fix += f"; if it is lost, run 'revi story reconcile {story.id}'"
            yield RuleFinding(f"the entry {issue.message}", fix, place, f"gap before {issue.file}")
