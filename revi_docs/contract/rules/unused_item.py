"""A stage, phase, verdict set, group, worker set or artifact is never referenced, although others of its
kind are.

Why: The documentation shows it as if it mattered, and it drifts away from the actual workflow.

Example:

    artifacts: {report: {file: REPORT.md}, notes: {file: NOTES.md}}
    commands:
      audit: {writes: report}

Fix: Reference it, or remove it.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.reference_targets import NAMES_BY_KIND
from revi_docs.problems.problem import Problem

_KINDS = (
    ("stages", ("stages",), "stage", "'stage' of a status"),
    ("phases", ("phases",), "phase", "'phase' of a command"),
    ("verdicts", ("verdicts",), "verdict set", "'verdicts' of a command"),
    ("groups", ("groups",), "group", "'group' of an agent"),
    ("worker_sets", ("workers", "sets"), "worker set", "'workers' of a command"),
    ("artifacts", ("artifacts",), "artifact", "'reads' or 'writes' of a command or an agent"),
)


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each item that is never referenced, if others of its kind are."""
    for kind, path, noun, location in _KINDS:
        # A token limit for a phase is not a use of the phase.
        references = [reference for reference in context.references(kind) if reference.path[0] != "budgets"]
        # An invalid item of these sections may be the one that refers to the item.
        context.add_sections_read(str(reference.path[0]) for reference in references)
        used_names = {reference.name for reference in references}
        exempt_names = used_names | context.probable_targets(kind)
        # If no item of a kind is referenced, the contract only lists them, which is a valid use.
        for name in NAMES_BY_KIND[kind](context.contract) if used_names else ():
            if name not in exempt_names and not _is_deprecated(context, kind, name):
                yield context.problem(
                    message=f"the {noun} '{name}' is never referenced",
                    fix=f"use it as the {location}, or remove it",
                    places=(context.place_of(*path, name),),
                    subject=f"{'.'.join(path)}.{name}",
                )


def _is_deprecated(context: RuleContext, kind: str, name: str) -> bool:
    if kind == "worker_sets":
        workers = context.contract.workers
        return bool(workers and workers.sets[name].deprecated)
    return getattr(context.contract, kind)[name].deprecated is not None
