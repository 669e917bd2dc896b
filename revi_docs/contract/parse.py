"""From a YAML tree to the model: every value checked against its declaration, every place kept."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, is_dataclass
from dataclasses import field as slot
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from revi_docs.contract.shape import NAME, Duration, is_required, keys_of
from revi_docs.files import yaml_tree
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Place, Problem

Path = tuple[str | int, ...]
"""The way to a value: section, id, field, or a number in a list."""

MOST_GUESSES = 200
"""For how many problems it is looked up what was meant: with more of them something else is wrong."""

MOST_DIGITS = 15
"""How long a number may be, so that every reader takes it for the same one."""

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = {"", "~", "null", "Null", "NULL"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


class _Broken:
    """Stands for a value that could not be read."""


_BROKEN = _Broken()


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that must be one of the names of a section."""

    kind: str
    name: str
    path: Path


@dataclass(slots=True)
class Reading:
    """What is gathered while a tree is read. `broken` holds the sections that lost a value."""

    places: dict[Path, Place] = slot(default_factory=dict)
    references: list[Reference] = slot(default_factory=list)
    problems: list[Problem] = slot(default_factory=list)
    broken: set[str] = slot(default_factory=set)

    def refuse(self, code: str, message: str, fix: str, place: Place, path: Path) -> _Broken:
        """Notes a problem that leaves the value at `path` unread."""
        self.problems.append(
            Problem(code=code, message=message, fix=fix, places=(place,), subject=dotted(path))
        )
        self.broken.add(str(path[0]) if path else "")
        return _BROKEN


def dotted(path: Path) -> str:
    """`statuses.pending.stage`, for people."""
    return ".".join(str(part) for part in path) or "the contract"


def read_model(kind: type, node: yaml_tree.Node | None, place: Place) -> tuple[Any, Reading]:
    """The model object that a tree states, or None where even its frame cannot be read."""
    reading = Reading()
    node = node if node is not None else yaml_tree.Mapping(place, ())
    value = _item(kind, node, (), reading)
    return (None if value is _BROKEN else value), reading


def _value(hint: Any, node: yaml_tree.Node, path: Path, limits: Mapping[str, Any], reading: Reading) -> Any:
    reading.places.setdefault(path, node.place)
    form, inner = _form(hint)
    if form == "list":
        return _list(inner, node, path, limits, reading)
    if form == "mapping":
        return _named(inner, node, path, limits, reading)
    if form == "item":
        return _item(inner, node, path, reading)
    return _scalar(inner, node, path, limits, reading)


@cache
def _form(hint: Any) -> tuple[Literal["list", "mapping", "item", "scalar"], Any]:
    """How a type is written, and the type of what is inside."""
    hint = without_none(hint)
    origin = typing.get_origin(hint)
    if origin is tuple:
        return "list", typing.get_args(hint)[0]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return "mapping", typing.get_args(hint)[1]
    return ("item" if is_dataclass(hint) else "scalar"), hint


def without_none(hint: Any) -> Any:
    """The type without its `| None`."""
    if typing.get_origin(hint) not in (typing.Union, types.UnionType):
        return hint
    return next(part for part in typing.get_args(hint) if part is not type(None))


def _item(kind: type, node: yaml_tree.Node, path: Path, reading: Reading) -> Any:
    if isinstance(node, yaml_tree.Scalar) and node.plain and node.text in _NOTHING:
        node = yaml_tree.Mapping(node.place, ())
    if not isinstance(node, yaml_tree.Mapping):
        return reading.refuse(
            "wrong-type",
            f"{dotted(path)} is {_what(node)}, a mapping is expected",
            f"write its keys below it: {', '.join(keys_of(kind))}",
            node.place,
            path,
        )
    known = keys_of(kind)
    values: dict[str, Any] = {}
    for key, child in node.entries:
        if key.text.startswith("x-"):
            continue
        if key.text not in known:
            _unknown_key(key, path, known, reading)
            continue
        part, hint = known[key.text]
        here = (*path, key.text)
        if not isinstance(child, yaml_tree.Scalar):
            reading.places[here] = key.place
        value = _value(hint, child, here, part.metadata, reading)
        if value == () and is_required(part) and here[0] not in reading.broken:
            value = reading.refuse(
                "wrong-value", f"{dotted(here)} is empty", "write at least one", child.place, here
            )
        if value is not _BROKEN:
            values[part.name] = value
    return _made(kind, values, node, path, reading)


