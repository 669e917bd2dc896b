"""Decide which tables, diagrams and enumerations are about the workflow of stories; ask about the others.

A table of verdicts or of the statuses of an API looks like one of statuses. What says how a story moves is a workflow;
names without transitions are accepted if the workflow has them.
"""

from __future__ import annotations

from collections.abc import Iterable

from revi_docs.adopt.extracted_facts import FactCollector, skipped
from revi_docs.adopt.workflow_tables import WorkflowSource, is_about_results
from revi_docs.contract.model import Contract
from revi_docs.problems.problem import Problem

_ADD_FIX = "add its values to revi.yml yourself, or run 'revi-docs adopt --documents {file}' if it is the workflow"


def accept_sources(
    sources: Iterable[WorkflowSource], contract: Contract, is_selected: bool, collector: FactCollector
) -> list[WorkflowSource]:
    """Collect the facts of the sources that are about the workflow, and return them; report the others.

    `is_selected` says that the user named the documents, so that every source in them is accepted.
    """
    sources = list(sources)
    by_kind = [source for source in sources if source.kind in ("limits", "models")]
    candidates = [source for source in sources if source not in by_kind]
    accepted = _accepted(candidates, set(contract.statuses), is_selected)
    statuses = set(contract.statuses).union(*(source.statuses for source in accepted))
    questions: dict[str, list[WorkflowSource]] = {}
    for source in (candidate for candidate in candidates if candidate not in accepted):
        if source.kind == "enumeration" and statuses:
            extra = sorted(source.statuses - statuses)
            if extra and len(extra) * 2 <= len(source.statuses):
                questions.setdefault(f"declares {', '.join(map(repr, extra))}, which the workflow lacks", []).append(
                    source
                )
            continue
        questions.setdefault(_QUESTIONS[source.kind], []).append(source)
    collector.problems += [_question(message, group) for message, group in questions.items()]
    results = [source for source in sources if source in by_kind or source in accepted]
    for source in results:
        collector.facts += source.collector.facts
    return results


def _accepted(sources: list[WorkflowSource], contract_statuses: set[str], is_selected: bool) -> list[WorkflowSource]:
    if is_selected:
        return [source for source in sources if source.kind != "enumeration"]
    usable = [source for source in sources if not is_about_results(source)]
    tables = [source for source in usable if source.table and (source.has_transitions or _has_workflow_columns(source))]
    core = contract_statuses.union(*(source.statuses for source in tables))
    machines = [source for source in usable if source.kind in ("diagram", "map") and source.has_transitions]
    if not core:
        core = set().union(*(source.statuses for source in machines)) if _is_one_machine(machines) else set()
    lists = [source for source in usable if source.table and source not in tables]
    accepted = [*tables, *(source for source in (*machines, *lists) if _mostly_in(source, core))]
    return [source for source in sources if source in accepted]


def _has_workflow_columns(source: WorkflowSource) -> bool:
    return bool({"stage", "terminal"} & set(source.columns))


def _mostly_in(source: WorkflowSource, core: set[str]) -> bool:
    return len(source.statuses & core) * 2 >= len(source.statuses) > 0


def _is_one_machine(machines: list[WorkflowSource]) -> bool:
    """Whether all diagrams and maps share statuses with the first one."""
    return all(machine.statuses & machines[0].statuses for machine in machines)


_QUESTIONS = {
    "statuses": "a table of statuses without transitions may be about something else than stories",
    "transitions": "a table of transitions may be about something else than stories",
    "diagram": "a state diagram may be about something else than stories",
    "map": "a map of transitions in code may be about something else than stories",
    "enumeration": "an enumeration of statuses without transitions may be about something else than stories",
}


def _question(message: str, sources: list[WorkflowSource]) -> Problem:
    count = f" ({len(sources)} places)" if len(sources) > 1 else ""
    fix = _ADD_FIX.format(file=sources[0].file)
    return skipped(message + count, fix, f"{sources[0].kind}: {message}", *(source.place for source in sources))
