"""What a story plans to use again, and what came of it: two tables of three columns.

The first column names the thing, the second has one of a few words, the third says why. A section without
such a table says in words that there is nothing to use again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.contract.model import Contract
from revi_docs.stories.document import Document

PLAN_DECISIONS = ("reuse", "new")
"""What can be planned: an existing thing is used, or one is made."""

RESULT_DECISIONS = ("reused", "new", "shared", "dropped")
"""What can come of it: used again; made for this story; made as a package for all; not needed after all."""

EXPECTED_RESULTS = {"reuse": "reused", "new": "new"}
"""Plan → the result that keeps it."""

_PLAN_COLUMNS = ("What", "Plan", "Why")
_RESULT_COLUMNS = ("What", "Result", "Why")


class ReuseRow(NamedTuple):
    """A row: its line, what it is about, its word, and the reason or the package."""

    line: int
    item: str
    decision: str
    reason: str


def read_plan_rows(contract: Contract, document: Document) -> Iterator[ReuseRow]:
    """The rows of a story's plan; none where the contract does not ask for one."""
    reuse = contract.acceptance.reuse if contract.acceptance else None
    if reuse:
        yield from _rows(document, reuse.plan, _PLAN_COLUMNS)


def read_result_rows(contract: Contract, document: Document) -> Iterator[ReuseRow]:
    """The rows that say what came of it."""
    reuse = contract.acceptance.reuse if contract.acceptance else None
    if reuse:
        yield from _rows(document, reuse.section, _RESULT_COLUMNS)


def _rows(document: Document, section: str, columns: tuple[str, ...]) -> Iterator[ReuseRow]:
    for table in document.tables(section):
        if table.columns[: len(columns)] == columns:
            for line, cells in table.rows:
                item, decision, reason, *_ = (*cells, "", "", "")
                yield ReuseRow(line, item, decision, reason)
