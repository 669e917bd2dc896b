"""A command is forced by a flag that it does not have.

Why: the documents tell people to use a flag that the command then refuses.

Example:

    rerun: {modes: {anew: {action: proceed}}}
    commands:
      audit:
        flags: {--force: {description: Runs it anew.}}
        rerun: {mode: anew, force: --forced}

Mend: correct the flag, or add it to the command's `flags`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import did_you_mean


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each command whose `rerun.force` is none of its flags."""
    for command in context.contract.commands.values():
        force = command.rerun.force if command.rerun else ""
        if force and force not in command.flags:
            yield Problem(
                code="unknown-flag",
                message=f"'{command.id}' is forced by the flag '{force}', which it does not have",
                fix=f"add '{force}' to its flags{did_you_mean(force, command.flags)}",
                places=(
                    context.place_of("commands", command.id, "rerun", "force"),
                    context.place_of("commands", command.id, "flags"),
                ),
                subject=f"{command.id}.{force}",
            )
