# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""Read `generated/contract.json` into a `CompiledContract`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from . import compiled_contract as model

SECTION_BY_KIND = {
    "status": "statuses",
    "phase": "phases",
    "agent": "agents",
    "model": "models",
    "error": "errors",
    "command": "commands",
    "recovery": "recoveries",
}
"""Kind of name, as used in field types → the section of the contract with the names."""

JsonObject = Mapping[str, Any]


def load_contract(path: str) -> model.CompiledContract:
    """Read the contract from a file. Raises OSError or ValueError if that fails."""
    with open(path, encoding="utf-8") as stream:
        return read_contract(json.load(stream))


def read_contract(data: JsonObject) -> model.CompiledContract:
    """Build the contract from parsed JSON."""
    workers = data["workers"] or {"statuses": {}, "sets": {}, "aggregation": ()}
    rerun = data["rerun"] or {"modes": {}}
    trace = data["trace"]
    return model.CompiledContract(
        story_id=data["project"]["story_id"],
        names=_name_tables(data, workers["statuses"]),
        statuses={name: _status(item) for name, item in data["statuses"].items()},
        transitions=tuple(_transition(item) for item in data["transitions"]),
        errors={name: _error(item) for name, item in data["errors"].items()},
        circuit=_from_fields(model.CircuitBreaker, data["circuit"]),
        worker_sets={name: _from_fields(model.WorkerSetSpec, item) for name, item in workers["sets"].items()},
        aggregation=tuple(_from_fields(model.AggregationRule, item) for item in workers["aggregation"]),
        budgets=_budgets(data["budgets"]),
        modes={name: item["action"] for name, item in rerun["modes"].items()},
        commands={name: _command(item) for name, item in data["commands"].items()},
        agents={name: item["model"] for name, item in data["agents"].items()},
        records={name: item["fields"] for name, item in data["records"].items()},
        trace=trace
        and model.TraceSchema(trace["fields"], {name: item["fields"] for name, item in trace["events"].items()}),
    )


def _from_fields(tuple_class: Any, data: JsonObject | None) -> Any:
    """Build a named tuple from the keys with its field names; lists become tuples, None stays None."""
    if data is None:
        return None
    values = (data[key] for key in tuple_class._fields)
    return tuple_class(*(tuple(value) if isinstance(value, list) else value for value in values))


def _name_tables(data: JsonObject, worker_statuses: JsonObject) -> dict[str, model.NameTable]:
    reserved = data["reserved"]
    tables = {kind: _name_table(data[section], reserved.get(section, {})) for kind, section in SECTION_BY_KIND.items()}
    return tables | {"worker-status": _name_table(worker_statuses, {})}


def _name_table(items: JsonObject, reserved: Mapping[str, str]) -> model.NameTable:
    aliases = {alias: name for name, item in items.items() for alias in item["aliases"]}
    # A deprecated item is read as its replacement.
    aliases |= {name: item["deprecated"]["renamed_to"] for name, item in items.items() if _replacement(item)}
    return model.NameTable(tuple(items), aliases, reserved)


def _replacement(item: JsonObject) -> str:
    """The name that replaces a deprecated item; "" for none."""
    return (item.get("deprecated") or {}).get("renamed_to") or ""


def _transition(data: JsonObject) -> model.TransitionSpec:
    route = (data["from"], data["to"], data["by"], data["event"], data["verdict"])
    return model.TransitionSpec(*route, _conditions(data["requires"]), data["force"])


def _status(data: JsonObject) -> model.StatusSpec:
    spec: model.StatusSpec = _from_fields(model.StatusSpec, data)
    return spec._replace(requires=_conditions(data["requires"]))


def _conditions(items: Iterable[JsonObject]) -> tuple[model.ConditionSpec, ...]:
    return tuple(_from_fields(model.ConditionSpec, item) for item in items)


def _error(data: JsonObject) -> model.ErrorSpec:
    return model.ErrorSpec(_from_fields(model.RetryPolicy, data["retry"]), data["recovery"])


def _budgets(data: JsonObject | None) -> model.TokenBudgets | None:
    if data is None:
        return None
    return model.TokenBudgets(
        level=data["level"],
        levels={name: _from_fields(model.BudgetLevel, item) for name, item in data["levels"].items()},
        counts=tuple(data["counts"]),
        shows=tuple(data["shows"]),
        multiplier=_from_fields(model.BudgetMultiplier, data["multiplier"]),
        phases={name: _from_fields(model.TokenLimits, item) for name, item in data["phases"].items()},
    )


def _command(data: JsonObject) -> model.CommandSpec:
    rerun = data["rerun"]
    rerun_policy = rerun and model.RerunPolicy(rerun["mode"], _conditions(rerun["done"]), rerun["force"])
    return model.CommandSpec(tuple(data["starts"]), data["phase"], rerun_policy)
