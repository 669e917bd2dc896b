"""Each question of the vectors put to `decide` in Python; a refusal is its name and its words."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any


def questions(decide: Callable[[str], ModuleType], contract: Any) -> dict[str, Callable[..., Any]]:
    """Question → what answers it. `decide` gives a module of the package by its name."""
    move, name, budget, rerun = decide("transitions"), decide("names"), decide("budget"), decide("rerun")
    workers, circuit, record = decide("aggregate"), decide("circuit"), decide("records")

    def trigger(of: list[Any] | None) -> Any:
        return None if of is None else move.Trigger(*of)

    def after(error: str, attempt: int) -> Any:
        step = decide("retry").after_error(contract, error, attempt)
        return {"after": step.retry_after_ms, "recovery": step.recovery}

    def resolved(kind: str, given: str) -> Any:
        found = name.resolve(contract, kind, given)
        return {"id": found.id, "warning": found.warning}

    def again(command: str, evidence: list[Any], force: bool) -> Any:
        found = rerun.check_rerun(contract, command, rerun.Evidence(*evidence), force=force)
        return found._asdict()

    def older(kind: str, value: dict[str, Any]) -> Any:
        found = name.canonical_names(contract, contract.records[kind], value)
        assert len(found.warnings) == 1
        return found.record

    return {
        "pairs": lambda a, b, t: move.can_transition(contract, a, b, trigger(t)),
        "triggers": lambda a, b, t: move.can_transition(contract, a, b, trigger(t)),
        "asserted": lambda a, b, t: len(move.assert_transition(contract, a, b, trigger(t))),
        "allowed": lambda a: sorted(move.allowed_from(contract, a)),
        "names": resolved,
        "errors": after,
        "circuit": lambda times, closed: circuit.circuit_state(contract.circuit, times, closed),
        "mixes": lambda mix, share, late: _told(workers.aggregate(mix, contract.aggregation, share, late)),
        "sets": lambda group, mix: _told(workers.aggregate_set(contract, group, mix)),
        "budgets": lambda *asked: _told(budget.check_budget(contract.budgets, *asked)),
        "reruns": again,
        "models": lambda agent: decide("models").model_for(contract, agent),
        "records": lambda kind, value: not record.check_record(contract, kind, value),
        "lines": lambda value: not record.check_event(contract, value),
        "older": older,
        "same": decide("behaviour").assert_same_behaviour,
    }


def answer(ask: Callable[..., Any], asked: list[Any]) -> Any:
    """The answer to one row; a refusal as its name and its words."""
    try:
        return ask(*asked)
    except Exception as refusal:
        if not type(refusal).__name__.endswith("Error") or isinstance(refusal, (AttributeError, KeyError)):
            raise
        return {"error": type(refusal).__name__.removesuffix("Error"), "message": str(refusal)}


def _told(found: Any) -> Any:
    return None if found is None else found._asdict()
