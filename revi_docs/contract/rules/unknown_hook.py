"""`revi hook` does not handle the event of a hook.

Why: Claude Code calls the hook without any effect, and what it should guard is not guarded.

Example:

    hooks: {PreToolUs: {description: Guards each edit.}}

Fix: Use an event that `revi hook` handles, or remove the hook.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.reference_targets import HOOK_EVENTS
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each hook whose event is not handled."""
    for event in context.contract.hooks:
        if event not in HOOK_EVENTS:
            yield context.problem(
                message=f"'revi hook' does not handle the event '{event}'",
                fix=suggested_fix(event, HOOK_EVENTS, f"use one of: {', '.join(HOOK_EVENTS)}"),
                places=(context.place_of("hooks", event),),
                subject=event,
            )
