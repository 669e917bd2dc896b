"""Report owned fields that differ from the contract: one problem per value, with both possible fixes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from revi_docs.contract.key_paths import KeyPath, format_key_path
from revi_docs.contract.loader import LoadedContract
from revi_docs.drift.file_status import DriftState, FieldPart, FileStatus
from revi_docs.drift.owned_parts import display_value
from revi_docs.ownership.cells.cell_slots import CellSlot, RowSlot
from revi_docs.ownership.cells.cell_values import contract_form
from revi_docs.ownership.cells.yaml_slots import EntrySlot
from revi_docs.problems.problem import Place, Problem

_SIMPLE_VALUE = re.compile(r"[^\s!&*-][^\n]*")
"""A value that can be quoted in a fix: on one line, without a YAML tag or anchor."""


def field_findings(statuses: Iterable[FileStatus], loaded: LoadedContract) -> Iterator[Problem]:
    """Yield one problem for each value that files have differently, and one for each that files lack."""
    groups: dict[tuple[DriftState, KeyPath, str], list[FileStatus]] = {}
    for status in statuses:
        if isinstance(status.part, FieldPart) and status.state is not DriftState.CLEAN:
            groups.setdefault((status.state, status.part.path, status.part.assignment.name), []).append(status)
    for (state, path, name), group in groups.items():
        yield _problem(state, path, name, group, loaded)


def _problem(state: DriftState, path: KeyPath, name: str, group: list[FileStatus], loaded: LoadedContract) -> Problem:
    parts = [status.part for status in group if isinstance(status.part, FieldPart)]
    expected = display_value(parts[0].assignment.expected)
    actual_values = sorted({(status.actual or b"").decode("utf-8") for status in group})
    contract_place = loaded.place_of(*path)
    message = _message(state, name, expected, actual_values, len(group))
    slot = parts[0].assignment.slot
    if isinstance(slot, CellSlot):
        contract_values = [contract_form(value, parts[0].assignment.expected) for value in actual_values]
    else:
        contract_values = actual_values
    fix = _fix(state, name, expected, contract_values, contract_place)
    if isinstance(slot, RowSlot):
        message, fix = f"the table has no row for '{expected}'", "run 'revi-docs sync' to add the row"
    if isinstance(slot, EntrySlot):
        message, fix = f"the list has no '{expected}'", "run 'revi-docs sync' to add it"
    return Problem(
        code=state.value,
        message=message,
        fix=fix,
        places=tuple(sorted(part.place for part in parts)),
        cause=(contract_place,),
        subject=f"{format_key_path(path)}#{name}",
    )


def _message(state: DriftState, name: str, expected: str, actual_values: list[str], file_count: int) -> str:
    subject = f"{file_count} files have" if file_count > 1 else "has"
    if state is DriftState.FIELD_MISSING:
        return f"{subject} no '{name}'; expected '{expected}'"
    actual = f"'{name}: {actual_values[0]}'" if len(actual_values) == 1 else f"other values of '{name}'"
    return f"{subject} {actual}; the contract says '{expected}'"


def _fix(state: DriftState, name: str, expected: str, actual_values: list[str], contract_place: Place) -> str:
    if state is DriftState.FIELD_MISSING:
        return f"run 'revi-docs sync' to write '{name}: {expected}'"
    is_simple = len(actual_values) == 1 and _SIMPLE_VALUE.fullmatch(actual_values[0])
    correction = f"write '{actual_values[0]}' at {contract_place}" if is_simple else f"correct {contract_place}"
    return f"if the contract is right, run 'revi-docs sync'; if the file is right, {correction}"