def _made(kind: type, values: dict[str, Any], node: yaml_tree.Mapping, path: Path, reading: Reading) -> Any:
    written = {key.text for key, _ in node.entries}
    missing = [
        key for key, (part, _) in keys_of(kind).items() if is_required(part) and part.name not in values
    ]
    for key in missing:
        if key not in written:
            reading.refuse(
                "missing-key",
                f"{dotted(path)} has no '{key}'",
                f"add '{key}{_only_choice(keys_of(kind)[key][1])}': {keys_of(kind)[key][0].metadata['doc']}",
                reading.places.get(path, node.place),
                path or (key,),
            )
    if missing:
        return _BROKEN
    if path and "id" in kind.__dataclass_fields__:  # type: ignore[attr-defined]
        values["id"] = str(path[-1])
    if "path" in kind.__dataclass_fields__:  # type: ignore[attr-defined]
        values["path"] = str(path[-1])
    return kind(**values)


def _only_choice(hint: Any) -> str:
    choices = typing.get_args(hint) if typing.get_origin(hint) is Literal else ()
    return f": {choices[0]}" if len(choices) == 1 else ""


def _unknown_key(key: yaml_tree.Scalar, path: Path, known: Mapping[str, Any], reading: Reading) -> None:
    guess = did_you_mean(key.text, known) if len(reading.problems) < MOST_GUESSES else ""
    reading.problems.append(
        Problem(
            code="unknown-key",
            message=f"{dotted(path)} has no key '{key.text}'",
            fix=f"remove it, write it as 'x-{key.text}' if it is your own{guess}",
            places=(key.place,),
            subject=dotted((*path, key.text)),
        )
    )


def _named(hint: Any, node: yaml_tree.Node, path: Path, limits: Mapping[str, Any], reading: Reading) -> Any:
    if isinstance(node, yaml_tree.Sequence) and limits.get("names"):
        node = _as_mapping(hint, node)
    if not isinstance(node, yaml_tree.Mapping):
        return reading.refuse(
            "wrong-type",
            f"{dotted(path)} is {_what(node)}, a mapping is expected",
            "write a name and a colon for each item",
            node.place,
            path,
        )
    pattern = limits.get("keys", NAME)
    values: dict[str, Any] = {}
    for key, child in node.entries:
        if key.text.startswith("x-"):
            continue
        here = (*path, key.text)
        if key.text in values:
            _twice(key.text, key.place, path, reading)
            continue
        if not re.fullmatch(pattern, key.text) or _CONTROL.search(key.text):
            reading.refuse("wrong-value", *_bad_name(key.text, pattern), key.place, path)
            continue
        if hint is str:
            value = _value(hint, child, here, limits, reading)
        else:
            reading.places[here] = key.place
            if "ref" in limits:
                reading.references.append(Reference(limits["ref"], key.text, here))
            value = _value(hint, child, here, {}, reading)
        if value is not _BROKEN:
            values[key.text] = value
    return MappingProxyType(values)


def _bad_name(name: str, pattern: str) -> tuple[str, str]:
    return f"'{name}' cannot be a name here", f"use a name that matches {pattern}"


def _as_mapping(hint: Any, node: yaml_tree.Sequence) -> yaml_tree.Node:
    """A list of names as the mapping it stands for: name → nothing, or name → the same name."""
    entries: list[tuple[yaml_tree.Scalar, yaml_tree.Node]] = []
    for item in node.items:
        if not isinstance(item, yaml_tree.Scalar):
            return node
        entries.append((item, item if hint is str else yaml_tree.Mapping(item.place, ())))
    return yaml_tree.Mapping(node.place, tuple(entries))


def _list(hint: Any, node: yaml_tree.Node, path: Path, limits: Mapping[str, Any], reading: Reading) -> Any:
    if limits.get("many") and isinstance(node, yaml_tree.Scalar):
        node = yaml_tree.Sequence(node.place, (node,))
    if not isinstance(node, yaml_tree.Sequence):
        return reading.refuse(
            "wrong-type",
            f"{dotted(path)} is {_what(node)}, a list is expected",
            "write [a, b], or a line '- a' for each",
            node.place,
            path,
        )
    own = {**limits, "pattern": limits["keys"]} if "keys" in limits else limits
    values: list[Any] = []
    named: set[str] = set()
    for number, child in enumerate(node.items):
        value = _value(hint, child, (*path, number), own, reading)
        if value is _BROKEN:
            continue
        if isinstance(value, str):
            if value in named:
                _twice(value, child.place, path, reading)
                continue
            named.add(value)
        values.append(value)
    return tuple(values)


def _twice(name: str, place: Place, path: Path, reading: Reading) -> None:
    reading.refuse(
        "duplicate-value", f"{dotted(path)} names '{name}' twice", "remove one of the two", place, path
    )


