"""The `rerun.force` of a command names a flag that the command does not have.

Why: The documentation tells people to use a flag that the command rejects.

Example:

    rerun: {modes: {always: {action: proceed}}}
    commands:
      audit:
        flags: {--force: {description: Repeats the audit.}}
        rerun: {mode: always, force: --forced}

Fix: Correct the flag, or add it to the `flags` of the command.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each command whose `rerun.force` is not one of its flags."""
    for command in context.contract.commands.values():
        force = command.rerun.force if command.rerun else ""
        if force and force not in command.flags:
            yield context.problem(
                message=f"'{command.id}' has no flag '{force}', which its 'rerun.force' names",
                fix=suggested_fix(force, command.flags, f"add '{force}' to its 'flags'"),
                places=(
                    context.place_of("commands", command.id, "rerun", "force"),
                    context.place_of("commands", command.id, "flags"),
                ),
                subject=f"{command.id}.{force}",
            )
