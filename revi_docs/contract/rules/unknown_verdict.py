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

from revi_docs.contract.model import Transition
from revi_docs.contract.rule import Case
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each verdict that is in no set it should be in."""
    for verdicts in case.contract.verdicts.values():
        for number, verdict in enumerate(verdicts.stays):
            if verdict not in verdicts.values:
                yield Problem(
                    code="unknown-verdict",
                    message=f"'{verdicts.id}' has no verdict '{verdict}', after which a story stays",
                    fix=f"add '{verdict}' to its values{did_you_mean(verdict, verdicts.values)}",
                    places=(
                        case.at("verdicts", verdicts.id, "stays", number),
                        case.at("verdicts", verdicts.id, "values"),
                    ),
                    subject=f"{verdicts.id}.{verdict}",
                )
    yield from _of_acceptance(case)
    if case.contract.verdicts:
        for number, transition in enumerate(case.contract.transitions):
            yield from _of_transition(case, number, transition)


def _of_acceptance(case: Case) -> Iterator[Problem]:
    gate = case.contract.acceptance.gate if case.contract.acceptance else None
    if gate is None or gate.verdicts not in case.contract.verdicts:
        return
    known = case.contract.verdicts[gate.verdicts].values
    for key, verdicts in (("passes", gate.passes), ("reasoned", gate.reasoned)):
        for number, verdict in enumerate(verdicts):
            if verdict not in known:
                yield Problem(
                    code="unknown-verdict",
                    message=f"a story is done with the verdict '{verdict}', which its gate never gives",
                    fix=f"add '{verdict}' to the set '{gate.verdicts}'{did_you_mean(verdict, known)}",
                    places=(
                        case.at("acceptance", "gate", key, number),
                        case.at("verdicts", gate.verdicts, "values"),
                    ),
                    subject=f"acceptance.{verdict}",
                )


def _of_transition(case: Case, number: int, transition: Transition) -> Iterator[Problem]:
    command = case.contract.commands.get(transition.by)
    if not command or not transition.verdict:
        return
    if command.verdicts is None:
        verdict = transition.verdict[0]
        yield Problem(
            code="unknown-verdict",
            message=f"'{command.id}' is to give the verdict '{verdict}', and has no verdict set",
            fix=f"name a set as 'verdicts' of '{command.id}', or give the transition an event",
            places=(case.at("transitions", number, "verdict"), case.at("commands", command.id)),
            subject=f"{command.id}.{verdict}",
        )
    elif command.verdicts in case.contract.verdicts:
        known = case.contract.verdicts[command.verdicts].values
        for index, verdict in enumerate(transition.verdict):
            if verdict not in known:
                yield Problem(
                    code="unknown-verdict",
                    message=f"'{command.id}' never gives the verdict '{verdict}'",
                    fix=f"add '{verdict}' to the set '{command.verdicts}'{did_you_mean(verdict, known)}",
                    places=(
                        case.at("transitions", number, "verdict", index),
                        case.at("verdicts", command.verdicts, "values"),
                    ),
                    subject=f"{command.id}.{verdict}",
                )
