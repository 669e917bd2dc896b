"""The entries of a ledger do not follow the transitions of the contract.

Why: A story that skipped a transition skipped an audit, a review or a gate. A ledger starts with `created`
in an initial status, or with `adopted`, which names the person responsible and the evidence.

Example:

    {"timestamp": "2026-02-11T14:32:05-07:00", "storyId": "REVI-007", "event": "moved", "actor": "ann",
     "from": "generated", "to": "completed", "by": "manual", "reason": "it is done"}

Fix: Restore the ledger from git, then move the story with `revi plumbing move`. An entry that the contract no longer
allows is judged by the contract in the commit that added it. If there is none, as without git, a person accepts the
ledger with `revi story reconcile`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.rules.compilation import contract_at_commit
from revi_docs.records.ledger_rules import ACCEPTABLE, transition_issues
from revi_docs.records.past_contracts import PastContracts
from revi_docs.stories.story_rule import RuleFinding, StoryContext

ISSUE_CODES = ("ledger-path", "ledger-start", "ledger-story-differs")
"""The ledger issues that this rule reports; others have a rule of their own."""


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each entry that does not follow from the one before; nothing if any entry is invalid."""
    story = context.story
    if any(issue.code == "ledger-malformed" for issue in story.ledger.issues):
        return
    past = PastContracts(str(context.repository.root), story.ledger_path, contract_at_commit)
    for issue in transition_issues(story.ledger, context.layout.decision_contract, story.id, past):
        if issue.code in ISSUE_CODES:
            fix = f"restore the ledger from git: git log -p -- {story.folder}"
            if issue.code in ACCEPTABLE:
                fix += f"; a person can accept the ledger as it is: 'revi story reconcile {story.id}'"
            message, subject = (
                f"does not follow the transitions: {issue.message}",
                f"line {issue.line} {issue.message}",
            )
            yield RuleFinding(message, fix, story.ledger_place(issue), subject, ("transitions",))
