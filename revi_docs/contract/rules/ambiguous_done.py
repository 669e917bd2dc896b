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

from revi_docs.contract.rule import Case
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each `done` that does not state exactly one thing."""
    for command in case.contract.commands.values():
        done = command.rerun.done if command.rerun else None
        if not done:
            continue
        stated = [key for key in ("artifact", "status", "branch") if getattr(done, key) is not None]
        if len(stated) != 1:
            by = " and ".join(stated) or "nothing that is stated"
            yield Problem(
                code="ambiguous-done",
                message=f"'{command.id}' counts as done by {by}",
                fix=f"keep one of: {', '.join(stated)}"
                if stated
                else "write one of: artifact, status, branch",
                places=(case.at("commands", command.id, "rerun", "done"),),
                subject=command.id,
            )
