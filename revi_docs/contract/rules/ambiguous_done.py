"""A command's `done` has no condition, or more than one.

Why: With several conditions it is unclear whether one of them is enough or all are required, so readers of
the contract decide differently whether the command has to run again.

Example:

    statuses: {open: {}, tested: {}}
    artifacts: {report: {file: REPORT.md}}
    rerun: {modes: {skip: {action: skip}}}
    commands:
      check:
        writes: report
        rerun: {mode: skip, done: {artifact: report, branch: merged}}

Fix: Keep exactly one of `artifact`, `status` and `branch`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each `done` that does not have exactly one condition."""
    for command in context.contract.commands.values():
        done = command.rerun.done if command.rerun else None
        if not done:
            continue
        conditions = [key for key in ("artifact", "status", "branch") if getattr(done, key) is not None]
        if len(conditions) != 1:
            conditions_text = f"several conditions: {', '.join(conditions)}" if conditions else "no condition"
            yield context.problem(
                message=f"'done' of '{command.id}' has {conditions_text}",
                fix=f"keep one of: {', '.join(conditions)}" if conditions else "write one of: artifact, status, branch",
                places=(context.place_of("commands", command.id, "rerun", "done"),),
                subject=command.id,
            )
