"""The Agent Log of a story is no table with the columns Time, Actor, What and Files.

Why: commands add rows to it and read them again. What stands there as prose is nobody's row.

Example:

    ## Agent Log

    Yesterday the audit was done.

Mend: let `revi story log` write the rows. An old log in prose goes into a section of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.records.agent_log import COLUMNS
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem where the log cannot be read, and for each row of another width."""
    document, name = context.story.document, context.layout.log_section
    section = document.section(name) if document and name else None
    if document is None or section is None or document.is_empty_section(section):
        return
    table = next(document.tables(name), None)
    if table is None or table.columns != COLUMNS:
        fix = f"write it as a table with the columns {', '.join(COLUMNS)}, or let 'revi story log' write it"
        line = table.line if table else section.line
        yield RuleFinding(f"the section '{name}' is no log", fix, document.place_at(line), "log")
        return
    for line, cells in table.rows:
        if len(cells) != len(COLUMNS):
            fix = "write a '|' in a cell as '\\|'; 'revi story log' does"
            message = f"the row has {len(cells)} cells, and the table {len(COLUMNS)} columns"
            yield RuleFinding(message, fix, document.place_at(line), f"log row {cells[:1]}")
