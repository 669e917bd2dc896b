"""Decide whether a story shows what a move, a verdict or a status requires."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from .compiled_contract import CompiledContract, ConditionSpec


class EvidenceFacts(NamedTuple):
    """What is known of a story. A name that is missing from a mapping has no file, no record or no entry.

    `status`: its status; `verdict`: the one that the move gives, "" for none; `actor`, `reason`: the person who
    makes the move, "" for none. `artifacts` and `recorded`: artifact → digest of its newest file, now and in
    the ledger when the story reached its status; `verdicts`: artifact → the verdict that it records; `rows`:
    `ARTIFACT: CHECK` → what is wrong with its row, "" if nothing; `unfinished_reuse`: planned parts without a
    result. `runs`: check → what is wrong with its last run, "" if nothing. `breached_phases`: phases above a
    hard limit that stops the work. `dependencies`: story that this one depends on → the statuses that count for
    it, its own, or those of the parts that replace it. `rounds` and `reviews` include the move itself.
    `outside_edits`: the files that changed while the story was in its status, and that `may_edit` leaves out.
    """

    status: str = ""
    verdict: str = ""
    actor: str = ""
    reason: str = ""
    artifacts: Mapping[str, str] = {}
    recorded: Mapping[str, str] = {}
    verdicts: Mapping[str, str] = {}
    rows: Mapping[str, str] = {}
    unfinished_reuse: Sequence[str] = ()
    runs: Mapping[str, str] = {}
    circuit_open: bool = False
    breached_phases: Sequence[str] = ()
    dependencies: Mapping[str, Sequence[str]] = {}
    merged: bool = False
    rounds: int = 0
    reviews: int = 0
    outside_edits: Sequence[str] = ()


class UnmetCondition(NamedTuple):
    """A reason why a story cannot move. `kind` is the kind of condition, `name` what it is about."""

    kind: str
    name: str
    message: str


NOT_RUN, NO_ROW = "was not run yet", "has no recorded run"
"""What is wrong with a check without a record, and with one without a row."""

Problems = list[tuple[str, str]]
"""Names and messages."""


def unmet_conditions(
    contract: CompiledContract, conditions: Sequence[ConditionSpec], facts: EvidenceFacts
) -> tuple[UnmetCondition, ...]:
    """Every reason, in the order of the conditions; each once. A kind that is not known is never met."""
    reasons = [
        UnmetCondition(condition.kind, name, message)
        for condition in conditions
        for name, message in _problems(contract, condition, facts)
    ]
    return tuple(dict.fromkeys(reasons))


def _problems(contract: CompiledContract, condition: ConditionSpec, facts: EvidenceFacts) -> Problems:
    if condition.kind == "dependencies-accepted":
        return _dependency_problems(contract, facts)
    check = _CHECKS.get(condition.kind)
    if check is None:
        return [(condition.kind, f"this version does not know the condition '{condition.kind}'")]
    return check(condition, facts)


def _artifact_problems(condition: ConditionSpec, facts: EvidenceFacts) -> Problems:
    if any(name in facts.artifacts for name in condition.names):
        return []
    return [(condition.names[0], f"there is no {' or '.join(condition.names)}")]


def _new_problems(condition: ConditionSpec, facts: EvidenceFacts) -> Problems:
    present = [name for name in condition.names if name in facts.artifacts]
    if not present:
        return _artifact_problems(condition, facts)
    if any(facts.artifacts[name] != facts.recorded.get(name) for name in present):
        return []
    return [(present[0], f"{present[0]} has not changed since the story became '{facts.status}'")]


def _row_problems(condition: ConditionSpec, facts: EvidenceFacts) -> Problems:
    # A missing file is reported once, not for each of its rows.
    if condition.artifact not in facts.artifacts:
        return []
    rows = [(name, facts.rows.get(f"{condition.artifact}: {name}", NO_ROW)) for name in condition.names]
    return [(name, f"the check '{name}' {problem}") for name, problem in rows if problem]


def _plan_problems(condition: ConditionSpec, facts: EvidenceFacts) -> Problems:
    if condition.artifact not in facts.artifacts:
        return []
    return [(part, f"the planned reuse of '{part}' has no result") for part in facts.unfinished_reuse]


def _verdict_problems(condition: ConditionSpec, facts: EvidenceFacts) -> Problems:
    artifact = condition.names[0]
    if artifact not in facts.artifacts:
        return [(artifact, f"there is no {artifact}")]
    verdict = facts.verdicts.get(artifact, "")
    if not verdict:
        return [(artifact, f"{artifact} records no verdict")]
    return [] if verdict == facts.verdict else [(artifact, f"{artifact} records '{verdict}', not '{facts.verdict}'")]


def _run_problems(condition: ConditionSpec, facts: EvidenceFacts) -> Problems:
    check = condition.names[0]
    problem = facts.runs.get(check, NOT_RUN)
    return [(check, f"the check '{check}' {problem}")] if problem else []


def _circuit_problems(_: ConditionSpec, facts: EvidenceFacts) -> Problems:
    return [("circuit", "the circuit breaker is open")] if facts.circuit_open else []


def _budget_problems(_: ConditionSpec, facts: EvidenceFacts) -> Problems:
    return [(phase, f"the phase {phase} is above its hard limit") for phase in facts.breached_phases]


def _dependency_problems(contract: CompiledContract, facts: EvidenceFacts) -> Problems:
    problems: Problems = []
    for story, statuses in facts.dependencies.items():
        open_statuses = [status for status in statuses if not _is_accepted(contract, status)]
        if open_statuses or not statuses:
            state = f"is '{open_statuses[0]}'" if open_statuses else "has no status"
            problems.append((story, f"it depends on {story}, which {state}"))
    return problems


def _is_accepted(contract: CompiledContract, status: str) -> bool:
    return status in contract.statuses and contract.statuses[status].accepted


def _person_problems(condition: ConditionSpec, facts: EvidenceFacts) -> Problems:
    problems: Problems = [] if facts.actor else [("actor", "no person is named")]
    if condition.names[0] == "accountable" and not facts.reason:
        problems.append(("reason", "no reason is given"))
    return problems


def _status_problems(condition: ConditionSpec, facts: EvidenceFacts) -> Problems:
    status = condition.names[0]
    return [] if facts.status == status else [(status, f"the status is '{facts.status}', not '{status}'")]


def _branch_problems(_: ConditionSpec, facts: EvidenceFacts) -> Problems:
    return [] if facts.merged else [("branch", "the branch of the story is not merged")]


def _edit_problems(_: ConditionSpec, facts: EvidenceFacts) -> Problems:
    return [(file, f"{file} was changed, which '{facts.status}' does not allow") for file in facts.outside_edits]


def _round_problems(condition: ConditionSpec, facts: EvidenceFacts) -> Problems:
    return _count_problems(condition, facts.rounds, "round")


def _review_problems(condition: ConditionSpec, facts: EvidenceFacts) -> Problems:
    return _count_problems(condition, facts.reviews, "review")


def _count_problems(condition: ConditionSpec, count: int, noun: str) -> Problems:
    limit = condition.limit
    if condition.names[0] == "min" and count < limit:
        return [("min", f"this would be {noun} {count}, and {limit} are needed")]
    if condition.names[0] == "max" and count > limit:
        return [("max", f"this would be {noun} {count}, and {limit} are allowed")]
    return []


_CHECKS: Mapping[str, Callable[[ConditionSpec, EvidenceFacts], Problems]] = {
    "artifact": _artifact_problems,
    "new": _new_problems,
    "rows": _row_problems,
    "plan": _plan_problems,
    "verdict": _verdict_problems,
    "run": _run_problems,
    "circuit-closed": _circuit_problems,
    "within-budget": _budget_problems,
    "branch-merged": _branch_problems,
    "person": _person_problems,
    "status": _status_problems,
    "edits": _edit_problems,
    "rounds": _round_problems,
    "reviews": _review_problems,
}
"""Kind of condition → what is missing; `dependencies-accepted` also needs the contract."""
