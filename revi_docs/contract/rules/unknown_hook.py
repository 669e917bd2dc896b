"""A hook is for an event that revi does not answer.

Why: Claude Code calls it for nothing, and what it was meant to guard stays open.

Example:

    hooks: {PreToolUs: {meaning: Guards each edit.}}

Mend: name one of the events that `revi hook` answers, or remove the hook.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.names import HOOK_EVENTS
from revi_docs.contract.rule import Case
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each hook that no event belongs to."""
    for event in case.contract.hooks:
        if event not in HOOK_EVENTS:
            yield Problem(
                code="unknown-hook",
                message=f"revi answers no event '{event}'",
                fix=f"use one of: {', '.join(HOOK_EVENTS)}{did_you_mean(event, HOOK_EVENTS)}",
                places=(case.at("hooks", event),),
                subject=event,
            )
