"""A status can only be left with evidence, and no person can overrule that.

Why: If the evidence cannot be produced, the story is stuck forever, and people work around the tool.

Example:

    statuses: {open: {}, done: {terminal: true}}
    artifacts: {report: {file: REPORT.md}}
    transitions:
      - {from: open, to: done, by: manual, requires: {artifact: report}}

Fix: Add a transition without conditions, such as one to a blocked status, or set `force: true` on one, so that a
person can make it with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.conditions import edit_conditions, move_conditions
from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.relations import SYSTEM, moves
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each status that a person cannot leave if evidence is missing."""
    contract = context.contract
    conditional: set[str] = set()
    escapable: set[str] = set()
    for move in moves(contract):
        conditions = [*move_conditions(contract, move), *edit_conditions(contract, move)]
        is_free = not conditions or contract.transitions[move.transition_index].force
        (escapable if is_free and move.by != SYSTEM else conditional).add(move.source)
    for status in contract.statuses.values():
        if status.id in conditional - escapable and any(
            move.by != SYSTEM for move in moves(contract) if move.source == status.id
        ):
            yield context.problem(
                message=f"'{status.id}' cannot be left while evidence is missing",
                fix=f"add a transition from '{status.id}' without conditions, or set 'force: true' on one",
                places=(context.place_of("statuses", status.id),),
                subject=status.id,
            )
