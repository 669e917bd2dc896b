"""A hook is to block where nothing can be decided, and Claude Code lets its event not be blocked.

Why: the contract promises a guard that does not exist.

Example:

    hooks: {SessionEnd: {fail: closed}}

Mend: write `fail: open`, or close another hook.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.reference_targets import HOOK_EVENTS
from revi_docs.problems.problem import Problem
from revi_docs.targets.claude import TARGET as CLAUDE


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each hook that fails closed, and cannot."""
    for event, hook in context.contract.hooks.items():
        if hook.fail == "closed" and event in HOOK_EVENTS and event not in CLAUDE.blocking_events:
            yield Problem(
                code="hook-cannot-block",
                message=f"the hook '{event}' fails closed, and nothing can be blocked then",
                fix="write 'fail: open'",
                places=(context.place_of("hooks", event, "fail"),),
                subject=event,
            )
