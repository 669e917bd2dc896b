"""The Agent Log of a story: one row for each thing that was done, by the command that did it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.markdown_sections import find_sections
from revi_docs.records.markdown_tables import MarkdownTable, find_tables, format_header, format_row

COLUMNS = ("Time", "Actor", "What", "Files")


class AgentLogRecord(NamedTuple):
    """One row: a written time (ISO 8601 with offset), who, what was done, and files that show it."""

    time: str
    actor: str
    action: str
    files: str = ""


def log_table(lines: Sequence[str], section: str) -> MarkdownTable | None:
    """The table of a section; None where there is no such section or no table in it."""
    for candidate in find_sections(lines):
        if candidate.name == section:
            return next(find_tables(lines[candidate.line : candidate.end - 1], candidate.line + 1), None)
    return None


def append_log_record(text: str, section: str, log_record: AgentLogRecord) -> str:
    """The text of a story with one more row at the end of its log; nothing else is touched.

    Raises BrokenError where there is no such section.
    """
    return append_table_row(text, section, COLUMNS, log_record)


def append_table_row(text: str, section: str, columns: Sequence[str], cells: Sequence[str]) -> str:
    """The text with one more row in the table of a section; a table is begun where there is none."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    target_section = next(
        (candidate for candidate in find_sections(lines) if candidate.name == section), None
    )
    if target_section is None:
        raise UnavailableError(
            "section-missing", f"there is no section '{section}'", f"add the heading `## {section}`"
        )
    table = next(
        find_tables(lines[target_section.line : target_section.end - 1], target_section.line + 1), None
    )
    new_row = format_row(cells) + newline.removesuffix("\n")
    if table is not None:
        index = table.end - 1
        return (
            "\n".join([*lines[:index], new_row, *lines[index:]])
            if index < len(lines)
            else f"{text}{newline}{format_row(cells)}{newline}"
        )
    last_line = target_section.end - 1
    while last_line > target_section.line and not lines[last_line - 1].strip():
        last_line -= 1
    new_table = [
        table_line + newline.removesuffix("\n") for table_line in ("", *format_header(columns).splitlines())
    ]
    return "\n".join([*lines[:last_line], *new_table, new_row, *lines[last_line:]]) + (
        "" if last_line < len(lines) else newline
    )
