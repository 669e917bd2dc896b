"""A hook has `fail: closed`, but Claude Code does not let a hook block its event.

Why: The contract promises a guard that does not exist.

Example:

    hooks: {SessionEnd: {fail: closed}}

Fix: Set `fail: open`, or use a hook whose event can be blocked.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.reference_targets import HOOK_EVENTS
from revi_docs.problems.problem import Problem
from revi_docs.targets.claude import TARGET as CLAUDE


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each hook that fails closed but cannot block."""
    for event, hook in context.contract.hooks.items():
        # An event that is not handled is reported by `unknown-hook`.
        if hook.fail == "closed" and event in HOOK_EVENTS and event not in CLAUDE.blocking_events:
            yield context.problem(
                message=f"the hook '{event}' is set to fail closed, but Claude Code does not let it block",
                fix="set 'fail: open'",
                places=(context.place_of("hooks", event, "fail"),),
                subject=event,
            )
