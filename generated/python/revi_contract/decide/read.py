# revi:43af0e2190aa05b2
# Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
"""Reading `generated/contract.json`, the one source of whoever decides."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .contract import (
    Aggregation,
    Budgets,
    Circuit,
    CommandFacts,
    Contract,
    Done,
    ErrorFacts,
    Level,
    Limits,
    Multiplier,
    Names,
    Rerun,
    Retry,
    StatusFacts,
    Trace,
    Transition,
    WorkerSet,
)

KINDS = {
    "status": "statuses",
    "phase": "phases",
    "agent": "agents",
    "model": "models",
    "error": "errors",
    "command": "commands",
    "recovery": "recoveries",
}
"""Kind of name, as types of fields call it → the section that has the names."""

Data = Mapping[str, Any]


def load_contract(path: str) -> Contract:
    """The contract in a file. Raises OSError or ValueError where it cannot be read."""
    with open(path, encoding="utf-8") as stream:
        return read_contract(json.load(stream))


def read_contract(data: Data) -> Contract:
    """The contract that the parsed JSON states."""
    workers = data["workers"] or {"statuses": {}, "sets": {}, "aggregation": ()}
    rerun = data["rerun"] or {"modes": {}, "counts": None}
    trace = data["trace"]
    return Contract(
        behaviour=data["_revi"]["behaviour"],
        story_id=data["project"]["story_id"],
        names=_all_names(data, workers["statuses"]),
        statuses={name: _kept(StatusFacts, one) for name, one in data["statuses"].items()},
        transitions=tuple(_transition(one) for one in data["transitions"]),
        errors={name: _error(one) for name, one in data["errors"].items()},
        circuit=_kept(Circuit, data["circuit"]),
        worker_sets={name: _kept(WorkerSet, one) for name, one in workers["sets"].items()},
        aggregation=tuple(_kept(Aggregation, one) for one in workers["aggregation"]),
        budgets=_budgets(data["budgets"]),
        modes={name: one["action"] for name, one in rerun["modes"].items()},
        newer_than_start=rerun["counts"] is not None,
        commands={name: _command(one) for name, one in data["commands"].items()},
        agents={name: one["model"] for name, one in data["agents"].items()},
        records={name: one["fields"] for name, one in data["records"].items()},
        trace=trace
        and Trace(trace["fields"], {name: one["fields"] for name, one in trace["events"].items()}),
    )


def _kept(kind: Any, data: Data | None) -> Any:
    """A value of the kind from the keys that it has; lists become tuples. None stays None."""
    if data is None:
        return None
    parts = (data[key] for key in kind._fields)
    return kind(*(tuple(part) if isinstance(part, list) else part for part in parts))


def _all_names(data: Data, worker_statuses: Data) -> dict[str, Names]:
    reserved = data["reserved"]
    found = {kind: _names(data[section], reserved.get(section, {})) for kind, section in KINDS.items()}
    return found | {"worker-status": _names(worker_statuses, {})}


def _names(items: Data, reserved: Mapping[str, str]) -> Names:
    aliases = {alias: name for name, item in items.items() for alias in item["aliases"]}
    return Names(tuple(items), aliases, reserved)


def _transition(data: Data) -> Transition:
    return Transition(data["from"], data["to"], data["by"], data["event"], data["verdict"])


def _error(data: Data) -> ErrorFacts:
    return ErrorFacts(_kept(Retry, data["retry"]), data["recovery"])


def _budgets(data: Data | None) -> Budgets | None:
    if data is None:
        return None
    return Budgets(
        level=data["level"],
        levels={name: _kept(Level, one) for name, one in data["levels"].items()},
        counts=tuple(data["counts"]),
        shows=tuple(data["shows"]),
        multiplier=_kept(Multiplier, data["multiplier"]),
        phases={name: _kept(Limits, one) for name, one in data["phases"].items()},
    )


def _command(data: Data) -> CommandFacts:
    rerun = data["rerun"]
    again = rerun and Rerun(rerun["mode"], _kept(Done, rerun["done"]), rerun["force"])
    return CommandFacts(tuple(data["starts"]), data["phase"], again)
