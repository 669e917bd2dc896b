"""A view of a contract that records which keys of the model are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, cast

from revi_docs.contract.model import Contract
from revi_docs.contract.model_keys import ModelKey


def with_recorder(contract: Contract, reads: set[ModelKey]) -> Contract:
    """Return a contract with the same values that adds to `reads` each key that is read of it or of a value in it.

    The values have subclasses of their classes, so that every function accepts them.
    """
    return cast(Contract, _recorded(contract, reads))


def _recorded(value: Any, reads: set[ModelKey]) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        duplicate: Any = object.__new__(_recording_class(type(value)))
        duplicate.__dict__.update(source=value, reads=reads, values={})
        return duplicate
    if isinstance(value, Mapping):
        return {key: _recorded(item, reads) for key, item in value.items()}
    return tuple(_recorded(item, reads) for item in value) if type(value) is tuple else value


@cache
def _recording_class(kind: type) -> type:
    names = frozenset(item.name for item in fields(kind))

    def read(self: Any, name: str) -> Any:
        state = object.__getattribute__(self, "__dict__")
        # `dataclasses.replace` creates an instance without state, which is not part of the contract.
        if name not in names or not state:
            return object.__getattribute__(self, name)
        state["reads"].add((kind, name))
        # Few of the values are read, so each is wrapped when it is.
        if name not in state["values"]:
            state["values"][name] = _recorded(getattr(state["source"], name), state["reads"])
        return state["values"][name]

    # Without `__slots__`, an instance has a dictionary for the state.
    return type(kind.__name__, (kind,), {"__getattribute__": read})
