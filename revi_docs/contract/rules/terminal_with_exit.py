"""A terminal status has a way out.

Why: some readers take the story for finished and clean up after it, while others move it on.

Example:

    statuses: {open: {}, done: {terminal: true}}
    transitions:
      - {from: open, to: done, by: manual}
      - {from: done, to: open, by: manual}

Mend: remove the transition, or `terminal` from the status.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.relations import moves
from revi_docs.contract.rule import Case
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each terminal status that is left."""
    found: dict[str, dict[str, int]] = {}
    for move in moves(case.contract):
        status = case.contract.statuses.get(move.source)
        if status and status.terminal:
            found.setdefault(status.id, {}).setdefault(move.target, move.number)
    for name, targets in found.items():
        ways = " and ".join(f"'{target}'" for target in targets)
        yield Problem(
            code="terminal-with-exit",
            message=f"a transition leads from '{name}', which is terminal, to {ways}",
            fix=f"remove the transition, or 'terminal: true' from '{name}'",
            places=(
                *(case.at("transitions", number, "from") for number in dict.fromkeys(targets.values())),
                case.at("statuses", name, "terminal"),
            ),
            subject=name,
        )
