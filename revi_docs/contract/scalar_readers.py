"""Read single values of the contract: strings, numbers, booleans, durations and choices."""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Callable
from typing import Any

from revi_docs.contract.model.declarations import Duration, PlatformValue
from revi_docs.contract.parse_state import INVALID, Cursor
from revi_docs.files.safe_paths import path_error
from revi_docs.files.yaml.yaml_tree import YamlMapping, YamlNode, YamlScalar, YamlSequence
from revi_docs.problems.suggestions import suggested_fix

MAX_DIGITS = 15
"""Digits of a number: a double represents every integer up to this length exactly, in every language."""

# Control characters other than tab and newline, and noncharacters: invisible, and partly forbidden in XML.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")

# No leading zeros, underscores or exponents: YAML 1.1 and 1.2 read those differently.
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
# YAML 1.1 and 1.2 agree on these: no octal numbers, exponents or sexagesimals such as `1:30`.
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
# The booleans of YAML 1.2. Words such as `yes` and `on`, which only YAML 1.1 reads as booleans, are strings.
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
# Every spelling of null in YAML 1.1 and 1.2.
_NULLS = {"", "~", "null", "Null", "NULL"}


def read_scalar(hint: Any, node: YamlNode, cursor: Cursor) -> Any:
    """Return the value of a node as type `hint`, or INVALID."""
    if not isinstance(node, YamlScalar):
        return report_wrong_type(node, cursor, _TYPE_NAMES.get(hint, "a single value"))
    if hint not in _READERS:
        return _read_choice(typing.get_args(hint), node, cursor)
    return _READERS[hint](node, cursor)


def is_null(node: YamlNode) -> bool:
    """Return whether the node has no value: empty, `~` or `null`."""
    return isinstance(node, YamlScalar) and node.is_plain and node.text in _NULLS


def is_false(node: YamlNode) -> bool:
    """Return whether the node is the boolean `false`."""
    return isinstance(node, YamlScalar) and node.is_plain and _BOOLEANS.get(node.text) is False


def invalid_name_message(name: str, pattern: str) -> tuple[str, str]:
    """Return message and fix for a name, or a version, that does not match its pattern."""
    noun = "version" if pattern.startswith("[0-9]+") else "name"
    # The second one is for `/start-work` and `in work`, the last one for `0.1.0` in place of `0.1`.
    candidates = (name.upper(), re.sub(r"[^A-Za-z0-9_.]+", "-", name).strip("-"), *re.findall(f"^(?:{pattern})", name))
    valid_name = next((item for item in candidates if name.isascii() and re.fullmatch(pattern, item)), "")
    text = f'"{valid_name}"' if noun == "version" else valid_name
    fix = f"write {text}" if valid_name else f"use a {noun} that matches {pattern}"
    return f"'{name}' is not a valid {noun}", fix


def _describe_node(node: YamlNode) -> str:
    """Return what a node is, such as "a list", for a message."""
    if not isinstance(node, YamlScalar):
        return {YamlMapping: "a mapping", YamlSequence: "a list"}[type(node)]
    if is_null(node):
        return "empty"
    if node.is_plain and node.text in _BOOLEANS:
        return f"the boolean {node.text}"
    if node.is_plain and _NUMBER.fullmatch(node.text):
        return f"the number {node.text}"
    # Long enough to recognize the text, short enough for one line; arbitrary.
    excerpt = node.text if len(node.text) <= 40 else node.text[:40] + "…"
    return f"the string '{excerpt}'"


def report_wrong_type(node: YamlNode, cursor: Cursor, expected: str, fix: str = "") -> Any:
    """Report that a node has an unexpected type, and return INVALID."""
    message = f"{cursor.path_text} is {_describe_node(node)}; expected {expected}"
    return cursor.report("wrong-type", message, fix or f"write {expected}", node.place)


def _read_choice(choices: tuple[Any, ...], node: YamlScalar, cursor: Cursor) -> Any:
    for choice in choices:
        if node.text == str(choice):
            return choice
    if cursor.path == ("revi",):
        message = f"revi.yml uses format {node.text}; this version of revi-docs reads format {choices[0]}"
        return cursor.report("wrong-value", message, f"upgrade revi-docs, or write {choices[0]}", node.place)
    names = [str(choice) for choice in choices]
    fix = suggested_fix(node.text, names, f"use one of: {', '.join(names)}")
    return cursor.report("wrong-value", f"{cursor.path_text} is '{node.text}'", fix, node.place)


