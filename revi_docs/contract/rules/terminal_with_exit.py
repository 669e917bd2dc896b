"""A terminal status has an outgoing transition.

Why: Some readers of the contract treat the story as finished and clean up, while others move it on.

Example:

    statuses: {open: {}, done: {terminal: true}}
    transitions:
      - {from: open, to: done, by: manual}
      - {from: done, to: open, by: manual}

Fix: Remove the transition, or remove `terminal` from the status.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.relations import moves
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each terminal status that a story can leave."""
    exits: dict[str, dict[str, int]] = {}
    for move in moves(context.contract):
        status = context.contract.statuses.get(move.source)
        if status and status.terminal:
            exits.setdefault(status.id, {}).setdefault(move.target, move.transition_index)
    for name, targets in exits.items():
        targets_text = " and ".join(f"'{target}'" for target in targets)
        yield context.problem(
            message=f"'{name}' is terminal, but a transition leads from it to {targets_text}",
            fix=f"remove the transition, or 'terminal: true' from '{name}'",
            places=(
                *(context.place_of("transitions", index, "from") for index in dict.fromkeys(targets.values())),
                context.place_of("statuses", name, "terminal"),
            ),
            subject=name,
        )
