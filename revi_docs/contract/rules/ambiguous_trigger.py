"""One event or verdict of a command, or of `system`, leads from one status to two different statuses.

Why: The target of the move is undefined, so two readers of the contract move the story to different
statuses.

Example:

    statuses: {testing: {}, done: {terminal: true}, dropped: {terminal: true}}
    commands: {check: {}}
    transitions:
      - {from: testing, to: done, by: check, event: finished}
      - {from: testing, to: dropped, by: check, event: finished}

Fix: Give the two transitions different events or verdicts, or remove one. Several transitions by `manual`
may leave the same status, because the person chooses the target.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.relations import MANUAL, Move, moves
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each trigger with several targets."""
    targets_by_trigger: dict[tuple[str, str, str, str], dict[str, Move]] = {}
    for move in moves(context.contract):
        # A person chooses the target, so several transitions by `manual` are not ambiguous.
        if move.by != MANUAL and move.trigger:
            trigger = (move.source, move.by, move.event, move.verdict)
            targets_by_trigger.setdefault(trigger, {}).setdefault(move.target, move)
    for (source, by, event, verdict), targets in targets_by_trigger.items():
        if len(targets) > 1:
            first, *others = targets.values()
            trigger_text = f"the verdict '{verdict}'" if verdict else f"the event '{event}'"
            names = " and ".join(f"'{target}'" for target in targets)
            yield context.problem(
                message=f"from '{source}', {trigger_text} of '{by}' leads to {names}",
                fix=f"keep one target, or give each transition its own {'verdict' if verdict else 'event'}",
                places=tuple(context.place_of("transitions", move.transition_index, "to") for move in (*others, first)),
                subject=f"{source}.{by}.{verdict or event}",
            )
