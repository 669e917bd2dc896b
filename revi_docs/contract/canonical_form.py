"""The contract in canonical form, as programs read it from `generated/contract.json`.

Every key is present, with its default if `revi.yml` does not set it. Derived values are included: one
transition for each source and trigger, the model of each agent, the settings of each worker set, the initial
statuses, and the statuses in which a command starts. Values keep the order of `revi.yml`: what two branches add in
different places there is in different places here, so git merges it. A duration is a number of milliseconds, and its
key ends in `_ms`.

Like `relations`, this module reads the contract by attribute only, so that it also accepts the recording view
of the templates.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from revi_docs.contract.conditions import accepted_statuses, edit_conditions, flat_conditions, move_conditions
from revi_docs.contract.model import Condition, Contract
from revi_docs.contract.model.declarations import Duration, keys_of
from revi_docs.contract.model_parser import without_none
from revi_docs.contract.relations import Move, initial_statuses, model_of, moves, start_statuses_by_command

Data = dict[str, Any]

# 128 bits of SHA-256: short enough to read in a diff, and no two contracts collide by accident.
_HASH_DIGITS = 32


def canonical(contract: Contract) -> Data:
    """Return the whole contract as plain data in canonical form."""
    return _contract_data(contract, include_prose=True)


def contract_hash(contract: Contract) -> str:
    """Return a hash of everything that affects decisions: 32 hexadecimal digits.

    The hash ignores what the model declares as prose: descriptions, labels, notes, advice, reasons, the name
    and summary of the project, the instructions of the circuit breaker. It also ignores which files are
    generated or checked: `outputs`, `owns`, `regions` and `prose`. Rewording a sentence must not stop an
    orchestrator that was built for the same contract.
    """
    # No spaces and the order of the model: equal contracts produce equal bytes.
    text = json.dumps(_contract_data(contract, include_prose=False), separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:_HASH_DIGITS]


def _contract_data(contract: Contract, *, include_prose: bool) -> Data:
    data: Data = _to_plain(Contract, contract, {}, include_prose)
    # One entry for each move instead of the compact form of `revi.yml`, so that programs do not expand it.
    all_moves = moves(contract) if include_prose else sorted(moves(contract), key=_sort_key)
    data["transitions"] = [_transition_data(contract, move, include_prose) for move in all_moves]
    initial_names, accepted_names = set(initial_statuses(contract)), set(accepted_statuses(contract))
    for name, status in data["statuses"].items():
        status["initial"] = name in initial_names
        status["accepted"] = name in accepted_names
    for name, agent in data["agents"].items():
        agent["model"] = model_of(contract, contract.agents[name])
    starts = start_statuses_by_command(contract)
    for name, command in data["commands"].items():
        sources = starts.get(name, [])
        command["starts"] = [*sources] if include_prose else sorted(sources)
    if data["workers"]:
        _apply_defaults(data["workers"]["sets"].values(), data["workers"]["defaults"])
    return data


def _sort_key(move: Move) -> tuple[str, ...]:
    return (move.source, move.target, move.by, move.event, move.verdict)


def _transition_data(contract: Contract, move: Move, include_prose: bool) -> Data:
    route = {"from": move.source, "to": move.target, "by": move.by}
    trigger = {"event": move.event or None, "verdict": move.verdict or None}
    conditions = {
        "requires": [*flat_conditions(move_conditions(contract, move)), *edit_conditions(contract, move)],
        "force": contract.transitions[move.transition_index].force,
    }
    return {**route, **trigger, **conditions, **({"note": move.note} if include_prose else {})}


def _apply_defaults(worker_sets: Iterable[Data], defaults: Data) -> None:
    """Add the default settings that a worker set does not override."""
    for worker_set in worker_sets:
        worker_set.update({key: value for key, value in defaults.items() if worker_set[key] is None})


@cache
def _type_parts(hint: Any) -> tuple[Any, Any, tuple[Any, ...]]:
    """A type without its `| None`, its origin, and the types of its content."""
    hint = without_none(hint)
    return hint, typing.get_origin(hint), typing.get_args(hint)


def _to_plain(hint: Any, value: Any, constraints: Mapping[str, Any], include_prose: bool) -> Any:
    """Return a value of the model as plain data, without prose unless `include_prose` is set."""
    if value is None:
        return value
    hint, origin, type_arguments = _type_parts(hint)
    # Texts, numbers, booleans, durations and choices are JSON values already.
    if origin in (None, typing.Literal) and not is_dataclass(hint):
        return value
    if is_dataclass(hint):
        return {
            f"{key}_ms" if without_none(inner_hint) is Duration else key: _to_plain(
                inner_hint, getattr(value, model_field.name), model_field.metadata, include_prose
            )
            for key, (model_field, inner_hint) in keys_of(typing.cast(type, hint)).items()
            if include_prose or not model_field.metadata.get("prose")
        }
    if origin is tuple and type_arguments[0] is Condition:
        return flat_conditions(value)
    if origin is tuple:
        members = [_to_plain(type_arguments[0], member, {}, include_prose) for member in value]
        is_sorted = not (include_prose or constraints.get("ordered")) and type_arguments[0] is str
        return sorted(members) if is_sorted else members
    # The hash sorts what has no significant order, so that reordering a section does not change it.
    names = value if include_prose or constraints.get("ordered") else sorted(value)
    return {name: _to_plain(type_arguments[1], value[name], {}, include_prose) for name in names}
