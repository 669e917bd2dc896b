"""A path in `owns` does not lead to a value that a front-matter field can have.

Why: The field is never compared with the contract, so the two can differ without being noticed. A table cell is
addressed by the heading, the key column and its own column: `"Team | Agent | Model": "agents.{key}.model"`; a value of
a YAML file by the keys that lead to it: `"agents.{key}": "agents.{key}.model"`.

Example:

    agents: {helper: {}}
    owns:
      "notes/*.md": {model: "agents.{stem}.modle"}

Fix: Write a section, then an item or a placeholder for its name, then a key whose value is a string, a number,
a boolean, a duration or a list of texts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from revi_docs.contract.contract_rule import MAX_SUGGESTIONS, RuleContext
from revi_docs.contract.file_names import PLACEHOLDER
from revi_docs.contract.lookup import first_step
from revi_docs.contract.model import Contract
from revi_docs.contract.model.declarations import NAME_PATTERN, keys_of
from revi_docs.contract.model_parser import yaml_form
from revi_docs.files.markdown.cell_address import parse_address
from revi_docs.files.yaml.yaml_address import YamlAddress, is_yaml_path, parse_yaml_address
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix

_NAMED_PLACEHOLDER = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")

_KEY_PLACEHOLDER = "key"
"""In the path of a table cell, the text of the key cell in its row; in YAML, the key or the name of an entry."""
_KEY = f"{{{_KEY_PLACEHOLDER}}}"

_PATHS_OF_TABLES = {2: ("transitions",), 3: ("transitions.{key}.to",)}
"""Number of parts of a cell address → paths that lead to no single value, but that a table can show."""

MessageAndFix = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Position:
    """How far a path has been followed: the declared type there, and the value, None if there is none.

    If `has_placeholder` is set, the path so far contains a placeholder and so leads to many values.
    """

    kind: Any
    value: Any
    path_text: str = ""
    has_placeholder: bool = False


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each path without a value, and for each exclusion that has fields."""
    problem_count = 0
    for pattern, fields in context.contract.owns.items():
        if pattern.startswith("!") and fields:
            message = f"'{pattern}' excludes files, so its fields have no effect"
            yield _problem(context, (pattern,), (message, "replace its fields with '{}', or remove the '!'"))
            continue
        file_placeholders = ("name", "stem", *_NAMED_PLACEHOLDER.findall(pattern))
        for field, value_path in fields.items():
            part_count = field.count("|") + 1
            is_address = part_count > 1 or is_yaml_path(pattern) or not re.fullmatch(NAME_PATTERN, field)
            is_list = part_count == 2 or (is_address and _KEY not in field and part_count == 1)
            placeholder_names = (_KEY_PLACEHOLDER,) if is_address else file_placeholders
            message_and_fix = _unknown_placeholder(value_path, placeholder_names, problem_count)
            if message_and_fix is None and is_address:
                message_and_fix = _invalid_address(pattern, field, value_path)
            if message_and_fix is None and value_path not in _PATHS_OF_TABLES.get(part_count, ()):
                message_and_fix = _invalid_path(
                    _Position(Contract, context.contract), value_path, problem_count, is_section=is_list
                )
            if message_and_fix:
                problem_count += 1
                yield _problem(context, (pattern, field), message_and_fix)


def _problem(context: RuleContext, path: tuple[str, ...], message_and_fix: MessageAndFix) -> Problem:
    return context.problem(
        message=message_and_fix[0],
        fix=message_and_fix[1],
        places=(context.place_of("owns", *path),),
        subject=f"owns.{'.'.join(path)}",
    )


def _invalid_address(pattern: str, field: str, value_path: str) -> MessageAndFix | None:
    """Return message and fix for an address that nothing can be found at, or whose path has no value for each item."""
    is_yaml = "|" not in field
    if is_yaml and not is_yaml_path(pattern):
        return f"'{field}' is the address of a value in a YAML file", "write the name of a front-matter field"
    address = parse_yaml_address(field) if is_yaml else parse_address(field)
    if address is None:
        form = "'agents.{key}.model' or 'agents[name={key}].model'" if is_yaml else "'Heading | Key column | Column'"
        return f"'{field}' is not an address in {pattern}", f"write one such as {form}"
    has_many_values = address.has_key if isinstance(address, YamlAddress) else bool(address.column)
    if has_many_values and _KEY not in value_path:
        return f"'{value_path}' is the same for every '{_KEY}'", f"write '{_KEY}' for the name of the item"
    if is_yaml and not has_many_values and _KEY in value_path.removesuffix(f".{_KEY}"):
        return f"'{field}' has no '{_KEY}', but '{value_path}' does", f"write '{_KEY}' in both, or in neither"
    return None


