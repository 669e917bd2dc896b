"""A record of a story, as its QA gate, is not as the contract describes it.

Why: commands read it. A verdict that the contract does not have leads nowhere, and a field that is missing is
taken for granted by nobody.

Example:

    storyId: REVI-007
    verdict: OK
    actor: ann

Mend: write the field with a value of its type. The commands of `revi` write records that are sound.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.decide.records import check_record
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each field that is not as it is declared."""
    for name, record in context.story.records.items():
        if record.problems:
            continue
        for fault in check_record(context.layout.decision_contract, name, record.fields):
            key_path, _, detail = fault.partition(": ")
            field = key_path.partition(".")[0]
            field_types = context.contract.records[name].fields
            cause = ("records", name, "fields", *([field] if field in field_types else []))
            fix = f"write it as the contract's record '{name}' says"
            if field in field_types:
                fix = f"{fix}: {field} is of the type {field_types[field]}"
            yield RuleFinding(
                f"'{key_path}' {detail}", fix, record.place_of(key_path), f"{name} {key_path} {detail}", cause
            )
