"""Look up the value of a fact in an existing contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revi_docs.contract.items import ITEM_SECTIONS
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract
from revi_docs.contract.relations import Move, moves
from revi_docs.problems.problem import Place

UNSET = object()
"""Marks a value that the contract does not state. An existing item has the value None."""

_WORDING_KEYS = ("description", "arguments", "flags", "spawns", "verdicts")
"""Keys of a command or agent whose text may differ from the file."""


class ExistingContract:
    """The contract that extracted facts are compared with, possibly empty."""

    def __init__(self, loaded: LoadedContract | None) -> None:
        self._loaded = loaded
        self.contract = loaded.contract if loaded else Contract(revi=1)
        self.moves: dict[KeyPath, Move] = {}
        for move in moves(self.contract):
            self.moves[_transition_path(move)] = move
            self.moves[*_transition_path(move)[:5], move.target] = move

    def value(self, path: KeyPath) -> Any:
        """Return the value at `path`, or UNSET."""
        if path[0] == "transitions":
            move = self.moves.get(path)
            return move.target if move else UNSET
        value: Any = self.contract
        for index, key in enumerate(path):
            if key == "spawns":
                spawned = value.spawns.values() if isinstance(value.spawns, Mapping) else value.spawns
                return _value_or_unset(path[-1] if path[-1] in spawned else None)
            if isinstance(value, Mapping):
                if key not in value:
                    return UNSET
                value = value[key]
            else:
                value = getattr(value, str(key))
            if index == len(path) - 1:
                break
            if value is None:
                return UNSET
        is_item = hasattr(value, "__dataclass_fields__") or isinstance(value, Mapping)
        return None if is_item else _value_or_unset(value)

    def place(self, path: KeyPath) -> Place:
        """Return the place of the value at `path`, or of its nearest parent."""
        assert self._loaded is not None
        move = self.moves.get(path)
        return self._loaded.place_of(*(("transitions", move.transition_index) if move else path))

    def has_own_wording(self, path: KeyPath) -> bool:
        """Whether the contract has its own text for this, so that the file does not contradict it."""
        if self._is_alias(path):
            return True
        if path[0] not in ("agents", "commands") or len(path) < 3 or path[2] not in _WORDING_KEYS:
            return False
        return self.value(path[:2]) is not UNSET and bool(
            getattr(getattr(self.contract, str(path[0]))[path[1]], str(path[2]))
        )

    def _is_alias(self, path: KeyPath) -> bool:
        """Whether the fact names an item by an alias."""
        items = getattr(self.contract, str(path[0])) if path[0] in ITEM_SECTIONS and len(path) > 1 else {}
        aliases = {alias for item in items.values() for alias in item.aliases}
        return len(path) > 1 and path[1] in aliases and path[1] not in items


def _value_or_unset(value: Any) -> Any:
    return UNSET if value in (None, "", (), False) else value


def _transition_path(move: Move) -> KeyPath:
    path: KeyPath = ("transitions", move.source, move.by, move.event, move.verdict)
    return path if move.trigger else (*path, move.target)
