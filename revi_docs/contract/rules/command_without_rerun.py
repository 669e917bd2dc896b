"""A command does not say what happens when it is run a second time.

Why: people run a command again after a break, and doing its work twice can ruin what the first run did.

Example:

    rerun: {modes: {skip: {action: skip}}}
    commands:
      audit: {description: Audits a story.}

Mend: give the command a `rerun` with a `mode`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each command without, where the contract speaks of reruns at all."""
    rerun, commands = context.contract.rerun, context.contract.commands
    if not rerun and not any(command.rerun for command in commands.values()):
        return
    modes = ", ".join(rerun.modes) if rerun else ""
    for command in commands.values():
        if not command.rerun:
            yield Problem(
                code="command-without-rerun",
                message=f"'{command.id}' does not say what a second run does",
                fix=f"give it a 'rerun' with a mode{f', one of: {modes}' if modes else ''}",
                places=(context.place_of("commands", command.id),),
                subject=command.id,
            )
