"""The type of a field does not exist.

Why: The value of the field cannot be checked, and every reader interprets it differently.

Example:

    records:
      lock: {fields: {holder: strng}}

Fix: Write `string`, `integer` (0 or more), `number`, `boolean`, `datetime`, `uuid`, `object` or `list`; a
kind of item (`status`, `phase`, `agent`, `model`, `error`, `command`, `worker-status`, `recovery`, `story`);
the name of a record; an enumeration (`PASS|FAIL`); or `list of` and one of these. A trailing `?` makes
the field optional.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.field_types import BASE_TYPES, KIND_SECTIONS, field_type
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each field whose type does not exist."""
    known_types = (*BASE_TYPES, *KIND_SECTIONS, *context.contract.records)
    for path, fields in _fields(context):
        for name, type_text in fields.items():
            if field_type(context.contract, type_text) is None:
                yield context.problem(
                    message=f"{'.'.join(path)}.{name} has the type '{type_text}', which does not exist",
                    fix=suggested_fix(
                        type_text.removesuffix("?").removeprefix("list of "),
                        known_types,
                        "use a base type, a kind of item, a record, words joined by |, or 'list of' and one",
                    ),
                    places=(context.place_of(*path, name),),
                    subject=f"{'.'.join(path)}.{name}",
                )


def _fields(context: RuleContext) -> Iterator[tuple[tuple[str, ...], Mapping[str, str]]]:
    contract = context.contract
    for artifact in contract.artifacts.values():
        yield ("artifacts", artifact.id, "front_matter"), artifact.front_matter
    for record in contract.records.values():
        yield ("records", record.id, "fields"), record.fields
    if contract.trace:
        yield ("trace", "fields"), contract.trace.fields
        for event in contract.trace.events.values():
            yield ("trace", "events", event.id, "fields"), event.fields