def _read_text(node: YamlScalar, cursor: Cursor) -> Any:
    # Without quotes, every other YAML reader would read this as another type.
    if is_null(node) or (node.is_plain and (node.text in _BOOLEANS or _NUMBER.fullmatch(node.text))):
        fix = f'put it in quotes: "{node.text}"' if node.text else "write a string, in quotes if it starts with '#'"
        return report_wrong_type(node, cursor, "a string", fix)
    if CONTROL_CHARACTERS.search(node.text):
        return cursor.report("wrong-value", f"{cursor.path_text} contains a control character", "remove it", node.place)
    pattern = cursor.constraints.get("pattern")
    if pattern and not re.fullmatch(pattern, node.text):
        return cursor.report("wrong-value", *invalid_name_message(node.text, pattern), node.place)
    path_form = cursor.constraints.get("path_form")
    if path_form and not is_safe_path(node, path_form, cursor):
        return INVALID
    cursor.add_reference(node.text)
    return node.text


def is_safe_path(node: YamlScalar, path_form: str, cursor: Cursor) -> bool:
    """Return whether a string is a path inside the repository; report it if it is not.

    `path_form` is "path" or "pattern". An empty string is accepted as "no path"; a leading `!` excludes files.
    """
    text = node.text.removeprefix("!") if path_form == "pattern" else node.text
    error = path_error(text.removesuffix("/"), is_pattern=path_form == "pattern") if text else ""
    if error:
        fix = "write a path inside the repository, with forward slashes and without '..'"
        cursor.report("unsafe-path", f"{cursor.path_text}: the path '{node.text}' {error}", fix, node.place)
    return not error


def _number_reader(pattern: re.Pattern[str], convert: Callable[[str], float], expected: str) -> Callable[..., Any]:
    def read(node: YamlScalar, cursor: Cursor) -> Any:
        if not node.is_plain or not pattern.fullmatch(node.text):
            fix = _whole_number(node.text) or f"{expected} without quotes and separators"
            return report_wrong_type(node, cursor, expected, f"write {fix}")
        if len(node.text) > MAX_DIGITS:
            fix = f"write a number of at most {MAX_DIGITS} digits"
            return cursor.report("wrong-value", f"{cursor.path_text} is {node.text}", fix, node.place)
        value = convert(node.text)
        minimum, maximum = cursor.constraints.get("minimum"), cursor.constraints.get("maximum")
        if (minimum is not None and value < minimum) or (maximum is not None and value > maximum):
            bounds = [f"at least {minimum}"] if minimum is not None else []
            bounds += [f"at most {maximum}"] if maximum is not None else []
            fix = f"write a number that is {' and '.join(bounds)}"
            return cursor.report("wrong-value", f"{cursor.path_text} is {node.text}", fix, node.place)
        return value

    return read


def _whole_number(text: str) -> str:
    """Return the number that people write as `10k`, `2 M`, `10,000` or `10_000`; "" for another text."""
    match = re.fullmatch(r"([1-9][0-9]{0,2})((?:[,_ ][0-9]{3})*) ?([kKmM]?)", text)
    digits = (
        match[1] + re.sub("[,_ ]", "", match[2]) + {"": "", "k": "000", "m": "000000"}[match[3].lower()]
        if match
        else ""
    )
    return digits if digits != text else ""


def _read_boolean(node: YamlScalar, cursor: Cursor) -> Any:
    if node.is_plain and node.text in _BOOLEANS:
        return _BOOLEANS[node.text]
    return report_wrong_type(node, cursor, "true or false", "write true or false, without quotes")


def _read_duration(node: YamlScalar, cursor: Cursor) -> Any:
    value = Duration.parse(node.text) if len(node.text) <= MAX_DIGITS else None
    if value is not None:
        return value
    return report_wrong_type(node, cursor, "a duration", "write a number with a unit, such as 300ms, 5s, 10m, 1h or 7d")


def _read_platform_value(node: YamlScalar, cursor: Cursor) -> Any:
    if node.is_plain and node.text in _BOOLEANS:
        return PlatformValue(json.dumps(_BOOLEANS[node.text]))
    if node.is_plain and _NUMBER.fullmatch(node.text) and len(node.text) <= MAX_DIGITS:
        return PlatformValue(node.text.removeprefix("+"))
    text = _read_text(node, cursor)
    return INVALID if text is INVALID else PlatformValue(json.dumps(text, ensure_ascii=False))


_TYPE_NAMES = {
    str: "a string",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    Duration: "a duration",
    PlatformValue: "a string, a number, true or false",
}

_READERS: dict[Any, Callable[..., Any]] = {
    str: _read_text,
    int: _number_reader(_INTEGER, int, _TYPE_NAMES[int]),
    float: _number_reader(_NUMBER, float, _TYPE_NAMES[float]),
    bool: _read_boolean,
    Duration: _read_duration,
    PlatformValue: _read_platform_value,
}
