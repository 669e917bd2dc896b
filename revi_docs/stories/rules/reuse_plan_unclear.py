"""A row of the Reuse Plan does not say what is to be used again, or why something is made new.

Why: what is made twice must be kept twice. The plan is where somebody looked first.

Example:

    ## Reuse Plan

    | What | Plan | Why |
    |---|---|---|
    | reading of Markdown tables | reuse | |
    | a cache for answers | new | |

The second row makes something new, and gives no reason.

Mend: write `reuse` or `new`, and behind `new` why nothing that exists will do. Where nothing can be used
again, a sentence in place of the table says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.stories.reuse import PLAN_DECISIONS, read_plan_rows
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each row without a plan, and for each new thing without a reason."""
    document = context.story.document
    for row in read_plan_rows(context.contract, document) if document else ():
        assert document is not None
        place, subject = document.place_at(row.line), f"reuse {row.item}"
        if row.decision not in PLAN_DECISIONS:
            message = f"'{row.item}': '{row.decision}' is no plan"
            yield RuleFinding(message, f"write one of: {', '.join(PLAN_DECISIONS)}", place, subject)
        elif row.decision == "new" and not row.reason:
            message = f"'{row.item}' is made new, and the plan does not say why"
            yield RuleFinding(message, "say in 'Why' why nothing that exists will do", place, subject)
