"""A field of the front matter is missing, or its value is not of the type that the contract states.

Why: programs read these fields. A date without a time or a list that is a text is read wrong, or not at all.

Example:

    ---
    id: REVI-007
    created_at: yesterday
    ---

Mend: write a value of the type; a type that ends in `?` may be left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.decide.records import check_record
from revi_docs.files.front_matter import Field
from revi_docs.files.yaml_nodes import FieldValue
from revi_docs.stories.document import Document
from revi_docs.stories.record_file import parse_scalar
from revi_docs.stories.story import StoryArtifact
from revi_docs.stories.story_rule import RuleFinding, StoryContext

_STATUS_TYPE = "status"
"""The type of field that has a rule of its own."""


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each field that is not as it is declared."""
    for artifact, document in context.documents():
        field_types = context.contract.artifacts[artifact.kind].front_matter
        if field_types and not document.problems:
            yield from _check_fields(context, artifact, document)


def _check_fields(
    context: StoryContext, artifact: StoryArtifact, document: Document
) -> Iterator[RuleFinding]:
    field_types = context.contract.artifacts[artifact.kind].front_matter
    checked_types = {
        name: kind for name, kind in field_types.items() if kind.removesuffix("?") != _STATUS_TYPE
    }
    contract = context.layout.decision_contract._replace(
        records={**context.layout.decision_contract.records, "": checked_types}
    )
    values = {
        name: _typed_value(entry, checked_types[name])
        for name, entry in document.fields.items()
        if name in checked_types
    }
    present = {name: value for name, value in values.items() if value is not None}
    missing = {
        name for name, kind in field_types.items() if kind == _STATUS_TYPE and name not in document.fields
    }
    errors = [*check_record(contract, "", present), *(f"{name}: is missing" for name in sorted(missing))]
    for line in errors:
        key_path, _, detail = line.partition(": ")
        field = key_path.partition(".")[0]
        fix = f"write '{field}: …', of the type {field_types[field].removesuffix('?')}"
        cause = ("artifacts", artifact.kind, "front_matter", field)
        message = f"the field '{field}' {detail}"
        yield RuleFinding(message, fix, document.field_place(field), f"{artifact.name} {key_path}", cause)


def _typed_value(field: Field, kind: str) -> FieldValue | int | float | bool | list[object]:
    """The value as its type wants it; None where nothing is stated."""
    value = field.value
    if isinstance(value, tuple):
        return list(value)
    if field.style or not isinstance(value, str):
        return value
    parsed = parse_scalar(value)
    if parsed is None or kind.removesuffix("?") in ("integer", "number", "boolean"):
        return parsed if parsed is None or not isinstance(parsed, str) else value
    return value
