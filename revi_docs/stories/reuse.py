"""Reuse Plan and Reuse Verification: what a story plans to reuse, and the result.

Both are tables with three columns: the item, a decision, and the reason. A section without such a table says
in words that nothing can be reused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.contract.conditions import condition_paths
from revi_docs.contract.model import Condition, Contract
from revi_docs.stories.document import Document

PLAN_DECISIONS = ("reuse", "new")
"""Decisions of a plan: use existing code, or write new code."""

RESULT_DECISIONS = ("reused", "new", "shared", "dropped")
"""Results: existing code was used; new for this story; new as a shared package; not needed after all."""

EXPECTED_RESULTS = {"reuse": "reused", "new": "new"}
"""Planned decision → the result that matches it."""

_PLAN_COLUMNS = ("What", "Plan", "Why")
_RESULT_COLUMNS = ("What", "Result", "Why")


class ReuseRow(NamedTuple):
    """A row; `reason` is the package name if the decision is `shared`."""

    line: int
    item: str
    decision: str
    reason: str


def reuse_condition(contract: Contract) -> Condition | None:
    """Return the condition that asks for the result of the planned reuse; None if there is none."""
    conditions = (condition for _, condition in condition_paths(contract))
    return next((condition for condition in conditions if condition.plan and condition.artifact), None)


def read_plan_rows(contract: Contract, document: Document) -> Iterator[ReuseRow]:
    """Yield the rows of a story's plan; nothing if the contract does not require one."""
    reuse = reuse_condition(contract)
    if reuse:
        yield from _rows(document, reuse.plan, _PLAN_COLUMNS)


def read_result_rows(contract: Contract, document: Document) -> Iterator[ReuseRow]:
    """Yield the rows of a proof's verification."""
    reuse = reuse_condition(contract)
    if reuse:
        yield from _rows(document, reuse.section, _RESULT_COLUMNS)


def _rows(document: Document, section: str, columns: tuple[str, ...]) -> Iterator[ReuseRow]:
    for table in document.tables(section):
        if table.columns[: len(columns)] == columns:
            for line, cells in table.rows:
                item, decision, reason, *_ = (*cells, "", "", "")
                yield ReuseRow(line, item, decision, reason)
