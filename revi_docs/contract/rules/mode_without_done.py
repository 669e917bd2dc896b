"""The rerun mode of a command depends on whether the command is done, but the command has no `done`.

Why: The command never counts as done, so every run repeats the work, although its mode says otherwise.

Example:

    rerun: {modes: {skip: {action: skip}}}
    commands:
      audit: {rerun: {mode: skip}}

Fix: Define when the command is done, such as `done: {artifact: report}`, or choose a mode with `action:
proceed`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each command whose mode needs a `done` that is missing."""
    modes = context.contract.rerun.modes if context.contract.rerun else {}
    for command in context.contract.commands.values():
        # An undefined mode is reported by `unknown-mode`.
        if not command.rerun or command.rerun.done or command.rerun.mode not in modes:
            continue
        action = modes[command.rerun.mode].action
        if action != "proceed":
            yield context.problem(
                message=f"'{command.id}' is set to {action} once it is done, but it has no 'done'",
                fix="add 'done', or choose a mode with 'action: proceed'",
                places=(
                    context.place_of("commands", command.id, "rerun"),
                    context.place_of("rerun", "modes", command.rerun.mode, "action"),
                ),
                subject=command.id,
            )
