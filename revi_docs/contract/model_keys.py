"""The names of the keys of the model: `commands.rerun.done`, without the names of items and positions in lists."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, Literal

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import keys_of
from revi_docs.contract.model_parser import without_none

ModelKey = tuple[type, str]
"""A class of the model and the name of one of its fields."""


def key_name(path: KeyPath) -> str:
    """Return the name of the key at a path of a contract, or of the closest key around it that the model has.

    `statuses.pending.stage` is the key `statuses.stage`, and so is what is in it.
    """
    names: list[str] = []
    kind: type | None = Contract
    position = 0
    while kind is not None and position < len(path):
        declared = keys_of(kind).get(str(path[position]))
        if declared is None:
            break
        names.append(str(path[position]))
        kind, step = nested_model_of(without_none(declared[1]))
        position += 2 if step else 1
    return ".".join(names)


def model_keys(kind: type = Contract, name: str = "") -> Iterator[tuple[str, ModelKey]]:
    """Yield each key of the model with its name, from the top down."""
    for key, (model_field, hint) in keys_of(kind).items():
        key_path = f"{name}.{key}".removeprefix(".")
        yield key_path, (kind, model_field.name)
        nested, _ = nested_model_of(without_none(hint))
        if nested is not None and key != "deprecated":
            yield from model_keys(nested, key_path)


def key_anchor(name: str) -> str:
    """Return the anchor of a key on the page of all keys."""
    return name.replace(".", "-")


def nested_model_of(hint: Any) -> tuple[type | None, str]:
    """Return the model class in the type of a key, and the step to it: `.{id}` for items, `[]` for a list."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if is_dataclass(hint):
        return typing.cast(type, hint), ""
    if origin is tuple and is_dataclass(arguments[0]):
        return typing.cast(type, arguments[0]), "[]"
    if origin not in (None, tuple, Literal) and is_dataclass(arguments[1]):
        return typing.cast(type, arguments[1]), ".{id}"
    return None, ""
