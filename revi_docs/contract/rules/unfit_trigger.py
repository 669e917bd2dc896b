"""The trigger of a transition does not suit the value of `by`.

Why: A command moves a story on an event or on its verdicts, and the system on an event; without one, nothing
says when to move. A person decides freely, so a verdict in a manual transition is never checked.

Example:

    statuses: {open: {}, done: {terminal: true}}
    commands: {close: {}}
    transitions:
      - {from: open, to: done, by: close}

Fix: Write an `event` or a `verdict` for a command, an `event` for `system`, and no `verdict` for `manual`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.model import Transition
from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each transition whose trigger is missing or not allowed."""
    for index, transition in enumerate(context.contract.transitions):
        # An undefined command is reported by `unknown-command`.
        if transition.by not in (MANUAL, SYSTEM, *context.contract.commands):
            continue
        trigger_problem = _trigger_problem(transition)
        if trigger_problem:
            key, defect, fix = trigger_problem
            route_text = f"{' and '.join(repr(name) for name in transition.sources)} to '{transition.target}'"
            yield context.problem(
                message=f"the transition from {route_text} by '{transition.by}' {defect}",
                fix=fix,
                places=(context.place_of("transitions", index, key),),
                subject=f"{'.'.join(transition.sources)}.{transition.target}.{transition.by}",
            )


def _trigger_problem(transition: Transition) -> tuple[str, str, str] | None:
    """Return (key, what is wrong, fix) for a transition whose trigger is missing or not allowed."""
    has_event, has_verdict = transition.event is not None, bool(transition.verdict)
    if transition.by == MANUAL:
        return ("verdict", "has a verdict", "remove 'verdict': a person decides") if has_verdict else None
    if transition.by == SYSTEM:
        if has_verdict:
            return "verdict", "has a verdict", "replace it with an 'event': the system returns no verdicts"
        return (
            None
            if has_event
            else (
                "by",
                "has no event",
                "add the event on which the system moves the story, such as 'event: circuit-open'",
            )
        )
    if has_event and has_verdict:
        return "event", "has an event and a verdict", "keep one of the two"
    if not has_event and not has_verdict:
        return (
            "by",
            "has neither an event nor a verdict",
            "add what triggers it, such as 'event: finished', or a 'verdict'",
        )
    return None
