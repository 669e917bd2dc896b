"""Convert a YAML tree to the model: check every value against its declaration, and record its place."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from revi_docs.contract.model.declarations import (
    NAME_PATTERN,
    is_required,
    item_constraints,
    keys_of,
    member_constraints,
)
from revi_docs.contract.parse_state import INVALID, Cursor, ParseState
from revi_docs.contract.scalar_readers import (
    CONTROL_CHARACTERS,
    invalid_name_message,
    is_false,
    is_null,
    is_safe_path,
    read_scalar,
    report_wrong_type,
)
from revi_docs.contract.unknown_keys import report_unknown_key
from revi_docs.contract.value_fixes import items_fix, list_fix, mapping_fix, text_with_comma
from revi_docs.files.yaml import yaml_tree
from revi_docs.files.yaml.yaml_tree import YamlNode, YamlScalar, YamlSequence
from revi_docs.problems.problem import Place


def read_model(kind: type, node: YamlNode | None, place: Place) -> tuple[Any, ParseState]:
    """Return the model object of a tree, or None if not even its required keys can be read."""
    state = ParseState()
    value = _read_item(kind, node or yaml_tree.YamlMapping(place, ()), Cursor((), {}, state))
    return (None if value is INVALID else value), state


@cache
def without_none(hint: Any) -> Any:
    """Return the type without its `| None`."""
    if typing.get_origin(hint) not in (typing.Union, types.UnionType):
        return hint
    return next(part for part in typing.get_args(hint) if part is not type(None))


@cache
def yaml_form(hint: Any) -> tuple[Literal["list", "mapping", "item", "scalar"], Any]:
    """Return the YAML form of a type, and the type of its content."""
    hint = without_none(hint)
    origin = typing.get_origin(hint)
    if origin is tuple:
        return "list", typing.get_args(hint)[0]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return "mapping", typing.get_args(hint)[1]
    return ("item" if is_dataclass(hint) else "scalar"), hint


def _read_value(hint: Any, node: YamlNode, cursor: Cursor) -> Any:
    cursor.state.places.setdefault(cursor.path, node.place)
    form, inner_hint = yaml_form(hint)
    if form == "list":
        return _read_list(inner_hint, node, cursor)
    if form == "mapping":
        return _read_mapping(inner_hint, node, cursor)
    if form == "item":
        return _read_item(inner_hint, node, cursor)
    return read_scalar(inner_hint, node, cursor)


def _read_item(kind: type, node: YamlNode, cursor: Cursor) -> Any:
    # A name without a value, such as `open:`, is an item without keys.
    if is_null(node):
        node = yaml_tree.YamlMapping(node.place, ())
    if not isinstance(node, yaml_tree.YamlMapping):
        required = (
            [key for key, (model_field, _) in keys_of(kind).items() if is_required(model_field)] if cursor.path else []
        )
        return report_wrong_type(node, cursor, "a mapping", mapping_fix(node, keys_of(kind), required))
    known_keys = keys_of(kind)
    values: dict[str, Any] = {}
    previous: YamlNode | None = None
    for key, child in _entries(node):
        if key.text not in known_keys:
            report_unknown_key(key, child, previous, known_keys, cursor)
            continue
        previous = child
        model_field, hint = known_keys[key.text]
        child_cursor = cursor.child(key.text, model_field.metadata)
        if not isinstance(child, YamlScalar):
            # The place of an item or a list is its key, because that line names it.
            cursor.state.places[child_cursor.path] = key.place
        value = _read_value(hint, child, child_cursor)
        # A required list is also empty if its only value was invalid, which has been reported.
        if value == () and is_required(model_field) and child_cursor.path[0] not in cursor.state.invalid_sections:
            value = child_cursor.report(
                "wrong-value", f"{child_cursor.path_text} is empty", "write at least one", child.place
            )
        if value is not INVALID:
            values[model_field.name] = value
    return _build_item(kind, values, node, cursor)


def _build_item(kind: type, values: dict[str, Any], node: yaml_tree.YamlMapping, cursor: Cursor) -> Any:
    known_keys = keys_of(kind)
    present_keys = {key.text for key, _ in node.entries}
    missing_keys = [
        key
        for key, (model_field, _) in known_keys.items()
        if is_required(model_field) and model_field.name not in values
    ]
    for key in missing_keys:
        if key not in present_keys:
            model_field, hint = known_keys[key]
            # A missing section makes only itself invalid, a missing key the section that it belongs to.
            owner_cursor = cursor if cursor.path else cursor.child(key, {})
            fix = f"add '{key}{_only_choice(hint)}': {model_field.metadata['description']}"
            place = cursor.state.places.get(cursor.path, node.place)
            owner_cursor.report("missing-key", f"{cursor.path_text} has no '{key}'", fix, place)
    if missing_keys:
        return INVALID
    # The id of an item and the path of an output are the keys under which they were read.
    for name in ("id", "path"):
        if cursor.path and name in kind.__dataclass_fields__ and name not in known_keys:  # type: ignore[attr-defined]  # always a dataclass
            values[name] = str(cursor.path[-1])
    return kind(**values)


def _only_choice(hint: Any) -> str:
    choices = typing.get_args(hint) if typing.get_origin(hint) is Literal else ()
    return f": {choices[0]}" if len(choices) == 1 else ""


def _read_mapping(hint: Any, node: YamlNode, cursor: Cursor) -> Any:
    if isinstance(node, YamlSequence) and cursor.constraints.get("accepts_names"):
        node = _as_mapping(hint, node)
    if not isinstance(node, yaml_tree.YamlMapping):
        return report_wrong_type(node, cursor, "a mapping", items_fix(node, cursor))
    if not node.entries and "empty_fix" in cursor.constraints:
        return cursor.report("wrong-value", f"{cursor.path_text} is empty", cursor.constraints["empty_fix"], node.place)
    pattern = cursor.constraints.get("key_pattern", NAME_PATTERN)
    key_form = cursor.constraints.get("key_path_form")
    values: dict[str, Any] = {}
    for key, child in node.entries:
        if key.text in values:
            _report_duplicate(key, cursor)
        elif not re.fullmatch(pattern, key.text) or CONTROL_CHARACTERS.search(key.text):
            cursor.report("wrong-value", *invalid_name_message(key.text, pattern), key.place)
        elif not key_form or is_safe_path(key, key_form, cursor.child(key.text, {})):
            value = _read_mapping_value(hint, key, child, cursor)
            if value is not INVALID:
                values[key.text] = value
    return MappingProxyType(values)


def _read_mapping_value(hint: Any, key: YamlScalar, child: YamlNode, cursor: Cursor) -> Any:
    """Read the value of a name. If the value is a text, the value can be a reference, else the name."""
    child_cursor = cursor.child(key.text, cursor.constraints)
    # A mapping of texts refers by its values (`spawns`), a mapping of items by its names (limits of phases).
    if hint is str:
        return _read_value(hint, child, child_cursor)
    cursor.state.places[child_cursor.path] = key.place
    child_cursor.add_reference(key.text)
    if "false_means" in cursor.constraints and is_false(child):
        return hint(**cursor.constraints["false_means"])
    return _read_value(hint, child, cursor.child(key.text, item_constraints(cursor.constraints)))


def _as_mapping(hint: Any, node: YamlSequence) -> YamlNode:
    """Return the mapping that a list of names abbreviates: name → empty item, or name → the same name."""
    entries: list[tuple[YamlScalar, YamlNode]] = []
    for item in node.items:
        if not isinstance(item, YamlScalar):
            return node
        entries.append((item, item if hint is str else yaml_tree.YamlMapping(item.place, ())))
    return yaml_tree.YamlMapping(node.place, tuple(entries))


def _read_list(hint: Any, node: YamlNode, cursor: Cursor) -> Any:
    constraints = cursor.constraints
    if constraints.get("accepts_single") and isinstance(node, _single_node_type(inner_hint=hint)):
        node = YamlSequence(node.place, (node,))
    if not isinstance(node, YamlSequence):
        return report_wrong_type(node, cursor, "a list", list_fix(node))
    item_constraints = member_constraints(constraints)
    values: list[Any] = []
    previous_values: set[str] = set()
    for index, child in enumerate(node.items):
        if text := text_with_comma(node.items, index):
            message = (
                f"{cursor.path_text} has '{text.partition(', ')[0]}', which opens a parenthesis and does not close it"
            )
            fix = f'quote this text: "{text}"; in brackets, a comma ends a value'
            cursor.report("wrong-value", message, fix, child.place)
        value = _read_value(hint, child, cursor.child(index, item_constraints))
        if isinstance(value, str) and isinstance(child, YamlScalar) and value in previous_values:
            _report_duplicate(child, cursor)
        elif value is not INVALID:
            values.append(value)
            previous_values.update([value] if isinstance(value, str) else [])
    return tuple(values)


def _single_node_type(inner_hint: Any) -> type:
    """Return the node of a list's only value if it is written without the list."""
    return yaml_tree.YamlMapping if is_dataclass(without_none(inner_hint)) else YamlScalar


def _entries(node: yaml_tree.YamlMapping) -> Iterator[tuple[YamlScalar, YamlNode]]:
    """Return the entries of a mapping without extensions (`x-...`)."""
    return ((key, child) for key, child in node.entries if not key.text.startswith("x-"))


def _report_duplicate(name: YamlScalar, cursor: Cursor) -> None:
    message = f"{cursor.path_text} contains '{name.text}' twice"
    cursor.report("duplicate-value", message, "remove one of the two", name.place)
