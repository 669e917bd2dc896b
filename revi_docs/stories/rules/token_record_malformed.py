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

from revi_docs.records.token_log import RECORD, TokenRow
from revi_docs.stories.rule import Case, Told

_FIGURES = (
    "before",
    "after",
    "delta",
    "tokensInput",
    "tokensOutput",
    "tokensCacheCreation",
    "tokensCacheRead",
)


def check(case: Case) -> Iterator[Told]:
    """Yields a problem for each row that cannot be right."""
    log = case.story.token_log
    for row in case.story.tokens if log else ():
        for what, about in _wrong(row):
            fix = "write the row as the contract's record says, or let 'revi budget record' write it"
            assert log is not None
            yield Told(what, fix, log.at(row.line), about, ("records", RECORD))


def _wrong(row: TokenRow) -> Iterator[tuple[str, str]]:
    mark = f"{row.phase} {row.fields.get('recordedAt', '')}"
    for fault in row.faults:
        yield f"the row is no record of tokens: {fault}", f"{mark} {fault}"
    before, after, delta = (row.number(name) for name in ("before", "after", "delta"))
    if before is not None and after is not None and delta is not None and before + delta != after:
        yield f"{before:,} before and {delta:,} more do not make {after:,}", f"{mark} sum"
    if row.fields.get("source") == "unrecorded":
        stated = [name for name in _FIGURES if name in row.fields]
        if stated:
            yield f"the row says that nobody counted, and states {', '.join(stated)}", f"{mark} unrecorded"
        elif row.fields.get("complete") is True:
            yield "the row says that nobody counted, and that it is complete", f"{mark} complete"
    elif not row.faults and all(name not in row.fields for name in _FIGURES):
        yield "the row states no figure, and does not say 'unrecorded'", f"{mark} nothing"
    elif not row.faults and delta is None and before is not None:
        yield "the row states what was there before, and not how much was added", f"{mark} delta"
