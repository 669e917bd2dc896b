"""A transition or a `stays` list names a verdict that its verdict set does not contain.

Why: The transition is never taken, and nothing shows it until a story is stuck.

Example:

    statuses: {testing: {}, done: {terminal: true}}
    verdicts: {gate: {values: [PASS, FAIL], stays: FAIL}}
    commands: {check: {verdicts: gate}}
    transitions:
      - {from: testing, to: done, by: check, verdict: PASSED}

Fix: Correct the verdict, add it to the set, or set the command's `verdicts` to the right set.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Contract
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix


class _VerdictList(NamedTuple):
    """Verdicts that must be in a set; the message of a problem is the verdict and `defect`."""

    path: KeyPath
    verdicts: tuple[str, ...]
    set_name: str
    subject: str
    defect: str


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each verdict that its set does not contain."""
    for path, verdicts, set_name, subject, defect in _verdict_lists(context.contract):
        values = context.contract.verdicts[set_name].values
        for index, verdict in enumerate(verdicts):
            if verdict not in values:
                yield context.problem(
                    message=f"'{verdict}' {defect}",
                    fix=suggested_fix(verdict, values, f"add '{verdict}' to the set '{set_name}'"),
                    places=(context.place_of(*path, index), context.place_of("verdicts", set_name, "values")),
                    subject=f"{subject}.{verdict}",
                )
    yield from _check_commands_without_set(context)


def _verdict_lists(contract: Contract) -> Iterator[_VerdictList]:
    """Yield every list of verdicts whose verdict set is defined."""
    for name, verdict_set in contract.verdicts.items():
        defect = f"is in 'stays' of '{name}', but is not one of its verdicts"
        yield _VerdictList(("verdicts", name, "stays"), verdict_set.stays, name, name, defect)
    for index, transition in enumerate(contract.transitions):
        command = contract.commands.get(transition.by)
        if command and command.verdicts and command.verdicts in contract.verdicts:
            path = ("transitions", index, "verdict")
            defect = f"triggers a transition, but '{command.id}' never returns it"
            yield _VerdictList(path, transition.verdict, command.verdicts, command.id, defect)


def _check_commands_without_set(context: RuleContext) -> Iterator[Problem]:
    if not context.contract.verdicts:
        return
    for index, transition in enumerate(context.contract.transitions):
        command = context.contract.commands.get(transition.by)
        if command and command.verdicts is None and transition.verdict:
            # One problem is enough: the set is missing for all verdicts of the transition.
            verdict = transition.verdict[0]
            yield context.problem(
                message=f"'{verdict}' triggers a transition, but '{command.id}' has no verdict set",
                fix=f"set the 'verdicts' of '{command.id}', or give the transition an event",
                places=(context.place_of("transitions", index, "verdict"), context.place_of("commands", command.id)),
                subject=f"{command.id}.{verdict}",
            )
