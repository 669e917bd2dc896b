"""Random valid changes of the sample contract, the same for each seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import yaml

from revi_docs.contract.loader import LoadedContract, parse
from revi_docs.problems.revi_error import ReviError
from tests.contract.diff.sample_contract import SAMPLE

_ORDER_DECIDES = frozenset({"arguments", "command", "values", "states", "aggregation", "may_edit"})
"""Keys whose order is a value."""

Slot = tuple[Any, str | int]
"""A mapping or list, and the key or index of one of its values."""


def load_data(data: Any, comment: str = "") -> LoadedContract | None:
    """The contract of YAML data; None if it is not valid."""
    # One line for each value, so that a comment can follow.
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=100_000)
    if comment:
        text = "".join(f"{line}  {comment}\n" for line in text.splitlines())
    try:
        loaded = parse(text.encode())
    except ReviError:
        return None
    return loaded if not loaded.problems else None


def mutate(seed: int) -> tuple[Any, LoadedContract]:
    """Data that differs from the sample in one to three places, and its contract."""
    source = random.Random(seed)
    while True:
        data = yaml.load(SAMPLE, Loader=yaml.CSafeLoader)
        for _ in range(source.randint(1, 3)):
            _mutate_once(source, data)
        loaded = load_data(data)
        if loaded is not None:
            return data, loaded


def _slots(value: Any) -> Iterator[Slot]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _slots(value[key])


def _mutate_once(source: random.Random, data: dict[str, Any]) -> None:
    container, key = source.choice(list(_slots(data)))
    value = container[key]
    choice = source.random()
    if choice < 0.3:
        del container[key]
    elif isinstance(value, bool):
        container[key] = not value
    elif isinstance(value, (int, float)):
        container[key] = max(0, value + source.choice((-1, 1, 2)))
    elif isinstance(value, list) and value:
        container[key] = [*value, *source.sample(value, 1)][source.randint(0, 1) :]
    elif isinstance(value, dict) and value:
        name = source.choice(list(value))
        value[f"{name}x"] = deepcopy(value[name])
    elif isinstance(value, str):
        others = [other[name] for other, name in _slots(data) if isinstance(other[name], str)]
        container[key] = source.choice((f"{value}x", source.choice(others)))


def shuffled(source: random.Random, data: Any, key: str = "") -> Any:
    """The data with everything in another order whose order decides nothing."""
    if isinstance(data, dict):
        items = [(name, shuffled(source, value, str(name))) for name, value in data.items()]
        return dict(items if key in _ORDER_DECIDES else source.sample(items, len(items)))
    if isinstance(data, list):
        members = [shuffled(source, member) for member in data]
        return members if key in _ORDER_DECIDES else source.sample(members, len(members))
    return data
