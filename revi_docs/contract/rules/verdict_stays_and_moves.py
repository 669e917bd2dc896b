"""A verdict is said to leave the story where it is, and a transition moves the story by it.

Why: one reader moves the story and the other does not, and both are right.

Example:

    statuses: {testing: {}, done: {terminal: true}}
    verdicts: {gate: {values: [PASS, FAIL], stays: [PASS, FAIL]}}
    commands: {check: {verdicts: gate}}
    transitions:
      - {from: testing, to: done, by: check, verdict: PASS}

Mend: remove the verdict from `stays`, or the transition. Two commands of which one moves and the other does
not need two verdict sets.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.relations import moves_by
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each verdict of a command that stays and moves."""
    for command in context.contract.commands.values():
        verdicts = context.contract.verdicts.get(command.verdicts or "")
        if not verdicts:
            continue
        moves_by_verdict = {
            move.verdict: move
            for move in moves_by(context.contract, command)
            if move.verdict in verdicts.stays
        }
        for verdict, move in moves_by_verdict.items():
            yield Problem(
                code="verdict-stays-and-moves",
                message=f"after '{verdict}' of '{command.id}' a story stays, and moves to '{move.target}'",
                fix=f"remove '{verdict}' from the 'stays' of '{verdicts.id}', or the transition",
                places=(
                    context.place_of("verdicts", verdicts.id, "stays", verdicts.stays.index(verdict)),
                    context.place_of("transitions", move.transition_index),
                ),
                subject=f"{command.id}.{verdict}",
            )
