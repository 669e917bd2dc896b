"""What a contract states already, asked by the way of a fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revi_docs.contract.items import SECTIONS
from revi_docs.contract.load import Loaded
from revi_docs.contract.model import Contract
from revi_docs.contract.reading import Path
from revi_docs.contract.relations import Move, moves
from revi_docs.problems.problem import Place

UNSTATED = object()
"""Stands for what the contract says nothing of. An item that is there states None."""

_WORDING = ("meaning", "arguments", "flags", "spawns", "verdicts")
"""Keys of a command or agent that the contract may word in its own way."""


class Stated:
    """A contract, or none, as what is found is compared with it."""

    def __init__(self, loaded: Loaded | None) -> None:
        self._loaded = loaded
        self.contract = loaded.contract if loaded else Contract(revi=1)
        self.moves: dict[Path, Move] = {}
        for move in moves(self.contract):
            self.moves[_short(move)] = move
            self.moves[*_short(move)[:5], move.target] = move

    def value(self, path: Path) -> Any:
        """What the contract states at `path`, or UNSTATED."""
        if path[0] == "transitions":
            move = self.moves.get(path)
            return move.target if move else UNSTATED
        value: Any = self.contract
        for number, step in enumerate(path):
            if step == "spawns":
                started = value.spawns.values() if isinstance(value.spawns, Mapping) else value.spawns
                return _or_unstated(path[-1] if path[-1] in started else None)
            if isinstance(value, Mapping):
                if step not in value:
                    return UNSTATED
                value = value[step]
            else:
                value = getattr(value, str(step))
            if number == len(path) - 1:
                break
            if value is None:
                return UNSTATED
        is_item = hasattr(value, "__dataclass_fields__") or isinstance(value, Mapping)
        return None if is_item else _or_unstated(value)

    def place(self, path: Path) -> Place:
        """Where it states that, or what is around it."""
        assert self._loaded is not None
        move = self.moves.get(path)
        return self._loaded.at("transitions", move.number) if move else self._loaded.at(*path)

    def has_its_own(self, path: Path) -> bool:
        """Whether the contract words this in its own way: then what the file says is no other fact."""
        if self._is_alias(path):
            return True
        if path[0] not in ("agents", "commands") or len(path) < 3 or path[2] not in _WORDING:
            return False
        return self.value(path[:2]) is not UNSTATED and bool(
            getattr(getattr(self.contract, str(path[0]))[path[1]], str(path[2]))
        )

    def _is_alias(self, path: Path) -> bool:
        """Whether the fact is about an item by another name of its."""
        items = getattr(self.contract, str(path[0])) if path[0] in SECTIONS and len(path) > 1 else {}
        aliases = {alias for item in items.values() for alias in item.aliases}
        return len(path) > 1 and path[1] in aliases and path[1] not in items


def _or_unstated(value: Any) -> Any:
    return UNSTATED if value in (None, "", (), False) else value


def _short(move: Move) -> Path:
    path: Path = ("transitions", move.source, move.by, move.event, move.verdict)
    return path if move.trigger else (*path, move.target)
