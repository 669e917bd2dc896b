"""The Reuse Verification of a proof does not match the Reuse Plan of its story, and does not say why.

Why: a plan that nobody holds against what was done is forgotten, and the same thing is built twice.

Example:

    | What | Plan | Why |
    |---|---|---|
    | reading of Markdown tables | reuse | |

and in the proof

    | What | Result | Why |
    |---|---|---|
    | reading of Markdown tables | new | |

Mend: give each row of the plan its row: `reused`, `new`, `shared` or `dropped`. What came otherwise than
planned says why; `shared` names the package that was made for all; a new thing that was not planned is
justified.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.model import Reuse
from revi_docs.stories.document import Document
from revi_docs.stories.reuse import (
    EXPECTED_RESULTS,
    RESULT_DECISIONS,
    ReuseRow,
    read_plan_rows,
    read_result_rows,
)
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each row that is not matched or not explained; the newest proof counts."""
    reuse = context.contract.acceptance.reuse if context.contract.acceptance else None
    proof = context.newest_artifact(reuse.artifact) if reuse else None
    if reuse is None or proof is None or context.story.document is None:
        return
    document = context.document(proof)
    plan_rows = {row.item: row for row in read_plan_rows(context.contract, context.story.document)}
    result_rows = {row.item: row for row in read_result_rows(context.contract, document)}
    section = document.section(reuse.section)
    if section is not None:
        yield from _check_missing_rows(plan_rows, result_rows, document, reuse)
    for row in result_rows.values():
        yield from _check_row(row, plan_rows.get(row.item), document)


def _check_missing_rows(
    plan_rows: dict[str, ReuseRow], result_rows: dict[str, ReuseRow], document: Document, reuse: Reuse
) -> Iterator[RuleFinding]:
    section = document.section(reuse.section)
    assert section is not None
    for item in plan_rows:
        if item not in result_rows:
            message = f"'{item}' of the {reuse.plan} has no row"
            fix = f"add a row for it with one of: {', '.join(RESULT_DECISIONS)}"
            yield RuleFinding(message, fix, document.place_at(section.line), f"verified {item}")


def _check_row(row: ReuseRow, plan_row: ReuseRow | None, document: Document) -> Iterator[RuleFinding]:
    place, subject = document.place_at(row.line), f"verified {row.item}"
    if row.decision not in RESULT_DECISIONS:
        yield RuleFinding(
            f"'{row.item}': '{row.decision}' is no result",
            f"write one of: {', '.join(RESULT_DECISIONS)}",
            place,
            subject,
        )
    elif row.decision == "shared" and not row.reason:
        message = f"'{row.item}' is shared, and no package is named"
        yield RuleFinding(message, "name in 'Why' the package that was made for all", place, subject)
    elif (
        row.reason
        or row.decision == "reused"
        or (plan_row and row.decision == EXPECTED_RESULTS.get(plan_row.decision))
    ):
        return
    elif plan_row is None:
        message = f"'{row.item}' is '{row.decision}' and was not planned, and nothing says why"
        yield RuleFinding(message, "justify it in 'Why', or plan it", place, subject)
    else:
        message = (
            f"'{row.item}' was planned as '{plan_row.decision}' and is '{row.decision}', and nothing says why"
        )
        yield RuleFinding(message, "say in 'Why' what came between", place, subject)