def _scalar(hint: Any, node: yaml_tree.Node, path: Path, limits: Mapping[str, Any], reading: Reading) -> Any:
    if not isinstance(node, yaml_tree.Scalar):
        return reading.refuse(
            "wrong-type",
            f"{dotted(path)} is {_what(node)}, {_expected(hint)} is expected",
            f"write {_expected(hint)}",
            node.place,
            path,
        )
    if hint not in _READERS:
        return _one_of(typing.get_args(hint), node, path, reading)
    return _READERS[hint](node, path, limits, reading)


def _one_of(choices: tuple[Any, ...], node: yaml_tree.Scalar, path: Path, reading: Reading) -> Any:
    for choice in choices:
        if node.text == str(choice):
            return choice
    names = [str(choice) for choice in choices]
    return reading.refuse(
        "wrong-value",
        f"{dotted(path)} is '{node.text}'",
        f"use one of: {', '.join(names)}{did_you_mean(node.text, names)}",
        node.place,
        path,
    )


def _text(node: yaml_tree.Scalar, path: Path, limits: Mapping[str, Any], reading: Reading) -> Any:
    if node.plain and (node.text in _NOTHING or node.text in _TRUTH or _NUMBER.fullmatch(node.text)):
        return reading.refuse(
            "wrong-type",
            f"{dotted(path)} is {_what(node)}, a text is expected",
            f'put it in quotes: "{node.text}"',
            node.place,
            path,
        )
    if _CONTROL.search(node.text):
        return reading.refuse(
            "wrong-value",
            f"{dotted(path)} holds a control character",
            "remove it",
            node.place,
            path,
        )
    pattern = limits.get("pattern")
    if pattern and not re.fullmatch(pattern, node.text):
        return reading.refuse("wrong-value", *_bad_name(node.text, pattern), node.place, path)
    if "ref" in limits:
        reading.references.append(Reference(limits["ref"], node.text, path))
    return node.text


def _number(form: re.Pattern[str], make: Callable[[str], float]) -> Callable[..., Any]:
    def read(node: yaml_tree.Scalar, path: Path, limits: Mapping[str, Any], reading: Reading) -> Any:
        if node.plain and form.fullmatch(node.text) and len(node.text) > MOST_DIGITS:
            return reading.refuse(
                "wrong-value",
                f"{dotted(path)} is {node.text}",
                f"write a number of at most {MOST_DIGITS} digits",
                node.place,
                path,
            )
        if not node.plain or not form.fullmatch(node.text):
            return reading.refuse(
                "wrong-type",
                f"{dotted(path)} is {_what(node)}, {_expected(make)} is expected",
                f"write {_expected(make)} without quotes and separators",
                node.place,
                path,
            )
        value = make(node.text)
        least, most = limits.get("least"), limits.get("most")
        if (least is not None and value < least) or (most is not None and value > most):
            bounds = [f"at least {least}"] if least is not None else []
            bounds += [f"at most {most}"] if most is not None else []
            return reading.refuse(
                "wrong-value",
                f"{dotted(path)} is {node.text}",
                f"write a number that is {' and '.join(bounds)}",
                node.place,
                path,
            )
        return value

    return read


def _boolean(node: yaml_tree.Scalar, path: Path, _: Mapping[str, Any], reading: Reading) -> Any:
    if node.plain and node.text in _TRUTH:
        return _TRUTH[node.text]
    return reading.refuse(
        "wrong-type",
        f"{dotted(path)} is {_what(node)}, true or false is expected",
        "write true or false, without quotes",
        node.place,
        path,
    )


def _duration(node: yaml_tree.Scalar, path: Path, _: Mapping[str, Any], reading: Reading) -> Any:
    value = Duration.read(node.text) if len(node.text) <= 12 else None
    if value is not None:
        return value
    return reading.refuse(
        "wrong-type",
        f"{dotted(path)} is {_what(node)}, a duration is expected",
        "write a number and its unit: 300ms, 5s, 10m, 1h or 7d",
        node.place,
        path,
    )


_READERS: dict[Any, Callable[..., Any]] = {
    str: _text,
    int: _number(_INTEGER, int),
    float: _number(_NUMBER, float),
    bool: _boolean,
    Duration: _duration,
}

_EXPECTED = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    Duration: "a duration",
}


def _expected(hint: Any) -> str:
    return _EXPECTED.get(hint, "a single value")


def _what(node: yaml_tree.Node) -> str:
    if isinstance(node, yaml_tree.Mapping):
        return "a mapping"
    if isinstance(node, yaml_tree.Sequence):
        return "a list"
    if node.plain and node.text in _NOTHING:
        return "empty"
    if node.plain and node.text in _TRUTH:
        return f"the truth value {node.text}"
    if node.plain and _NUMBER.fullmatch(node.text):
        return f"the number {node.text}"
    shown = node.text if len(node.text) <= 40 else node.text[:40] + "…"
    return f"the text '{shown}'"
