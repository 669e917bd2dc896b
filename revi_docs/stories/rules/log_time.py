"""A row of the Agent Log has a time that is not ISO 8601 with an offset.

Why: Without an offset the time zone is unknown, and the rows of two people cannot be sorted by time. It is a warning,
because the order of the rows is that of the file.

Example:

    | Time | Actor | What | Files |
    |---|---|---|---|
    | 2026-02-11 14:32 | elab-story | Audited the story. | |

Fix: Write the time as in `2026-02-11T14:32:00-07:00`, the format that `revi log` uses.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.stories.story_rule import RuleFinding, StoryContext

SEVERITY = "warning"
"""The time is for readers; the order of the log is that of its rows."""


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each row whose time cannot be parsed."""
    document = context.story.document
    for row in context.story.log:
        if row.time_ms is None and document is not None:
            message = f"'{row.time}' is not an ISO 8601 time with an offset"
            fix = "write a time such as 2026-02-11T14:32:00-07:00"
            yield RuleFinding(
                message, fix, document.place_at(row.line), f"log time {row.time} {row.actor} {row.summary}"
            )
