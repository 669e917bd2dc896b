"""The Agent Log in a story file: one row per action, appended by the command that performed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.log_tables import find_log_tables, format_header, format_row, insert_row
from revi_docs.records.markdown_sections import find_sections

SECTION = "Agent Log"
"""The heading of the log in a story file if the contract names none in `artifacts.story.append_only`."""

COLUMNS = ("Time", "Actor", "What", "Files")


class AgentLogRecord(NamedTuple):
    """One row: time (ISO 8601 with offset), actor, action, and files that prove it."""

    time: str
    actor: str
    action: str
    files: str = ""


def append_log_record(text: str, section: str, log_record: AgentLogRecord) -> str:
    """The text of a story with a row appended to its log. Raises UnavailableError without that section."""
    return append_table_row(text, section, COLUMNS, log_record)


def append_table_row(text: str, section: str, columns: Sequence[str], cells: Sequence[str]) -> str:
    """The text with a row appended to the first table of a section; creates the table if there is none."""
    lines = text.split("\n")
    target = next((candidate for candidate in find_sections(lines) if candidate.name == section), None)
    if target is None:
        message, fix = f"there is no section '{section}'", f"add the heading `## {section}`"
        raise UnavailableError("section-missing", message, fix)
    table = next(find_log_tables(lines[target.line : target.end - 1], target.line + 1), None)
    if table is not None:
        return insert_row(text, table, cells)
    carriage_return = "\r" if "\r\n" in text else ""
    last_line = target.end - 1
    # Skip blank lines at the end of the section, so that the table follows its text.
    while last_line > target.line and not lines[last_line - 1].strip():
        last_line -= 1
    table_lines = ("", *format_header(columns).splitlines(), format_row(cells))
    new_lines = [f"{line}{carriage_return}" for line in table_lines]
    line_end = "" if last_line < len(lines) else f"{carriage_return}\n"
    return "\n".join([*lines[:last_line], *new_lines, *lines[last_line:]]) + line_end
