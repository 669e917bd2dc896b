"""The Reuse Verification of a proof does not match the Reuse Plan of its story, and gives no reason.

Why: A plan that is not compared with the result is forgotten, and the same thing is built twice.

Example:

    | What | Plan | Why |
    |---|---|---|
    | Markdown table parser | reuse | |

In the proof:

    | What | Result | Why |
    |---|---|---|
    | Markdown table parser | new | |

Fix: Add a row with `reused`, `new`, `shared` or `dropped` for each row of the plan. Give a reason if the
result differs from the plan, or if a new item was not planned. For `shared`, name the package.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.model import Condition
from revi_docs.stories import reuse as reuse_tables
from revi_docs.stories.document import Document
from revi_docs.stories.reuse import EXPECTED_RESULTS, RESULT_DECISIONS, ReuseRow
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each row of the newest proof that has no match in the plan and no reason."""
    reuse = reuse_tables.reuse_condition(context.contract)
    proof = context.newest_artifact(reuse.artifact[0]) if reuse else None
    if reuse is None or proof is None or context.story.document is None:
        return
    document = context.document(proof)
    plan_rows = {row.item: row for row in reuse_tables.read_plan_rows(context.contract, context.story.document)}
    result_rows = {row.item: row for row in reuse_tables.read_result_rows(context.contract, document)}
    yield from _check_missing_rows(plan_rows, result_rows, document, reuse)
    for row in result_rows.values():
        yield from _check_row(row, plan_rows.get(row.item), document)


def _check_missing_rows(
    plan_rows: dict[str, ReuseRow], result_rows: dict[str, ReuseRow], document: Document, reuse: Condition
) -> Iterator[RuleFinding]:
    section = document.section(reuse.section)
    for item in plan_rows if section else ():
        if item not in result_rows and section:
            message = f"'{item}' from the {reuse.plan} has no row"
            fix = f"add a row for it with one of: {', '.join(RESULT_DECISIONS)}"
            yield RuleFinding(message, fix, document.place_at(section.line), f"verified {item}")


def _check_row(row: ReuseRow, plan_row: ReuseRow | None, document: Document) -> Iterator[RuleFinding]:
    place, subject = document.place_at(row.line), f"verified {row.item}"
    if row.decision not in RESULT_DECISIONS:
        fix = f"write one of: {', '.join(RESULT_DECISIONS)}"
        yield RuleFinding(f"'{row.item}': '{row.decision}' is not a result", fix, place, subject)
    elif row.decision == "shared" and not row.reason:
        message = f"'{row.item}' is shared, but no package is named"
        yield RuleFinding(message, "name the shared package in 'Why'", place, subject)
    elif (
        row.reason or row.decision == "reused" or (plan_row and row.decision == EXPECTED_RESULTS.get(plan_row.decision))
    ):
        return
    elif plan_row is None:
        message = f"'{row.item}' is '{row.decision}' and was not planned, but no reason is given"
        yield RuleFinding(message, "give the reason in 'Why', or add the item to the plan", place, subject)
    else:
        decision = f"'{row.decision}' instead of the planned '{plan_row.decision}'"
        message = f"'{row.item}' is {decision}, but no reason is given"
        yield RuleFinding(message, "give the reason for the change in 'Why'", place, subject)
