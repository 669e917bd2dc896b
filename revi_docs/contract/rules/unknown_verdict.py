"""A transition waits for a verdict that its command never gives, or a set lets a story stay after a verdict
that it does not hold, or a story is to be done with one that its gate never gives.

Why: the transition is never taken, and nobody sees it until a story is stuck.

Example:

    statuses: {testing: {}, done: {terminal: true}}
    verdicts: {gate: {values: [PASS, FAIL], stays: FAIL}}
    commands: {check: {verdicts: gate}}
    transitions:
      - {from: testing, to: done, by: check, verdict: PASSED}

Mend: correct the verdict, add it to the set, or name the right set as the command's `verdicts`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.model import Transition
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import did_you_mean


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each verdict that is in no set it should be in."""
    for verdicts in context.contract.verdicts.values():
        for index, verdict in enumerate(verdicts.stays):
            if verdict not in verdicts.values:
                yield Problem(
                    code="unknown-verdict",
                    message=f"'{verdicts.id}' has no verdict '{verdict}', after which a story stays",
                    fix=f"add '{verdict}' to its values{did_you_mean(verdict, verdicts.values)}",
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
                yield Problem(
                    code="unknown-verdict",
                    message=f"a story is done with the verdict '{verdict}', which its gate never gives",
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
        verdict = transition.verdict[0]
        yield Problem(
            code="unknown-verdict",
            message=f"'{command.id}' is to give the verdict '{verdict}', and has no verdict set",
            fix=f"name a set as 'verdicts' of '{command.id}', or give the transition an event",
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
                yield Problem(
                    code="unknown-verdict",
                    message=f"'{command.id}' never gives the verdict '{verdict}'",
                    fix=f"add '{verdict}' to the set '{command.verdicts}'{did_you_mean(verdict, set_verdicts)}",
                    places=(
                        context.place_of("transitions", transition_index, "verdict", index),
                        context.place_of("verdicts", command.verdicts, "values"),
                    ),
                    subject=f"{command.id}.{verdict}",
                )
