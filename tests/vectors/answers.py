"""Ask the Python version of `decide` every kind of vector question; an error becomes its name and message."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import getitem
from types import ModuleType
from typing import Any


def questions(decide: Callable[[str], ModuleType], contract: Any, data: Any) -> dict[str, Callable[..., Any]]:
    """Question → the function that answers it.

    `decide` returns a module of the package by its name; `data` is the parsed `contract.json` of `contract`.
    """
    transitions, names = decide("transition_check"), decide("name_lookup")
    reruns, records = decide("rerun_check"), decide("records")
    aggregation = decide("aggregate")

    def trigger(fields: list[Any] | None) -> Any:
        return None if fields is None else transitions.TransitionTrigger(*fields)

    def decide_retry(error: str, attempt: int) -> Any:
        decision = decide("retry").decide_retry(contract, error, attempt)
        return {"after": decision.retry_after_ms, "recovery": decision.recovery}

    def check_rerun(command: str, evidence: list[Any], force: bool) -> Any:
        facts, started = evidence
        evidence_tuple = reruns.RerunEvidence(decide("evidence_check").EvidenceFacts(**facts), started)
        return reruns.check_rerun(contract, command, evidence_tuple, force=force)._asdict()

    def unmet(route: list[Any] | None, facts: dict[str, Any]) -> Any:
        evidence, model = decide("evidence_check"), decide("compiled_contract")
        conditions = [model.ConditionSpec("tea", (), 0, "", "")]
        if route is not None:
            transition = next(item for item in contract.transitions if list(item[:5]) == route)
            conditions = transition.requires
        reasons = evidence.unmet_conditions(contract, conditions, evidence.EvidenceFacts(**facts))
        return [list(reason) for reason in reasons]

    def canonical_names(kind: str, value: dict[str, Any]) -> Any:
        result = names.canonical_names(contract, contract.records[kind], value)
        return {"record": result.record, "warnings": list(result.warnings)}

    return {
        "pairs": lambda a, b, t: transitions.can_transition(contract, a, b, trigger(t)),
        "triggers": lambda a, b, t: transitions.can_transition(contract, a, b, trigger(t)),
        "asserted": lambda a, b, t: len(transitions.assert_transition(contract, a, b, trigger(t))),
        "allowed": lambda a: sorted(transitions.allowed_targets(contract, a)),
        "names": lambda kind, name: names.resolve(contract, kind, name)._asdict(),
        "errors": decide_retry,
        "circuit": lambda times, closed: decide("circuit").circuit_state(contract.circuit, times, closed),
        "mixes": lambda results, *settings: _as_dict(aggregation.aggregate(results, contract.aggregation, *settings)),
        "sets": lambda name, results: _as_dict(aggregation.aggregate_set(contract, name, results)),
        "budgets": lambda *args: decide("token_budget").check_budget(contract.budgets, *args)._asdict(),
        "evidence": unmet,
        "reruns": check_rerun,
        "models": lambda agent: decide("models").model_for(contract, agent),
        "records": lambda kind, value: not records.check_record(contract, kind, value),
        "lines": lambda value: not records.check_event(contract, value),
        "aliases": canonical_names,
        "matches": lambda edits: decide("contract_match").assert_contract_matches(contract, _edited(data, edits)),
    }


@dataclass(frozen=True)
class Inner:
    """A record inside another record."""

    a_b: int


@dataclass(frozen=True)
class Outer:
    """A record with one value of each sort."""

    part: Inner
    parts: tuple[Inner, ...]
    words: tuple[str, ...]
    not_there: str | None = None


def round_trips(decide: Callable[[str], ModuleType]) -> bool:
    """Whether a record is serialized with the wire names and survives a round trip unchanged."""
    wire = decide("wire")
    records = {"part": wire.WireField("p", Inner), "parts": wire.WireField("ps", Inner)}
    scalars = {"words": wire.WireField("words"), "not_there": wire.WireField("notThere")}
    schema = {Inner: {"a_b": wire.WireField("aB")}, Outer: {**records, **scalars}}
    record = Outer(Inner(1), (Inner(2), Inner(3)), ("x",))
    data = {"p": {"aB": 1}, "ps": [{"aB": 2}, {"aB": 3}], "words": ["x"]}
    serializes: bool = wire.to_wire(schema, record) == data
    return serializes and wire.from_wire(schema, Outer, data) == record


def describes_problems(decide: Callable[[str], ModuleType], contract: Any) -> bool:
    """Whether the problems of a record name the field and say what is wrong."""
    records = decide("records")
    kind = next(iter(contract.records))
    return (
        records.check_record(contract, kind, 1) == ("record: is not an object",)
        and records.check_record(contract, kind, {"x": 1})[0] == "x: is not a known field"
        and records.check_record(contract, "none", {}) == ("record: the contract has no record 'none'",)
        and not records._TYPE_CHECKS["number"](float("inf"))
        and not records._TYPE_CHECKS["integer"](float("nan"))
    )


def answer(ask: Callable[..., Any], arguments: list[Any]) -> Any:
    """The answer to one row; an error of `decide` as its name and message."""
    try:
        return ask(*arguments)
    except Exception as error:
        if not type(error).__name__.endswith("Error") or isinstance(error, (AttributeError, KeyError)):
            raise
        return {"error": type(error).__name__.removesuffix("Error"), "message": str(error)}


def _edited(data: Any, edits: list[Any]) -> Any:
    """A copy of the data with other values; each edit is a key path and a value, the empty path is all data."""
    everything: Any = {"data": copy.deepcopy(data)}
    for path, value in edits:
        keys = ["data", *path]
        reduce(getitem, keys[:-1], everything)[keys[-1]] = value
    return everything["data"]


def _as_dict(result: Any) -> Any:
    return None if result is None else result._asdict()
