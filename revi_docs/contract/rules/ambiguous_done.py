"""A command's `done` states nothing, or several things at once.

Why: nobody can tell whether one of them is enough or all are needed, so a second run goes either way.

Example:

    statuses: {open: {}, tested: {}}
    artifacts: {report: {file: REPORT.md}}
    rerun: {modes: {skip: {action: skip}}}
    commands:
      check:
        writes: report
        rerun: {mode: skip, done: {artifact: report, branch: merged}}

Mend: keep exactly one of `artifact`, `status` and `branch`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each `done` that does not state exactly one thing."""
    for command in context.contract.commands.values():
        done = command.rerun.done if command.rerun else None
        if not done:
            continue
        conditions = [key for key in ("artifact", "status", "branch") if getattr(done, key) is not None]
        if len(conditions) != 1:
            conditions_text = " and ".join(conditions) or "nothing that is stated"
            yield Problem(
                code="ambiguous-done",
                message=f"'{command.id}' counts as done by {conditions_text}",
                fix=f"keep one of: {', '.join(conditions)}"
                if conditions
                else "write one of: artifact, status, branch",
                places=(context.place_of("commands", command.id, "rerun", "done"),),
                subject=command.id,
            )
