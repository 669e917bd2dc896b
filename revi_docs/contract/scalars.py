"""Single values of the contract: texts, numbers, truth values, durations and choices."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable
from typing import Any

from revi_docs.contract.reading import Spot
from revi_docs.contract.shape import Duration
from revi_docs.files.yaml_tree import Mapping, Node, Scalar, Sequence
from revi_docs.problems.near import did_you_mean

MOST_DIGITS = 15
"""How long a number may be, so that every reader takes it for the same one."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = {"", "~", "null", "Null", "NULL"}


def read_scalar(hint: Any, node: Node, spot: Spot) -> Any:
    """The value of type `hint` that the node states, or BROKEN."""
    if not isinstance(node, Scalar):
        return _wrong_type(node, spot, _EXPECTED.get(hint, "a single value"))
    if hint not in _READERS:
        return _one_of(typing.get_args(hint), node, spot)
    return _READERS[hint](node, spot)


def is_nothing(node: Node) -> bool:
    """Whether the node states no value: empty, `~` or `null`."""
    return isinstance(node, Scalar) and node.plain and node.text in _NOTHING


def bad_name(name: str, pattern: str) -> tuple[str, str]:
    """Message and fix for a name that does not have the form it must have."""
    return f"'{name}' cannot be a name here", f"use a name that matches {pattern}"


def what(node: Node) -> str:
    """What a node is, for the sentence "… is a list"."""
    if not isinstance(node, Scalar):
        return {Mapping: "a mapping", Sequence: "a list"}[type(node)]
    if is_nothing(node):
        return "empty"
    if node.plain and node.text in _TRUTH:
        return f"the truth value {node.text}"
    if node.plain and _NUMBER.fullmatch(node.text):
        return f"the number {node.text}"
    shown = node.text if len(node.text) <= 40 else node.text[:40] + "…"
    return f"the text '{shown}'"


def _wrong_type(node: Node, spot: Spot, expected: str, fix: str = "") -> Any:
    message = f"{spot.name} is {what(node)}, {expected} is expected"
    return spot.refuse("wrong-type", message, fix or f"write {expected}", node.place)


def _one_of(choices: tuple[Any, ...], node: Scalar, spot: Spot) -> Any:
    for choice in choices:
        if node.text == str(choice):
            return choice
    names = [str(choice) for choice in choices]
    fix = f"use one of: {', '.join(names)}{did_you_mean(node.text, names)}"
    return spot.refuse("wrong-value", f"{spot.name} is '{node.text}'", fix, node.place)


def _text(node: Scalar, spot: Spot) -> Any:
    if is_nothing(node) or (node.plain and (node.text in _TRUTH or _NUMBER.fullmatch(node.text))):
        return _wrong_type(node, spot, "a text", f'put it in quotes: "{node.text}"')
    if CONTROL.search(node.text):
        return spot.refuse("wrong-value", f"{spot.name} holds a control character", "remove it", node.place)
    pattern = spot.limits.get("pattern")
    if pattern and not re.fullmatch(pattern, node.text):
        return spot.refuse("wrong-value", *bad_name(node.text, pattern), node.place)
    spot.refer(node.text)
    return node.text


def _number(form: re.Pattern[str], make: Callable[[str], float], expected: str) -> Callable[..., Any]:
    def read(node: Scalar, spot: Spot) -> Any:
        if not node.plain or not form.fullmatch(node.text):
            return _wrong_type(node, spot, expected, f"write {expected} without quotes and separators")
        if len(node.text) > MOST_DIGITS:
            fix = f"write a number of at most {MOST_DIGITS} digits"
            return spot.refuse("wrong-value", f"{spot.name} is {node.text}", fix, node.place)
        value = make(node.text)
        least, most = spot.limits.get("least"), spot.limits.get("most")
        if (least is not None and value < least) or (most is not None and value > most):
            bounds = [f"at least {least}"] if least is not None else []
            bounds += [f"at most {most}"] if most is not None else []
            fix = f"write a number that is {' and '.join(bounds)}"
            return spot.refuse("wrong-value", f"{spot.name} is {node.text}", fix, node.place)
        return value

    return read


def _boolean(node: Scalar, spot: Spot) -> Any:
    if node.plain and node.text in _TRUTH:
        return _TRUTH[node.text]
    return _wrong_type(node, spot, "true or false", "write true or false, without quotes")


def _duration(node: Scalar, spot: Spot) -> Any:
    value = Duration.read(node.text) if len(node.text) <= MOST_DIGITS else None
    if value is not None:
        return value
    return _wrong_type(node, spot, "a duration", "write a number and its unit: 300ms, 5s, 10m, 1h or 7d")


_EXPECTED = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    Duration: "a duration",
}

_READERS: dict[Any, Callable[..., Any]] = {
    str: _text,
    int: _number(_INTEGER, int, _EXPECTED[int]),
    float: _number(_NUMBER, float, _EXPECTED[float]),
    bool: _boolean,
    Duration: _duration,
}
