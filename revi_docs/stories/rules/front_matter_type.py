"""A front-matter field is missing, or its value does not have the type in the contract.

Why: Programs read these fields. They misread a date without a time, or a string instead of a list.

Example:

    ---
    id: REVI-007
    created_at: yesterday
    ---

Fix: Write a value of the type. Fields whose type ends in `?` are optional.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.decide.records import check_record
from revi_docs.files.yaml.yaml_fields import Field
from revi_docs.files.yaml.yaml_nodes import FieldValue
from revi_docs.files.yaml.yaml_scalars import plain_scalar_value
from revi_docs.stories.document import Document
from revi_docs.stories.story import StoryArtifact
from revi_docs.stories.story_layout import STORY_ARTIFACT
from revi_docs.stories.story_rule import RuleFinding, StoryContext

_STATUS_TYPE = "status"
"""The field type that `unknown-story-status` checks."""


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each field that is missing or has a value of the wrong type."""
    for artifact, document in context.documents():
        field_types = context.contract.artifacts[artifact.kind].front_matter
        if field_types and not document.problems:
            yield from _check_fields(context, artifact, document)


def _check_fields(context: StoryContext, artifact: StoryArtifact, document: Document) -> Iterator[RuleFinding]:
    field_types = context.contract.artifacts[artifact.kind].front_matter
    is_status = {name: kind.removesuffix("?") == _STATUS_TYPE for name, kind in field_types.items()}
    checked_types = {name: kind for name, kind in field_types.items() if not is_status[name]}
    contract = context.layout.decision_contract
    contract = contract._replace(records={**contract.records, "": checked_types})
    entries = ((name, entry) for name, entry in document.fields.items() if name in checked_types)
    values = {name: _typed_value(entry, checked_types[name]) for name, entry in entries}
    present = {name: value for name, value in values.items() if value is not None}
    # The status of a story is in its ledger.
    is_story = artifact.kind == STORY_ARTIFACT
    required = {name for name, kind in field_types.items() if kind == _STATUS_TYPE and not is_story}
    missing = sorted(required - document.fields.keys())
    errors = [*check_record(contract, "", present), *(f"{name}: is missing" for name in missing)]
    for line in errors:
        key_path, _, detail = line.partition(": ")
        field = key_path.partition(".")[0]
        fix = f"write '{field}: …' with a value of type {field_types[field].removesuffix('?')}"
        cause = ("artifacts", artifact.kind, "front_matter", field)
        message = f"the field '{field}' {detail}"
        yield RuleFinding(message, fix, document.field_place(field), f"{artifact.name} {key_path}", cause)


def _typed_value(field: Field, kind: str) -> FieldValue | int | float | bool | list[object]:
    """Return the value converted to its declared type, or None if it is null."""
    value = field.value
    if isinstance(value, tuple):
        return list(value)
    if field.style or not isinstance(value, str):
        return value
    parsed = plain_scalar_value(value)
    if parsed is None or kind.removesuffix("?") in ("integer", "number", "boolean"):
        return parsed if parsed is None or not isinstance(parsed, str) else value
    return value
