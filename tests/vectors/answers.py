"""Each question of the vectors put to `decide` in Python; a refusal is its name and its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
        return {"record": found.record, "warnings": list(found.warnings)}

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


@dataclass(frozen=True)
class Part:
    """A record inside of another."""

    a_b: int


@dataclass(frozen=True)
class Whole:
    """A record with one of each sort of value."""

    part: Part
    parts: tuple[Part, ...]
    words: tuple[str, ...]
    not_there: str | None = None


def wires_hold(decide: Callable[[str], ModuleType]) -> bool:
    """Whether a record comes back as it was, and is written with the names of the wire."""
    wire = decide("wire")
    whole = {"part": wire.Wire("p", Part), "parts": wire.Wire("ps", Part)}
    plain = {"words": wire.Wire("words"), "not_there": wire.Wire("notThere")}
    wires = {Part: {"a_b": wire.Wire("aB")}, Whole: {**whole, **plain}}
    record = Whole(Part(1), (Part(2), Part(3)), ("x",))
    written = {"p": {"aB": 1}, "ps": [{"aB": 2}, {"aB": 3}], "words": ["x"]}
    told: bool = wire.to_wire(wires, record) == written
    return told and wire.from_wire(wires, Whole, written) == record


def words_hold(decide: Callable[[str], ModuleType], contract: Any) -> bool:
    """Whether what is wrong with a record is said so that people find it."""
    record = decide("records")
    kind = next(iter(contract.records))
    return (
        record.check_record(contract, kind, 1) == ("record: is not an object",)
        and record.check_record(contract, kind, {"x": 1})[0] == "x: is no field of it"
        and record.check_record(contract, "none", {}) == ("record: the contract has no 'none'",)
        and not record._TYPES["number"](float("inf"))
        and not record._TYPES["integer"](float("nan"))
    )


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