def _unknown_placeholder(
    value_path: str, placeholder_names: tuple[str, ...], problem_count: int
) -> MessageAndFix | None:
    """Return message and fix for the first placeholder that does not exist."""
    for placeholder in PLACEHOLDER.findall(value_path):
        if placeholder not in placeholder_names:
            allowed_text = ", ".join(f"{{{other}}}" for other in dict.fromkeys(placeholder_names))
            return (
                f"'{value_path}' contains '{{{placeholder}}}', which is not a placeholder",
                _with_suggestion(
                    f"use one of: {allowed_text}",
                    f"{{{placeholder}}}",
                    [f"{{{other}}}" for other in placeholder_names],
                    problem_count,
                ),
            )
    return None


def _invalid_path(
    position: _Position, value_path: str, problem_count: int, is_section: bool = False
) -> MessageAndFix | None:
    """Return message and fix for a path that leaves the model, or that does not end at a single value.

    The rows of a table need the path of a section, or of any of its items.
    """
    rest = value_path
    while rest:
        step_names = _step_names(position)
        step = first_step(step_names, rest) or _first_piece(position, rest)
        if step not in step_names and not _is_possible_step(position, step):
            message, fix = _no_such_step(position, value_path, step)
            return message, _with_suggestion(fix, step, step_names, problem_count)
        position = _advance(position, step)
        rest = rest[len(step) + 1 :]
    form = yaml_form(position.kind)[0]
    if is_section and value_path and (form == "mapping" or position.has_placeholder):
        return None
    return None if _is_single_value(position.kind) else _no_single_value(position, value_path)


def _first_piece(position: _Position, rest: str) -> str:
    """Return the piece before the first dot; placeholders with dots between them form one name."""
    pieces = rest.split(".")
    placeholder_pieces = list(takewhile(PLACEHOLDER.search, pieces)) if yaml_form(position.kind)[0] == "mapping" else []
    return ".".join(placeholder_pieces or pieces[:1])


def _step_names(position: _Position) -> Collection[str]:
    form, inner = yaml_form(position.kind)
    if form == "item":
        return keys_of(inner)
    if form == "mapping":
        return position.value or ()
    return tuple(map(str, range(len(position.value or ())))) if form == "list" else ()


def _is_possible_step(position: _Position, step: str) -> bool:
    """Return whether the step can name an item, even if it is not known yet whether the item exists."""
    form, _ = yaml_form(position.kind)
    if form == "mapping":
        return position.has_placeholder or PLACEHOLDER.search(step) is not None
    return form == "list" and position.has_placeholder and step.isdecimal()


def _advance(position: _Position, step: str) -> _Position:
    form, kind = yaml_form(position.kind)
    value = None
    if form == "item":
        model_field, kind = keys_of(kind)[step]
        value = None if position.value is None else getattr(position.value, model_field.name)
    elif position.value:
        value = position.value.get(step) if form == "mapping" else position.value[int(step)]
    has_placeholder = position.has_placeholder or PLACEHOLDER.search(step) is not None
    return _Position(kind, value, f"{position.path_text}.{step}".removeprefix("."), has_placeholder)


def _is_single_value(kind: Any) -> bool:
    form, inner = yaml_form(kind)
    return form == "scalar" or (form == "list" and yaml_form(inner)[0] == "scalar")


def _no_such_step(position: _Position, value_path: str, step: str) -> MessageAndFix:
    form, inner = yaml_form(position.kind)
    container_text = position.path_text or "revi.yml"
    message = f"'{value_path}' does not exist: {container_text} has no '{step}'"
    if form == "item":
        return message, _allowed_keys_text(inner)
    if form == "mapping":
        return message, f"add '{step}' to {container_text}, or write a placeholder instead"
    return message, f"remove '.{step}'"


def _no_single_value(position: _Position, value_path: str) -> MessageAndFix:
    form, inner = yaml_form(position.kind)
    message = f"'{value_path}' is not a single value; a field needs one"
    if form == "item":
        return (message, f"continue the path; {_allowed_keys_text(inner)}" if value_path else _allowed_keys_text(inner))
    return message, "continue the path with an item, or a placeholder for all items, and a key"


def _allowed_keys_text(kind: type) -> str:
    """Return which keys can follow; the contract has too many sections to list."""
    if kind is Contract:
        return "start with a section of revi.yml"
    return f"use one of: {', '.join(keys_of(kind))}"


def _with_suggestion(fix: str, word: str, candidates: Collection[str], problem_count: int) -> str:
    return suggested_fix(word, candidates if problem_count < MAX_SUGGESTIONS else (), fix)
