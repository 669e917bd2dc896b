"""Read the statuses and transitions that code declares: enumerations in TypeScript, Python and JSON Schema.

The code is parsed, never run.
"""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from revi_docs.adopt import typescript_declarations
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.adopt.typescript_declarations import NameMap
from revi_docs.adopt.workflow_tables import WorkflowSource
from revi_docs.contract.model.declarations import NAME_PATTERN
from revi_docs.contract.relations import MANUAL
from revi_docs.problems.problem import Place

MAX_CODE_CHARACTERS = 200_000
"""Arbitrary: a longer file is data, or generated."""

# Names such as `Status`, `StoryStatuses` and `task_state`.
_STATUS_NAME = re.compile(r"\w*stat(?:us|uses|e|es)", re.IGNORECASE)
_TRANSITIONS_NAME = re.compile(r"\w*transitions", re.IGNORECASE)
_PYTHON_DECLARATION = re.compile(
    r"^(?:class\s+)?\w*(?:stat(?:us|uses|e|es)|transitions)\b", re.IGNORECASE | re.MULTILINE
)
"""Parsing all Python files of a repository takes seconds."""
StatusLists = Mapping[str, list[str]]
"""Status → the statuses that can follow it."""


def read_code(source: ScannedFile) -> Iterator[WorkflowSource]:
    """Yield the enumerations of statuses and the maps of transitions in a file; none if it cannot be parsed."""
    if len(source.text) > MAX_CODE_CHARACTERS:
        return
    reader = {"py": _python, "json": _json_schema}.get(source.path.rpartition(".")[2], _typescript)
    for line, value in reader(source.text):
        place = Place(source.path, line)
        if isinstance(value, list):
            yield from _enumeration(source.path, place, value)
        else:
            yield from _transition_map(source.path, place, value)


def _enumeration(file: str, place: Place, names: list[str]) -> Iterator[WorkflowSource]:
    if len(names) > 1 and all(re.fullmatch(NAME_PATTERN, name) for name in names):
        result = WorkflowSource("enumeration", file, place)
        for name in names:
            result.collector.add(("statuses", name), None, place)
        yield result


def _transition_map(file: str, place: Place, targets_by_status: StatusLists) -> Iterator[WorkflowSource]:
    names = [*targets_by_status, *(name for targets in targets_by_status.values() for name in targets)]
    if not names or not all(re.fullmatch(NAME_PATTERN, name) for name in names):
        return
    result = WorkflowSource("map", file, place)
    for name in names:
        result.collector.add(("statuses", name), None, place)
    for status, targets in targets_by_status.items():
        for target in targets:
            result.collector.add(("transitions", status, MANUAL, "", "", target), target, place)
    yield result


Declaration = tuple[int, list[str] | StatusLists]
"""The line of a declaration and what it declares."""


def _typescript(text: str) -> Iterator[Declaration]:
    values_by_member: dict[str, str] = {}
    for declaration in typescript_declarations.declarations(text):
        if isinstance(declaration, NameMap):
            if _TRANSITIONS_NAME.fullmatch(declaration.name):
                yield (
                    declaration.line,
                    {
                        values_by_member.get(key, key): [values_by_member.get(item, item) for item in items]
                        for key, items in declaration.entries.items()
                    },
                )
            continue
        for member, value in declaration.values_by_member.items():
            values_by_member[f"{declaration.name}.{member}"] = value
        if _STATUS_NAME.fullmatch(declaration.name):
            yield declaration.line, declaration.values


def _python(text: str) -> Iterator[Declaration]:
    if not _PYTHON_DECLARATION.search(text):
        return
    try:
        with warnings.catch_warnings():
            # A file of the repository may have invalid escapes, about which Python warns while it parses.
            warnings.simplefilter("ignore")
            module = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # Any file may be scanned, so one that Python cannot parse has nothing to read; it is not a problem of ours.
        return
    values_by_member: dict[str, str] = {}
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            members = dict(_enum_members(node))
            values_by_member |= {f"{node.name}.{member}": value for member, value in members.items()}
            if members and _STATUS_NAME.fullmatch(node.name):
                yield node.lineno, list(members.values())
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            name = target.id if isinstance(target, ast.Name) else ""
            if _TRANSITIONS_NAME.fullmatch(name) and isinstance(node.value, ast.Dict):
                entries = zip(node.value.keys, node.value.values, strict=True)
                yield (
                    node.lineno,
                    {
                        _text_of(key, values_by_member): _texts_of(value, values_by_member)
                        for key, value in entries
                        if key
                    },
                )
            elif _STATUS_NAME.fullmatch(name):
                value = node.value.slice if isinstance(node.value, ast.Subscript) else node.value
                yield node.lineno, _texts_of(value, values_by_member)


def _enum_members(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Yield the members of an enumeration of texts: name → value."""
    bases = [base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in node.bases]
    if not any(base.endswith("Enum") for base in bases):
        return
    for statement in node.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            value = _text_of(statement.value, {})
            is_automatic = isinstance(statement.value, ast.Call) and "StrEnum" in bases
            if value or is_automatic:
                yield statement.targets[0].id, value or statement.targets[0].id.lower()


def _text_of(node: ast.expr, values_by_member: Mapping[str, str]) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return values_by_member.get(f"{node.value.id}.{node.attr}", "")
    return ""


def _texts_of(node: ast.expr, values_by_member: Mapping[str, str]) -> list[str]:
    if isinstance(node, ast.Call) and len(node.args) == 1:  # frozenset({...})
        node = node.args[0]
    elements = node.elts if isinstance(node, (ast.List, ast.Tuple, ast.Set)) else []
    return [_text_of(element, values_by_member) for element in elements]


def _json_schema(text: str) -> Iterator[Declaration]:
    if '"enum"' not in text:
        return
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        # Not a schema. Whether the file is valid JSON is up to the tool that reads it.
        return
    for key, values in _enumerated_properties(document, 0):
        line = text.count("\n", 0, max(text.find(f'"{key}"'), 0)) + 1
        yield line, values


_MAX_DEPTH = 40
"""Arbitrary: deeper than any schema that a person writes."""


def _enumerated_properties(node: Any, depth: int) -> Iterator[tuple[str, list[str]]]:
    if depth > _MAX_DEPTH or not isinstance(node, (dict, list)):
        return
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        values = value.get("enum") if isinstance(value, dict) else None
        is_status = isinstance(key, str) and _STATUS_NAME.fullmatch(key)
        if is_status and isinstance(values, list) and all(isinstance(item, str) for item in values):
            yield str(key), values
        else:
            yield from _enumerated_properties(value, depth + 1)
