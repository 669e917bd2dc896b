"""A row of the Reuse Plan does not say whether the item is reused, or why it is built new.

Why: Duplicate code must be maintained twice. The plan shows that the author looked for existing code first.

Example:

    ## Reuse Plan

    | What | Plan | Why |
    |---|---|---|
    | Markdown table parser | reuse | |
    | response cache | new | |

The second row gives no reason.

Fix: Write `reuse` or `new`, and for `new` the reason why nothing existing fits. If nothing can be reused,
write a sentence instead of the table.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.stories.reuse import PLAN_DECISIONS, read_plan_rows
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each row without a valid decision, and each new item without a reason."""
    document = context.story.document
    for row in read_plan_rows(context.contract, document) if document else ():
        assert document is not None
        place, subject = document.place_at(row.line), f"reuse {row.item}"
        if row.decision not in PLAN_DECISIONS:
            message = f"'{row.item}': '{row.decision}' is not a decision"
            yield RuleFinding(message, f"write one of: {', '.join(PLAN_DECISIONS)}", place, subject)
        elif row.decision == "new" and not row.reason:
            message = f"'{row.item}' is new, but no reason is given"
            yield RuleFinding(message, "write in 'Why' why nothing existing fits", place, subject)
