"""The contract spelled out, as `generated/contract.json` holds it and programs read it.

Every key is there, with its default where nothing was written. What a reader would have to work out is
written down: one transition for each way and trigger, the model of each agent, the settings of each worker
set, where a story may begin, the statuses in which a command starts. What has no order is sorted. A length
of time is a number of milliseconds, and its key ends in `_ms`.

Like `relations`, it reads the contract by attribute only, so that the recording view can be passed as well.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from hashlib import sha256
from typing import Any

from revi_docs.contract.model import Contract
from revi_docs.contract.parse import without_none
from revi_docs.contract.relations import Move, initial_statuses, model_of, moves, starts
from revi_docs.contract.shape import Duration, keys_of

Data = dict[str, Any]

_DIGITS = 32


def canonical(contract: Contract) -> Data:
    """The whole contract as plain data, spelled out."""
    return _whole(contract, prose=True)


def behaviour(contract: Contract) -> str:
    """A hash over all that decides something: 32 hexadecimal digits.

    Left out is what the model declares as prose: meanings, labels, notes, advice, reasons, the name and
    summary of the project, what people are to do when the circuit opens. So is what says where documents
    stand: `outputs`, `owns`, `regions` and `prose`. Rewording a sentence must not stop an orchestrator.
    """
    text = json.dumps(_whole(contract, prose=False), separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:_DIGITS]


def _whole(contract: Contract, *, prose: bool) -> Data:
    data: Data = _spelled(Contract, contract, {}, prose)
    data["transitions"] = [_transition(move, prose) for move in sorted(moves(contract), key=_identity)]
    begin = set(initial_statuses(contract))
    for name, status in data["statuses"].items():
        status["initial"] = name in begin
    for name, agent in data["agents"].items():
        agent["model"] = model_of(contract, contract.agents[name])
    for name, command in data["commands"].items():
        command["starts"] = sorted(starts(contract, contract.commands[name]))
    if data["workers"]:
        _fill_in(data["workers"]["sets"].values(), data["workers"]["defaults"])
    return data


def _identity(move: Move) -> tuple[str, ...]:
    return (move.source, move.target, move.by, move.event, move.verdict)


def _transition(move: Move, prose: bool) -> Data:
    said = {"from": move.source, "to": move.target, "by": move.by}
    trigger = {"event": move.event or None, "verdict": move.verdict or None}
    return {**said, **trigger, **({"note": move.note} if prose else {})}


def _fill_in(sets: Iterable[Data], defaults: Data) -> None:
    """Gives each worker set the settings that it does not state itself."""
    for one in sets:
        one.update({key: value for key, value in defaults.items() if one[key] is None})


def _spelled(hint: Any, value: Any, limits: Mapping[str, Any], prose: bool) -> Any:
    """A value of the model as plain data; without what is prose, unless that is wanted."""
    hint = without_none(hint)
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if value is None or (origin in (None, typing.Literal) and not is_dataclass(hint)):
        return value
    if is_dataclass(hint):
        return {
            f"{key}_ms" if without_none(inner) is Duration else key: _spelled(
                inner, getattr(value, part.name), part.metadata, prose
            )
            for key, (part, inner) in keys_of(typing.cast(type, hint)).items()
            if prose or not part.metadata.get("prose")
        }
    if origin is tuple:
        members = [_spelled(inside[0], member, {}, prose) for member in value]
        return members if limits.get("ordered") or inside[0] is not str else sorted(members)
    names = value if limits.get("ordered") else sorted(value)
    return {name: _spelled(inside[1], value[name], {}, prose) for name in names}
