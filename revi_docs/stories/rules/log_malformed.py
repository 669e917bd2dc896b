"""The Agent Log of a story is not a table with the columns Time, Actor, What and Files.

Why: Commands append rows to this table and read them. They ignore prose.

Example:

    ## Agent Log

    Yesterday the audit was done.

Fix: Write rows with `revi log`. Move an old log in prose to a section of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.records.agent_log import COLUMNS
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report a log that is not such a table, and each row with the wrong number of cells."""
    document, name = context.story.document, context.layout.log_section
    section = document.section(name) if document and name else None
    if document is None or section is None or document.is_empty_section(section):
        return
    table = next(document.tables(name), None)
    if table is None or table.columns != COLUMNS:
        fix = f"write a table with the columns {', '.join(COLUMNS)}, or let 'revi log' write it"
        line = table.line if table else section.line
        yield RuleFinding(f"the section '{name}' is not a log table", fix, document.place_at(line), "log")
        return
    for line, cells in table.rows:
        if len(cells) != len(COLUMNS):
            fix = "escape a '|' in a cell as '\\|', as 'revi log' does"
            message = f"the row has {len(cells)} cells, but the table has {len(COLUMNS)} columns"
            yield RuleFinding(message, fix, document.place_at(line), f"log row {cells[:1]}")
