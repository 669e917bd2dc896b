"""Reject edits of front-matter fields that the contract owns, and of the status, which the ledger owns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.edit_guard.contract_locations import contract_location, value_at
from revi_docs.runtime.edit_guard.edits import FileEdit
from revi_docs.runtime.edit_guard.front_matter_lines import FieldValue, parse_value, read_field

_PLACEHOLDER = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")


def check_owned_fields(repository: Repository, path: str, edit: FileEdit) -> str:
    """Why the edit is rejected; "" if it changes no owned field, or only to the value of the contract."""
    owns: Mapping[str, Mapping[str, str]] = repository.section("owns")
    if not owns or edit.new_text is None:
        return ""
    from revi_docs.files.globs import match_groups

    if any(glob.startswith("!") and match_groups(glob[1:], path) is not None for glob in owns):
        return ""
    for pattern, fields in owns.items():
        placeholders = match_groups(pattern, path)
        for name, dotted_path in fields.items() if placeholders is not None else ():
            reason = _check_field(
                repository, path, edit, name, _expand_key_path(dotted_path, path, edit, placeholders or {})
            )
            if reason:
                return reason
    return ""


def _expand_key_path(dotted_path: str, path: str, edit: FileEdit, placeholders: Mapping[str, str]) -> tuple[str, ...]:
    """The key path of the owned value, with its placeholders filled in; () if one has no value."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    name_field = read_field(edit.new_text, "name") or read_field(edit.old_text, "name")
    values = {"stem": stem, "name": str(parse_value(name_field)) if name_field else stem, **placeholders}
    steps = [_PLACEHOLDER.sub(lambda match: values.get(match[1], ""), step) for step in dotted_path.split(".")]
    return tuple(steps) if all(steps) else ()


def _check_field(repository: Repository, path: str, edit: FileEdit, name: str, key_path: tuple[str, ...]) -> str:
    old_value, new_value = read_field(edit.old_text, name), read_field(edit.new_text, name)
    expected = _field_value(value_at(repository.data, key_path)) if key_path else None
    if old_value == new_value or expected is None or (new_value is not None and parse_value(new_value) == expected):
        return ""
    if new_value is None and old_value is None:
        return ""
    expected_text = expected if isinstance(expected, str) else ", ".join(expected)
    return (
        f"the field '{name}' of {path} is owned by {contract_location(repository, key_path)}, "
        f"where its value is {expected_text}: change it there and run 'revi-docs sync'; "
        "the other lines of the file may be edited"
    )


def _field_value(value: Any) -> FieldValue | None:
    """A value of the contract in the form that a field has; None if it is neither a scalar nor a list."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return tuple(map(str, value)) if value else None
    return str(value) if isinstance(value, (str, int, float)) and value != "" else None


def check_status_field(repository: Repository, story_id: str, path: str, edit: FileEdit) -> str:
    """Why an edit of a story's status is rejected; "" if it agrees with the ledger, or there is no ledger."""
    old_value, new_value = read_field(edit.old_text, "status"), read_field(edit.new_text, "status")
    if old_value is None or old_value == new_value or edit.new_text is None:
        return ""
    from revi_docs.runtime.base.story_ledger import story_ledger

    status = story_ledger(repository.story(story_id)).status
    if not status or (new_value is not None and parse_value(new_value) == status):
        return ""
    return (
        f"the field 'status' of {path} is owned by the story's ledger, where it is {status}: "
        f"move the story with 'revi move {story_id} STATUS'; "
        f"see {contract_location(repository, ('transitions',))}"
    )
