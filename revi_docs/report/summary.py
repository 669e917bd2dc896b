"""GitHub step summary: the findings as a Markdown table.

No message can become markup: everything except letters, digits and plain punctuation is written as a numeric
entity, so neither a pipe nor a line break can end a cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from revi_docs.problems.printable import printable_line
from revi_docs.problems.problem import Problem
from revi_docs.report.finding import Finding, findings, format_counts, format_place

# The limit of GitHub for one step: a larger summary is rejected.
MAX_BYTES = 1024 * 1024
# Arbitrary: longer cells make the table unreadable.
MAX_CELL_CHARACTERS = 1000

# `splitlines` would split at more characters, such as a form feed.
_BREAK = re.compile(r"\r\n|\r|\n")
# The underscore is a word character, but marks emphasis.
_MARKUP = re.compile(r"[^\w .,;()'/-]|_")
_TABLE_HEADER = "| Code | Place | Message | Fix |\n|---|---|---|---|\n"


def render_summary(problems: Sequence[Problem], clean_message: str = "", max_bytes: int = MAX_BYTES) -> str:
    """A table of the problems with their counts, or one line without problems; at most `max_bytes` bytes.

    Rows that do not fit are counted below the table. Ends with an empty line, so another summary can follow.
    """
    if not problems:
        line = f"revi-docs: {_escape_cell(clean_message) or 'no problems'}\n\n"
        return line if _byte_length(line) <= max_bytes else ""
    header = f"### revi-docs: {format_counts(problems)}\n\n{_TABLE_HEADER}"
    rows = [_row(finding) for finding in findings(problems)]
    # The limit is in bytes, so count encoded rows and reserve space for the footer.
    footer = "\n{} more; see the log of this step for all of them.\n\n"
    remaining_bytes = max_bytes - _byte_length(header) - _byte_length(footer.format(f"{len(rows):,}"))
    shown_count = sum(end <= remaining_bytes for end in accumulate(map(_byte_length, rows)))
    if remaining_bytes < 0:
        return ""
    table = header + "".join(rows[:shown_count])
    return f"{table}\n" if shown_count == len(rows) else table + footer.format(f"{len(rows) - shown_count:,}")


def _row(finding: Finding) -> str:
    code = f"<code>{_escape_cell(finding['code'])}</code>{' (warning)' * (finding['severity'] == 'warning')}"
    cells = (code, _place_cell(finding), _escape_cell(finding["message"]), _escape_cell(finding["fix"]))
    return f"| {' | '.join(cells)} |\n"


def _place_cell(finding: Finding) -> str:
    if not finding["places"]:
        return ""
    other_count = len(finding["places"]) - 1
    other_places = f" and {other_count:,} more" if other_count else ""
    return f"<code>{_escape_cell(format_place(finding['places'][0]))}</code>{other_places}"


def _escape_cell(text: str) -> str:
    """The text, truncated and escaped for a table cell."""
    if len(text) > MAX_CELL_CHARACTERS:
        text = f"{text[:MAX_CELL_CHARACTERS]}…"
    return "<br>".join(_MARKUP.sub(_entity, printable_line(line)) for line in _BREAK.split(text))


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _byte_length(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))
