"""A command does not define what happens when it is run a second time.

Why: People run a command again after an interruption, and repeating its work can destroy the result of the
first run.

Example:

    rerun: {modes: {always: {action: proceed}}}
    commands:
      audit: {description: Audits a story.}

Fix: Add `rerun` with a `mode` to the command.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.model import Mode
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each command without `rerun`, if the contract defines reruns at all."""
    rerun, commands = context.contract.rerun, context.contract.commands
    if not rerun and not any(command.rerun for command in commands.values()):
        return
    modes = ", ".join(map(_with_done, rerun.modes.values())) if rerun else ""
    for command in commands.values():
        if not command.rerun:
            yield context.problem(
                message=f"'{command.id}' does not define what a second run does",
                fix=f"add 'rerun' with a mode{f', one of: {modes}' if modes else ''}",
                places=(context.place_of("commands", command.id),),
                subject=command.id,
            )


def _with_done(mode: Mode) -> str:
    """The name of a mode, and the key that it needs."""
    return mode.id if mode.action == "proceed" else f"{mode.id} (with 'done')"
