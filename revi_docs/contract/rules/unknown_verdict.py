"""A transition, a `stays` list or the acceptance gate names a verdict that its verdict set does not contain.

Why: the transition is never taken, and nothing shows it until a story is stuck.

Example:

    statuses: {testing: {}, done: {terminal: true}}
    verdicts: {gate: {values: [PASS, FAIL], stays: FAIL}}
    commands: {check: {verdicts: gate}}
    transitions:
      - {from: testing, to: done, by: check, verdict: PASSED}

Fix: correct the verdict, add it to the set, or set the command's `verdicts` to the right set.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.model import Transition
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import did_you_mean


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each verdict that its set does not contain."""
    for verdicts in context.contract.verdicts.values():
        for index, verdict in enumerate(verdicts.stays):
            if verdict not in verdicts.values:
                yield context.problem(
                    message=f"'stays' of '{verdicts.id}' lists '{verdict}', which is not one of its verdicts",
                    fix=f"add '{verdict}' to its 'values'{did_you_mean(verdict, verdicts.values)}",
                    places=(
                        context.place_of("verdicts", verdicts.id, "stays", index),
                        context.place_of("verdicts", verdicts.id, "values"),
                    ),
                    subject=f"{verdicts.id}.{verdict}",
                )
    yield from _check_acceptance(context)
    if context.contract.verdicts:
        for index, transition in enumerate(context.contract.transitions):
            yield from _check_transition(context, index, transition)


def _check_acceptance(context: RuleContext) -> Iterator[Problem]:
    gate = context.contract.acceptance.gate if context.contract.acceptance else None
    if gate is None or gate.verdicts not in context.contract.verdicts:
        return
    gate_verdicts = context.contract.verdicts[gate.verdicts].values
    for key, verdicts in (("passes", gate.passes), ("reasoned", gate.reasoned)):
        for index, verdict in enumerate(verdicts):
            if verdict not in gate_verdicts:
                yield context.problem(
                    message=f"acceptance requires the verdict '{verdict}', which its gate never gives",
                    fix=f"add '{verdict}' to the set '{gate.verdicts}'{did_you_mean(verdict, gate_verdicts)}",
                    places=(
                        context.place_of("acceptance", "gate", key, index),
                        context.place_of("verdicts", gate.verdicts, "values"),
                    ),
                    subject=f"acceptance.{verdict}",
                )


def _check_transition(
    context: RuleContext, transition_index: int, transition: Transition
) -> Iterator[Problem]:
    command = context.contract.commands.get(transition.by)
    if not command or not transition.verdict:
        return
    if command.verdicts is None:
        # One problem is enough: the set is missing for all verdicts of the transition.
        verdict = transition.verdict[0]
        yield context.problem(
            message=f"a transition needs the verdict '{verdict}' of '{command.id}', which has no verdict set",
            fix=f"set the 'verdicts' of '{command.id}', or give the transition an event",
            places=(
                context.place_of("transitions", transition_index, "verdict"),
                context.place_of("commands", command.id),
            ),
            subject=f"{command.id}.{verdict}",
        )
    elif command.verdicts in context.contract.verdicts:
        set_verdicts = context.contract.verdicts[command.verdicts].values
        for index, verdict in enumerate(transition.verdict):
            if verdict not in set_verdicts:
                yield context.problem(
                    message=f"'{command.id}' never gives the verdict '{verdict}'",
                    fix=f"add '{verdict}' to the set '{command.verdicts}'"
                    + did_you_mean(verdict, set_verdicts),
                    places=(
                        context.place_of("transitions", transition_index, "verdict", index),
                        context.place_of("verdicts", command.verdicts, "values"),
                    ),
                    subject=f"{command.id}.{verdict}",
                )
