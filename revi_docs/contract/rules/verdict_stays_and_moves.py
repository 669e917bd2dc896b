"""A verdict is listed in `stays` but also triggers a transition.

Why: One reader of the contract moves the story and another does not, and both follow the contract.

Example:

    statuses: {testing: {}, done: {terminal: true}}
    verdicts: {gate: {values: [PASS, FAIL], stays: [PASS, FAIL]}}
    commands: {check: {verdicts: gate}}
    transitions:
      - {from: testing, to: done, by: check, verdict: PASS}

Fix: Remove the verdict from `stays`, or remove the transition. If one command moves the story and another
does not, give them different verdict sets.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.relations import moves_by_command
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each verdict of a command that both stays and moves."""
    command_moves = moves_by_command(context.contract)
    for command in context.contract.commands.values():
        verdicts = context.contract.verdicts.get(command.verdicts or "")
        # An undefined verdict set is reported by `unknown-verdict-set`.
        if not verdicts:
            continue
        moves_by_verdict = {
            move.verdict: move for move in command_moves.get(command.id, ()) if move.verdict in verdicts.stays
        }
        for verdict, move in moves_by_verdict.items():
            yield context.problem(
                message=f"'{verdict}' of '{command.id}' is in 'stays', but moves a story to '{move.target}'",
                fix=f"remove '{verdict}' from the 'stays' of '{verdicts.id}', or remove the transition",
                places=(
                    context.place_of("verdicts", verdicts.id, "stays", verdicts.stays.index(verdict)),
                    context.place_of("transitions", move.transition_index),
                ),
                subject=f"{command.id}.{verdict}",
            )
