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
from revi_docs.stories.rule import Case, Told


def check(case: Case) -> Iterator[Told]:
    """Yields a problem for each field that is not as it is declared."""
    for name, record in case.story.records.items():
        if record.problems:
            continue
        for fault in check_record(case.shelf.decided, name, record.fields):
            way, _, what = fault.partition(": ")
            field = way.partition(".")[0]
            known = case.contract.records[name].fields
            because = ("records", name, "fields", *([field] if field in known else []))
            fix = f"write it as the contract's record '{name}' says"
            if field in known:
                fix = f"{fix}: {field} is of the type {known[field]}"
            yield Told(f"'{way}' {what}", fix, record.at(way), f"{name} {way} {what}", because)
