"""A row of the Agent Log has a time that is not written as ISO 8601 with its offset.

Why: without the offset nobody knows in which zone it was meant, and the times of two people cannot be put in
order.

Example:

    | Time | Actor | What | Files |
    |---|---|---|---|
    | 2026-02-11 14:32 | elab-story | Audited the story. | |

Mend: write it as in `2026-02-11T14:32:00-07:00`. `revi story log` writes it so.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each row without a proper time."""
    document = context.story.document
    for row in context.story.log:
        if row.time_ms is None and document is not None:
            message = f"'{row.time}' is no time by ISO 8601 with its offset"
            fix = "write it as in 2026-02-11T14:32:00-07:00"
            yield RuleFinding(
                message, fix, document.place_at(row.line), f"log time {row.time} {row.actor} {row.summary}"
            )
