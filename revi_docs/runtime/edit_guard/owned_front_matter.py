"""Reject edits of front-matter fields that the contract owns, and of the status, which the ledger owns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from revi_docs.files.markdown.front_matter_block import OversizedBlockError, front_matter_text
from revi_docs.records.command_errors import UnavailableError
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.edit_guard.contract_locations import contract_location
from revi_docs.runtime.edit_guard.edits import FileEdit

if TYPE_CHECKING:
    from revi_docs.files.yaml.yaml_fields import Field

_PLACEHOLDER = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")


def check_owned_fields(repository: Repository, path: str, edit: FileEdit) -> str:
    """Why the edit is rejected; "" if it changes no owned field, or only to the value of the contract."""
    owns: Mapping[str, Mapping[str, str]] = repository.section("owns")
    if not owns or not _changes_front_matter(edit):
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


def _changes_front_matter(edit: FileEdit) -> bool:
    """Whether the edit changes the front matter: most edits do not, and then the YAML library is not needed."""
    return edit.new_text is not None and front_matter_text(edit.old_text or "") != front_matter_text(edit.new_text)


def _expand_key_path(dotted_path: str, path: str, edit: FileEdit, placeholders: Mapping[str, str]) -> tuple[str, ...]:
    """The key path of the owned value, with its placeholders filled in; () if one has no value."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    names = (field.value for text in (edit.new_text, edit.old_text) for field in _fields(text, "name"))
    name = next((value for value in names if value and isinstance(value, str)), stem)
    values = {"stem": stem, "name": name, **placeholders}
    steps = [_PLACEHOLDER.sub(lambda match: values.get(match[1], ""), step) for step in dotted_path.split(".")]
    return tuple(steps) if all(steps) else ()


def _fields(text: str | None, name: str) -> tuple[Field, ...]:
    """The fields of that name; none without front matter or its closing line."""
    from revi_docs.files.markdown.front_matter import parse_front_matter

    try:
        front_matter = parse_front_matter(text) if text and front_matter_text(text) else None
    except OversizedBlockError as error:
        raise UnavailableError(error.code, str(error), error.fix) from None
    return front_matter.fields_named(name) if front_matter else ()


def _changes_field(edit: FileEdit, name: str) -> bool:
    """Whether the edit gives the field another value, or another number of values."""
    old_values, new_values = ([field.value for field in _fields(text, name)] for text in (edit.old_text, edit.new_text))
    return old_values != new_values


def _has_value(edit: FileEdit, name: str, expected: str | tuple[str, ...]) -> bool:
    """Whether the field has the expected value after the edit, in any notation, and occurs once."""
    from revi_docs.files.markdown.front_matter_edits import field_equals

    fields = _fields(edit.new_text, name)
    return len(fields) == 1 and field_equals(fields[0], edit.new_text or "", expected)


def _check_field(repository: Repository, path: str, edit: FileEdit, name: str, key_path: tuple[str, ...]) -> str:
    expected = _field_value(repository.value_at(key_path)) if key_path else None
    if expected is None or not _changes_field(edit, name) or _has_value(edit, name, expected):
        return ""
    expected_text = expected if isinstance(expected, str) else ", ".join(expected)
    return (
        f"the field '{name}' of {path} is owned by {contract_location(repository, key_path)}, "
        f"where its value is {expected_text}: change it there and run 'revi-docs sync'; "
        "the other lines of the file may be edited"
    )


def _field_value(value: Any) -> str | tuple[str, ...] | None:
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
    if not _changes_front_matter(edit) or not _fields(edit.old_text, "status") or not _changes_field(edit, "status"):
        return ""
    from revi_docs.runtime.base.story_ledger import story_ledger

    status = story_ledger(repository.story_paths(story_id)).status
    if not status or _has_value(edit, "status", status):
        return ""
    return (
        f"the field 'status' of {path} is owned by the story's ledger, where it is {status}: "
        f"move the story with 'revi plumbing move {story_id} STATUS'; "
        f"see {contract_location(repository, ('transitions',))}"
    )
