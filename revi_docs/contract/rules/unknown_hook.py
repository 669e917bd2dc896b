"""A hook is for an event that revi does not answer.

Why: Claude Code calls it for nothing, and what it was meant to guard stays open.

Example:

    hooks: {PreToolUs: {description: Guards each edit.}}

Mend: name one of the events that `revi hook` answers, or remove the hook.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.reference_targets import HOOK_EVENTS
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import did_you_mean


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each hook that no event belongs to."""
    for event in context.contract.hooks:
        if event not in HOOK_EVENTS:
            yield Problem(
                code="unknown-hook",
                message=f"revi answers no event '{event}'",
                fix=f"use one of: {', '.join(HOOK_EVENTS)}{did_you_mean(event, HOOK_EVENTS)}",
                places=(context.place_of("hooks", event),),
                subject=event,
            )
