"""Collect the facts that the conditions of a move ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from revi_docs.decide.compiled_contract import CompiledContract, ConditionSpec
from revi_docs.decide.errors import DecisionError
from revi_docs.decide.evidence_check import EvidenceFacts
from revi_docs.decide.token_budget import scaled_limits
from revi_docs.records.evidence import dependencies, recorded_results
from revi_docs.records.evidence.story_files import StoryFiles, artifact_digests, artifact_path, read_artifact
from revi_docs.records.ledger import Ledger, LedgerEntry

DIGESTS_FIELD = "artifacts"
"""The field of a ledger entry with the digests of the artifacts that conditions ask for."""


class MoveFacts(NamedTuple):
    """A move and what its caller states; "" means not given. `by`: a command, `manual` or `system`."""

    by: str
    source: str
    target: str
    verdict: str = ""
    actor: str = ""
    reason: str = ""


def watched_artifacts(contract: CompiledContract) -> tuple[str, ...]:
    """The artifacts that any condition requires to be new; every entry records their digests."""
    lists = [item.requires for item in contract.transitions]
    lists += [item.rerun.done for item in contract.commands.values() if item.rerun is not None]
    names = (name for conditions in lists for item in conditions if item.kind == "new" for name in item.names)
    return tuple(sorted(set(names)))


def collect_facts(
    story: StoryFiles, ledger: Ledger, conditions: Sequence[ConditionSpec], move: MoveFacts
) -> EvidenceFacts:
    """The facts for some conditions, except for the runs of checks and merged branches."""
    kinds = {condition.kind for condition in conditions}
    artifacts = [name for item in conditions if item.kind in ("artifact", "new", "verdict") for name in item.names]
    artifacts += [item.artifact for item in conditions if item.artifact]
    return EvidenceFacts(
        status=ledger.status,
        verdict=move.verdict,
        actor=move.actor,
        reason=move.reason,
        artifacts=artifact_digests(story, artifacts),
        recorded=recorded_digests(ledger),
        verdicts=_verdicts(story, conditions),
        rows=_rows(story, conditions),
        unfinished_reuse=_unfinished_reuse(story, conditions),
        circuit_open=is_circuit_open(ledger),
        breached_phases=breached_phases(story, ledger) if "within-budget" in kinds else (),
        dependencies=dependencies.dependency_statuses(story) if "dependencies-accepted" in kinds else {},
        rounds=1 + _count_rounds(ledger, move),
        reviews=1 + _count_reviews(ledger, move),
    )


def recorded_digests(ledger: Ledger) -> Mapping[str, str]:
    """The digests in the entry with which the story reached its status; empty if it has none."""
    return digests_of(next((entry for entry in reversed(ledger.entries) if entry.status_after), None))


def digests_of(entry: LedgerEntry | None) -> Mapping[str, str]:
    """The digests in an entry; empty if it has none."""
    digests = entry.fields.get(DIGESTS_FIELD) if entry is not None else None
    return digests if isinstance(digests, dict) else {}


def _verdicts(story: StoryFiles, conditions: Iterable[ConditionSpec]) -> dict[str, str]:
    kinds = {name for condition in conditions if condition.kind == "verdict" for name in condition.names}
    texts = {kind: read_artifact(story, kind) for kind in sorted(kinds)}
    return {
        kind: recorded_results.recorded_verdict(text, artifact_path(story, kind), story.data["verdicts"])
        for kind, text in texts.items()
        if text is not None
    }


def _rows(story: StoryFiles, conditions: Iterable[ConditionSpec]) -> dict[str, str]:
    rows: dict[str, str] = {}
    for condition in conditions:
        text = read_artifact(story, condition.artifact) if condition.kind == "rows" else None
        if text is not None:
            problems = recorded_results.check_rows(text, condition.section)
            row_problems = {name: problems[name.lower()] for name in condition.names if name.lower() in problems}
            rows |= {f"{condition.artifact}: {name}": problem for name, problem in row_problems.items()}
    return rows


def _unfinished_reuse(story: StoryFiles, conditions: Iterable[ConditionSpec]) -> tuple[str, ...]:
    for condition in conditions:
        text = read_artifact(story, condition.artifact) if condition.kind == "plan" else None
        plan = read_artifact(story, dependencies.STORY_ARTIFACT) if text is not None else None
        if text is not None and plan is not None:
            results = set(recorded_results.first_cells(text, condition.section))
            planned = recorded_results.first_cells(plan, condition.names[0])
            return tuple(part for part in dict.fromkeys(planned) if part not in results)
    return ()


def is_circuit_open(ledger: Ledger) -> bool:
    """Whether the last event about the circuit breaker opened it."""
    events = [entry.event for entry in ledger.entries if entry.event in ("circuit-opened", "circuit-closed")]
    return events[-1:] == ["circuit-opened"]


def breached_phases(story: StoryFiles, ledger: Ledger) -> tuple[str, ...]:
    """The phases with a breach above the limit that applies now, at a level that stops the work.

    A person ends a breach by raising the story's multiplier.
    """
    breaches = [entry for entry in ledger.entries if entry.event == "budget-breached"]
    phases = (str(entry.fields["phase"]) for entry in breaches if _is_breached(story, entry))
    return tuple(dict.fromkeys(phases))


def breach_tokens(ledger: Ledger) -> dict[str, int]:
    """Phase → the most tokens of its breaches."""
    tokens: dict[str, int] = {}
    for entry in ledger.entries:
        if entry.event == "budget-breached":
            phase = str(entry.fields["phase"])
            tokens[phase] = max(tokens.get(phase, 0), int(entry.fields["tokens"]))
    return tokens


def _is_breached(story: StoryFiles, entry: LedgerEntry) -> bool:
    budgets = story.contract.budgets
    level = budgets.levels.get(str(entry.fields.get("cause"))) if budgets is not None else None
    if budgets is None or level is None or level.over_hard != "fail":
        return False
    try:
        limits = scaled_limits(budgets, str(entry.fields["phase"]), multiplier(story))
    except DecisionError:
        return False
    return bool(entry.fields["tokens"] >= limits.hard)


def multiplier(story: StoryFiles) -> float | None:
    """The factor for the limits in the story file; None if there is none."""
    definition = story.contract.budgets.multiplier if story.contract.budgets is not None else None
    value = dependencies.front_matter(story).get(definition.key) if definition is not None else None
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _count_rounds(ledger: Ledger, move: MoveFacts) -> int:
    """How often the story has made the same transition."""
    route = (move.source, move.target, move.by)
    return sum(
        (entry.fields.get("from"), entry.fields.get("to"), entry.fields.get("by")) == route
        for entry in ledger.entries
        if entry.event == "moved"
    )


def _count_reviews(ledger: Ledger, move: MoveFacts) -> int:
    """How often the command gave the same verdict since the story reached its status."""
    count = 0
    for entry in ledger.entries:
        if entry.status_after:
            count = 0
        elif entry.event == "gated":
            count += (entry.fields.get("by"), entry.fields.get("verdict")) == (move.by, move.verdict)
    return count
