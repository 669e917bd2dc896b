"""A command's second run depends on whether the first is done, and the command does not say when it is.

Why: the command never counts as done, so it is run anew each time, though its mode says otherwise.

Example:

    rerun: {modes: {skip: {action: skip}}}
    commands:
      audit: {rerun: {mode: skip}}

Mend: write when it counts as done, such as `done: {artifact: report}`, or choose a mode that always proceeds.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each command whose mode needs a `done` that is not there."""
    modes = context.contract.rerun.modes if context.contract.rerun else {}
    for command in context.contract.commands.values():
        if not command.rerun or command.rerun.done or command.rerun.mode not in modes:
            continue
        action = modes[command.rerun.mode].action
        if action != "proceed":
            yield Problem(
                code="mode-without-done",
                message=f"'{command.id}' is to {action} when it is done, and does not say when that is",
                fix="write its 'done', or choose a mode that proceeds",
                places=(
                    context.place_of("commands", command.id, "rerun"),
                    context.place_of("rerun", "modes", command.rerun.mode, "action"),
                ),
                subject=command.id,
            )
