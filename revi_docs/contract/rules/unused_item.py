"""Nothing names a stage, phase, verdict set, group, worker set or artifact, though others of its kind are.

Why: it is shown as if it mattered, and drifts away from what the workflow does.

Example:

    artifacts: {report: {file: REPORT.md}, notes: {file: NOTES.md}}
    commands:
      audit: {writes: report}

Mend: name it where it belongs, or remove it.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.names import NAMES
from revi_docs.contract.rule import Case
from revi_docs.problems.problem import Problem

_KINDS = (
    ("stages", ("stages",), "stage", "'stage' of a status"),
    ("phases", ("phases",), "phase", "'phase' of a command"),
    ("verdicts", ("verdicts",), "verdict set", "'verdicts' of a command"),
    ("groups", ("groups",), "group", "'group' of an agent"),
    ("worker_sets", ("workers", "sets"), "worker set", "'workers' of a command"),
    ("artifacts", ("artifacts",), "artifact", "'reads' or 'writes' of a command or an agent"),
)


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each item that nothing names, though others of its kind are named."""
    for kind, path, noun, where in _KINDS:
        named = {reference.name for reference in case.references(kind) if reference.path[0] != "budgets"}
        spared = named | case.meant(kind)
        for name in NAMES[kind](case.contract) if named else ():
            if name not in spared and not _is_retired(case, kind, name):
                yield Problem(
                    code="unused-item",
                    message=f"nothing names the {noun} '{name}'",
                    fix=f"name it as {where}, or remove it",
                    places=(case.at(*path, name),),
                    subject=f"{'.'.join(path)}.{name}",
                )


def _is_retired(case: Case, kind: str, name: str) -> bool:
    if kind == "worker_sets":
        workers = case.contract.workers
        return bool(workers and workers.sets[name].deprecated)
    return getattr(case.contract, kind)[name].deprecated is not None
