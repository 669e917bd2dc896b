"""A field has a type that is not part of the type language.

Why: nobody can check what is written there, and each reader takes it for something else.

Example:

    records:
      lock: {fields: {holder: strng}}

Mend: write `string`, `integer` (0 or more), `number`, `boolean`, `datetime`, `uuid`, `object` or `list`; a
kind of item (`status`, `phase`, `agent`, `model`, `error`, `command`, `worker-status`, `recovery`, `story`);
a record's name; words to choose from (`PASS|FAIL`); or `list of` one of these. A `?` behind it says that the
field may be absent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revi_docs.contract.field_types import BASE_TYPES, KIND_TYPES, field_type
from revi_docs.contract.rule import Case
from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each field whose type cannot be read."""
    known = (*BASE_TYPES, *KIND_TYPES, *case.contract.records)
    for path, fields in _fields(case):
        for name, written in fields.items():
            if field_type(case.contract, written) is None:
                yield Problem(
                    code="unknown-field-type",
                    message=f"{'.'.join(path)}.{name} has the type '{written}', which is not known",
                    fix="use a base type, a kind of item, a record, words joined by |, or 'list of' one"
                    + did_you_mean(written.removesuffix("?").removeprefix("list of "), known),
                    places=(case.at(*path, name),),
                    subject=f"{'.'.join(path)}.{name}",
                )


def _fields(case: Case) -> Iterator[tuple[tuple[str, ...], Mapping[str, str]]]:
    contract = case.contract
    for artifact in contract.artifacts.values():
        yield ("artifacts", artifact.id, "front_matter"), artifact.front_matter
    for record in contract.records.values():
        yield ("records", record.id, "fields"), record.fields
    if contract.trace:
        yield ("trace", "fields"), contract.trace.fields
        for event in contract.trace.events.values():
            yield ("trace", "events", event.id, "fields"), event.fields
