"""A row of the token log is not a valid token record, or its numbers do not add up.

Why: Contradictory numbers are worse than none. A number that was not counted is left out; it is never zero.

Example:

    | phase | before | after | delta | source | complete | recordedAt |
    |---|---|---|---|---|---|---|
    | elaboration | 1000 | 26000 | 2500 | stated | true | 2026-02-11T14:32:00-07:00 |

Fix: Write what was counted: `delta` is `after` minus `before`. `revi plumbing budget record` writes valid rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.records.token_log import RECORD_TYPE, TokenRow
from revi_docs.stories.story_rule import RuleFinding, StoryContext

_TOKEN_FIELDS = ("before", "after", "delta", "tokensInput", "tokensOutput", "tokensCacheCreation", "tokensCacheRead")


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each row that is invalid or contradicts itself."""
    log = context.story.token_log
    for row in context.story.tokens if log else ():
        for message, subject in _row_errors(row):
            fix = "write the row as the contract's record defines it, or let 'revi plumbing budget record' write it"
            assert log is not None
            yield RuleFinding(message, fix, log.place_at(row.line), subject, ("records", RECORD_TYPE))


def _row_errors(row: TokenRow) -> Iterator[tuple[str, str]]:
    subject_prefix = f"{row.phase} {row.fields.get('recordedAt', '')}"
    for error in row.errors:
        yield f"the row is not a valid token record: {error}", f"{subject_prefix} {error}"
    before, after, delta = (row.number(name) for name in ("before", "after", "delta"))
    if before is not None and after is not None and delta is not None and before + delta != after:
        yield f"{before:,} before plus {delta:,} delta is not {after:,} after", f"{subject_prefix} sum"
    if row.fields.get("source") == "unrecorded":
        counts = [name for name in _TOKEN_FIELDS if name in row.fields]
        if counts:
            yield (f"the row is 'unrecorded', but has {', '.join(counts)}", f"{subject_prefix} unrecorded")
        elif row.fields.get("complete") is True:
            yield "the row is 'unrecorded', but is marked complete", f"{subject_prefix} complete"
    elif not row.errors and all(name not in row.fields for name in _TOKEN_FIELDS):
        yield "the row has no token count, but is not 'unrecorded'", f"{subject_prefix} nothing"
    elif not row.errors and delta is None and before is not None:
        yield "the row has 'before', but no 'delta'", f"{subject_prefix} delta"
