"""Which transition is meant: by whom, on which event or verdict, where not all of it was said."""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.decide.contract import Transition
from revi_docs.decide.names import known
from revi_docs.decide.transitions import allowed_from, ways
from revi_docs.records.refusal import RefusalError
from revi_docs.runtime.workflow import Workflow


class Way(NamedTuple):
    """What takes a story on; "" is what was not said, or what there is none of."""

    by: str
    event: str
    verdict: str


def way_of(workflow: Workflow, ends: tuple[str, str], said: Way) -> tuple[Way, bool]:
    """The one way between two statuses that fits what was said, and whether the story stays on it.

    Raises RefusalError where the contract has none, or several that fit.
    """
    source, target = ends
    if said.by and said.by not in ("manual", "system"):
        said = said._replace(by=known(workflow.contract, "command", said.by))
    if source == target and stays_on(workflow, said, source):
        return said, True
    found = [one for one in ways(workflow.contract, source, target) if _fits(one, said)]
    if not found:
        raise _no_way(workflow, ends, said)
    choices = {Way(one.by, one.event or "", one.verdict or "") for one in found}
    if len(choices) > 1:
        told = "; ".join(sorted(_as_options(one) for one in choices))
        raise RefusalError(
            "which-way", f"several ways lead from '{source}' to '{target}'", f"add one of: {told}"
        )
    return choices.pop(), False


def stays_on(workflow: Workflow, said: Way, status: str) -> bool:
    """Whether it is a verdict of the command after which a story stays, where the command gives verdicts."""
    command = workflow.data["commands"].get(said.by)
    if not command or not command["verdicts"] or not said.verdict:
        return False
    judging = {one.source for one in workflow.contract.transitions if one.by == said.by and one.verdict}
    return said.verdict in workflow.data["verdicts"][command["verdicts"]]["stays"] and status in judging


def _fits(way: Transition, said: Way) -> bool:
    return (
        said.by in ("", way.by)
        and (not said.event or said.event == way.event)
        and (said.verdict == way.verdict if said.verdict else True)
    )


def _as_options(way: Way) -> str:
    parts = [f"--by {way.by}"] if way.by else []
    parts += [f"--event {way.event}"] if way.event else []
    return " ".join([*parts, *([f"--verdict '{way.verdict}'"] if way.verdict else [])])


def _no_way(workflow: Workflow, ends: tuple[str, str], said: Way) -> RefusalError:
    source, target = ends
    what = f"no way leads from '{source}' to '{target}'" + (f" with {_as_options(said)}" if any(said) else "")
    others = {Way(one.by, one.event or "", one.verdict or "") for one in ways(workflow.contract, *ends)}
    if others:
        return RefusalError(
            "illegal-transition", what, f"it is taken {'; '.join(sorted(map(_as_options, others)))}"
        )
    allowed = ", ".join(allowed_from(workflow.contract, source))
    fix = f"from '{source}' it can go to: {allowed}" if allowed else f"'{source}' is the end"
    return RefusalError("illegal-transition", what, fix)
