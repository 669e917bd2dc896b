"""A record of a story, such as its QA gate, does not match the contract.

Why: Commands read records. A verdict that is not in the contract triggers no transition, and a missing
field has no default.

Example:

    storyId: REVI-007
    verdict: OK
    actor: ann

Fix: Write the field with a value of its type. The commands of `revi` write valid records.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.decide.records import check_record
from revi_docs.records.former_names import with_former_names
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each field that is missing, unknown or has a value of the wrong type."""
    contract = with_former_names(context.layout.decision_contract)
    for name, record in context.story.records.items():
        if record.problems:
            continue
        for error in check_record(contract, name, record.fields):
            key_path, _, detail = error.partition(": ")
            field = key_path.partition(".")[0]
            field_types = context.contract.records[name].fields
            cause = ("records", name, "fields", *([field] if field in field_types else []))
            fix = f"write it as the contract's record '{name}' defines it"
            if field in field_types:
                fix = f"{fix}: {field} has type {field_types[field]}"
            yield RuleFinding(
                f"'{key_path}' {detail}", fix, record.place_of(key_path), f"{name} {key_path} {detail}", cause
            )
