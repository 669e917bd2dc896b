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
from revi_docs.files.nodes import Value
from revi_docs.stories.document import Document
from revi_docs.stories.record_file import scalar
from revi_docs.stories.rule import Case, Told
from revi_docs.stories.story import Artifact

_OWN_RULE = "status"
"""The type of field that has a rule of its own."""


def check(case: Case) -> Iterator[Told]:
    """Yields a problem for each field that is not as it is declared."""
    for artifact, document in case.documents():
        declared = case.contract.artifacts[artifact.kind].front_matter
        if declared and not document.problems:
            yield from _of(case, artifact, document)


def _of(case: Case, artifact: Artifact, document: Document) -> Iterator[Told]:
    declared = case.contract.artifacts[artifact.kind].front_matter
    types = {name: kind for name, kind in declared.items() if kind.removesuffix("?") != _OWN_RULE}
    contract = case.shelf.decided._replace(records={**case.shelf.decided.records, "": types})
    stated = {name: _typed(one, types[name]) for name, one in document.fields.items() if name in types}
    present = {name: value for name, value in stated.items() if value is not None}
    missing = {name for name, kind in declared.items() if kind == _OWN_RULE and name not in document.fields}
    said = [*check_record(contract, "", present), *(f"{name}: is missing" for name in sorted(missing))]
    for line in said:
        way, _, what = line.partition(": ")
        field = way.partition(".")[0]
        fix = f"write '{field}: …', of the type {declared[field].removesuffix('?')}"
        because = ("artifacts", artifact.kind, "front_matter", field)
        message = f"the field '{field}' {what}"
        yield Told(message, fix, document.of_field(field), f"{artifact.name} {way}", because)


def _typed(field: Field, kind: str) -> Value | int | float | bool | list[object]:
    """The value as its type wants it; None where nothing is stated."""
    value = field.value
    if isinstance(value, tuple):
        return list(value)
    if field.style or not isinstance(value, str):
        return value
    found = scalar(value)
    if found is None or kind.removesuffix("?") in ("integer", "number", "boolean"):
        return found if found is None or not isinstance(found, str) else value
    return value
