"""A row of the token log is no record of tokens, or its figures do not add up.

Why: figures that contradict each other are worse than none. What nobody counted is left out, and never zero.

Example:

    | phase | before | after | delta | source | complete | recordedAt |
    |---|---|---|---|---|---|---|
    | elaboration | 1000 | 26000 | 2500 | stated | true | 2026-02-11T14:32:00-07:00 |

Mend: write what was counted: `delta` is `after` less `before`. `revi budget record` writes the row.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.records.token_log import RECORD_TYPE, TokenRow
from revi_docs.stories.story_rule import RuleFinding, StoryContext

_TOKEN_FIELDS = (
    "before",
    "after",
    "delta",
    "tokensInput",
    "tokensOutput",
    "tokensCacheCreation",
    "tokensCacheRead",
)


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each row that cannot be right."""
    log = context.story.token_log
    for row in context.story.tokens if log else ():
        for message, subject in _row_errors(row):
            fix = "write the row as the contract's record says, or let 'revi budget record' write it"
            assert log is not None
            yield RuleFinding(message, fix, log.place_at(row.line), subject, ("records", RECORD_TYPE))


def _row_errors(row: TokenRow) -> Iterator[tuple[str, str]]:
    subject_prefix = f"{row.phase} {row.fields.get('recordedAt', '')}"
    for fault in row.errors:
        yield f"the row is no record of tokens: {fault}", f"{subject_prefix} {fault}"
    before, after, delta = (row.number(name) for name in ("before", "after", "delta"))
    if before is not None and after is not None and delta is not None and before + delta != after:
        yield f"{before:,} before and {delta:,} more do not make {after:,}", f"{subject_prefix} sum"
    if row.fields.get("source") == "unrecorded":
        figures = [name for name in _TOKEN_FIELDS if name in row.fields]
        if figures:
            yield (
                f"the row says that nobody counted, and states {', '.join(figures)}",
                f"{subject_prefix} unrecorded",
            )
        elif row.fields.get("complete") is True:
            yield "the row says that nobody counted, and that it is complete", f"{subject_prefix} complete"
    elif not row.errors and all(name not in row.fields for name in _TOKEN_FIELDS):
        yield "the row states no figure, and does not say 'unrecorded'", f"{subject_prefix} nothing"
    elif not row.errors and delta is None and before is not None:
        yield "the row states what was there before, and not how much was added", f"{subject_prefix} delta"
