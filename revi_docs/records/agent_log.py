"""The Agent Log of a story: one row for each thing that was done, by the command that did it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from revi_docs.records.refusal import BrokenError
from revi_docs.records.sections import sections
from revi_docs.records.tables import Table, head, row, tables

COLUMNS = ("Time", "Actor", "What", "Files")


class Logged(NamedTuple):
    """One row: a written time (ISO 8601 with offset), who, what was done, and files that show it."""

    time: str
    actor: str
    what: str
    files: str = ""


def log_table(lines: Sequence[str], section: str) -> Table | None:
    """The table of a section; None where there is no such section or no table in it."""
    for one in sections(lines):
        if one.name == section:
            return next(tables(lines[one.line : one.end - 1], one.line + 1), None)
    return None


def with_row(text: str, section: str, logged: Logged) -> str:
    """The text of a story with one more row at the end of its log; nothing else is touched.

    Raises BrokenError where there is no such section.
    """
    return with_cells(text, section, COLUMNS, logged)


def with_cells(text: str, section: str, columns: Sequence[str], cells: Sequence[str]) -> str:
    """The text with one more row in the table of a section; a table is begun where there is none."""
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    found = next((one for one in sections(lines) if one.name == section), None)
    if found is None:
        raise BrokenError(
            "section-missing", f"there is no section '{section}'", f"add the heading `## {section}`"
        )
    table = next(tables(lines[found.line : found.end - 1], found.line + 1), None)
    new = row(cells) + ending.removesuffix("\n")
    if table is not None:
        at = table.end - 1
        return (
            "\n".join([*lines[:at], new, *lines[at:]])
            if at < len(lines)
            else f"{text}{ending}{row(cells)}{ending}"
        )
    last = found.end - 1
    while last > found.line and not lines[last - 1].strip():
        last -= 1
    begun = [part + ending.removesuffix("\n") for part in ("", *head(columns).splitlines())]
    return "\n".join([*lines[:last], *begun, new, *lines[last:]]) + ("" if last < len(lines) else ending)
