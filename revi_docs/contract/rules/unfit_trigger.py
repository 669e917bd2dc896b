"""A transition's trigger does not fit who takes it.

Why: a command has to be told when it moves the story, by one event or by its verdicts, and the system by an
event. A person decides, so nobody would ask for a verdict there.

Example:

    statuses: {open: {}, done: {terminal: true}}
    commands: {close: {}}
    transitions:
      - {from: open, to: done, by: close}

Mend: write an `event` or a `verdict` for a command, an `event` for `system`, and no `verdict` for `manual`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.model import Transition
from revi_docs.contract.relations import MANUAL, SYSTEM
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each transition that says too little or too much of its trigger."""
    for index, transition in enumerate(context.contract.transitions):
        if transition.by not in (MANUAL, SYSTEM, *context.contract.commands):
            continue
        trigger_problem = _trigger_problem(transition)
        if trigger_problem:
            key, defect, fix = trigger_problem
            route_text = f"{' and '.join(repr(name) for name in transition.sources)} to '{transition.target}'"
            yield Problem(
                code="unfit-trigger",
                message=f"the transition from {route_text} by '{transition.by}' {defect}",
                fix=fix,
                places=(context.place_of("transitions", index, key),),
                subject=f"{'.'.join(transition.sources)}.{transition.target}.{transition.by}",
            )


def _trigger_problem(transition: Transition) -> tuple[str, str, str] | None:
    """(key, what is wrong, how to mend) of a transition whose trigger is unfit."""
    has_event, has_verdict = transition.event is not None, bool(transition.verdict)
    if transition.by == MANUAL:
        return ("verdict", "has a verdict", "remove 'verdict': a person decides") if has_verdict else None
    if transition.by == SYSTEM:
        if has_verdict:
            return "verdict", "has a verdict", "write an 'event' in its place: the system judges nothing"
        return (
            None
            if has_event
            else ("by", "has no event", "write the 'event' upon which the system moves the story")
        )
    if has_event and has_verdict:
        return "event", "has an event and a verdict", "keep one of the two"
    if not has_event and not has_verdict:
        return "by", "has neither event nor verdict", "write the 'event' or the 'verdict' that leads this way"
    return None
