"""From a YAML tree to the model: every value checked against its declaration, every place kept."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from revi_docs.contract.reading import BROKEN, Reading, Spot
from revi_docs.contract.scalars import CONTROL, bad_name, is_nothing, read_scalar, what
from revi_docs.contract.shape import NAME, is_required, keys_of
from revi_docs.files import yaml_tree
from revi_docs.files.yaml_tree import Node, Scalar, Sequence
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Place, Problem

MOST_GUESSES = 200
"""For how many problems it is looked up what was meant: with more of them something else is wrong."""


def read_model(kind: type, node: Node | None, place: Place) -> tuple[Any, Reading]:
    """The model object that a tree states, or None where even its frame cannot be read."""
    reading = Reading()
    value = _item(kind, node or yaml_tree.Mapping(place, ()), Spot((), {}, reading))
    return (None if value is BROKEN else value), reading


def without_none(hint: Any) -> Any:
    """The type without its `| None`."""
    if typing.get_origin(hint) not in (typing.Union, types.UnionType):
        return hint
    return next(part for part in typing.get_args(hint) if part is not type(None))


@cache
def form_of(hint: Any) -> tuple[Literal["list", "mapping", "item", "scalar"], Any]:
    """How a type is written in YAML, and the type of what is inside."""
    hint = without_none(hint)
    origin = typing.get_origin(hint)
    if origin is tuple:
        return "list", typing.get_args(hint)[0]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return "mapping", typing.get_args(hint)[1]
    return ("item" if is_dataclass(hint) else "scalar"), hint


def _value(hint: Any, node: Node, spot: Spot) -> Any:
    spot.reading.places.setdefault(spot.path, node.place)
    form, inner = form_of(hint)
    if form == "list":
        return _list(inner, node, spot)
    if form == "mapping":
        return _named(inner, node, spot)
    if form == "item":
        return _item(inner, node, spot)
    return read_scalar(inner, node, spot)


def _item(kind: type, node: Node, spot: Spot) -> Any:
    if is_nothing(node):
        node = yaml_tree.Mapping(node.place, ())
    if not isinstance(node, yaml_tree.Mapping):
        return _no_mapping(node, spot, f"write its keys below it: {', '.join(keys_of(kind))}")
    known = keys_of(kind)
    values: dict[str, Any] = {}
    for key, child in _entries(node):
        if key.text not in known:
            _unknown_key(key, known, spot)
            continue
        part, hint = known[key.text]
        here = spot.at(key.text, part.metadata)
        if not isinstance(child, Scalar):
            spot.reading.places[here.path] = key.place
        value = _value(hint, child, here)
        if value == () and is_required(part) and here.path[0] not in spot.reading.broken:
            value = here.refuse("wrong-value", f"{here.name} is empty", "write at least one", child.place)
        if value is not BROKEN:
            values[part.name] = value
    return _made(kind, values, node, spot)


def _made(kind: type, values: dict[str, Any], node: yaml_tree.Mapping, spot: Spot) -> Any:
    known = keys_of(kind)
    written = {key.text for key, _ in node.entries}
    missing = [key for key, (part, _) in known.items() if is_required(part) and part.name not in values]
    for key in missing:
        if key not in written:
            part, hint = known[key]
            owner = spot if spot.path else spot.at(key, {})
            fix = f"add '{key}{_only_choice(hint)}': {part.metadata['doc']}"
            place = spot.reading.places.get(spot.path, node.place)
            owner.refuse("missing-key", f"{spot.name} has no '{key}'", fix, place)
    if missing:
        return BROKEN
    for name in ("id", "path"):
        if spot.path and name in kind.__dataclass_fields__ and name not in known:  # type: ignore[attr-defined]
            values[name] = str(spot.path[-1])
    return kind(**values)


def _only_choice(hint: Any) -> str:
    choices = typing.get_args(hint) if typing.get_origin(hint) is Literal else ()
    return f": {choices[0]}" if len(choices) == 1 else ""


def _unknown_key(key: Scalar, known: Mapping[str, Any], spot: Spot) -> None:
    guess = did_you_mean(key.text, known) if len(spot.reading.problems) < MOST_GUESSES else ""
    spot.reading.problems.append(
        Problem(
            code="unknown-key",
            message=f"{spot.name} has no key '{key.text}'",
            fix=f"remove it, write it as 'x-{key.text}' if it is your own{guess}",
            places=(key.place,),
            subject=spot.at(key.text, {}).name,
        )
    )


def _named(hint: Any, node: Node, spot: Spot) -> Any:
    if isinstance(node, Sequence) and spot.limits.get("names"):
        node = _as_mapping(hint, node)
    if not isinstance(node, yaml_tree.Mapping):
        return _no_mapping(node, spot, "write a name and a colon for each item")
    pattern = spot.limits.get("keys", NAME)
    values: dict[str, Any] = {}
    for key, child in node.entries:
        if key.text in values:
            _twice(key, spot)
        elif not re.fullmatch(pattern, key.text) or CONTROL.search(key.text):
            spot.refuse("wrong-value", *bad_name(key.text, pattern), key.place)
        else:
            value = _named_value(hint, key, child, spot)
            if value is not BROKEN:
                values[key.text] = value
    return MappingProxyType(values)


def _named_value(hint: Any, key: Scalar, child: Node, spot: Spot) -> Any:
    """The value under a name. A reference is the value where it is a text, else the name."""
    here = spot.at(key.text, spot.limits)
    if hint is str:
        return _value(hint, child, here)
    spot.reading.places[here.path] = key.place
    here.refer(key.text)
    return _value(hint, child, spot.at(key.text, {}))


def _as_mapping(hint: Any, node: Sequence) -> Node:
    """A list of names as the mapping it stands for: name → nothing, or name → the same name."""
    entries: list[tuple[Scalar, Node]] = []
    for item in node.items:
        if not isinstance(item, Scalar):
            return node
        entries.append((item, item if hint is str else yaml_tree.Mapping(item.place, ())))
    return yaml_tree.Mapping(node.place, tuple(entries))


def _list(hint: Any, node: Node, spot: Spot) -> Any:
    limits = spot.limits
    if limits.get("many") and isinstance(node, Scalar):
        node = Sequence(node.place, (node,))
    if not isinstance(node, Sequence):
        message = f"{spot.name} is {what(node)}, a list is expected"
        return spot.refuse("wrong-type", message, "write [a, b], or a line '- a' for each", node.place)
    own = {**limits, "pattern": limits["keys"]} if "keys" in limits else limits
    values: list[Any] = []
    named: set[str] = set()
    for number, child in enumerate(node.items):
        value = _value(hint, child, spot.at(number, own))
        if isinstance(value, str) and isinstance(child, Scalar) and value in named:
            _twice(child, spot)
        elif value is not BROKEN:
            values.append(value)
            named.update([value] if isinstance(value, str) else [])
    return tuple(values)


def _entries(node: yaml_tree.Mapping) -> Iterator[tuple[Scalar, Node]]:
    """The entries of a mapping without those that are the writer's own."""
    return ((key, child) for key, child in node.entries if not key.text.startswith("x-"))


def _twice(name: Scalar, spot: Spot) -> None:
    message = f"{spot.name} names '{name.text}' twice"
    spot.refuse("duplicate-value", message, "remove one of the two", name.place)


def _no_mapping(node: Node, spot: Spot, fix: str) -> Any:
    return spot.refuse("wrong-type", f"{spot.name} is {what(node)}, a mapping is expected", fix, node.place)
