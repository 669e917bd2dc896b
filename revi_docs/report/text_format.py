"""For people: every finding on a few lines, whatever it is about and in however many places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate

from revi_docs.problems.problem import Problem
from revi_docs.report.color import Paint, no_color
from revi_docs.report.finding import Finding, FindingPlace, findings, format_place
from revi_docs.report.render_options import DEFAULT_OPTIONS, RenderOptions

MAX_PLACES = 5
"""How many further places of one problem are named, and how many lines of the contract."""
MAX_ROWS = 28
"""Rows of one problem in a terminal, its diff included; with the line of counts they make 30."""
TERMINAL_COLUMNS = 80
"""The width of the terminal that the rows are counted for."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def render_text(problems: Sequence[Problem], options: RenderOptions = DEFAULT_OPTIONS) -> str:
    """`file:line:col: code: message`; indented below it other places, `because:`, `fix:` and the diff.

    A warning says so before its code: `file:line:col: warning: code: message`.
    """
    return "".join(
        f"{line}\n" for finding in findings(problems) for line in _finding_lines(finding, options.paint)
    )


def _finding_lines(finding: Finding, paint: Paint) -> list[str]:
    available_rows = MAX_ROWS - sum(map(_row_count, _lines_without_diff(finding, no_color)))
    lines = [f"    {escape_control_characters(line)}".rstrip() for line in finding["diff"].split("\n")[:-1]]
    return [
        *_lines_without_diff(finding, paint),
        *(_color_diff_line(line, paint) for line in _truncated_lines(lines, available_rows)),
    ]


def _lines_without_diff(finding: Finding, paint: Paint) -> list[str]:
    place_prefix = (
        f"{escape_control_characters(format_place(finding['places'][0]))}: " if finding["places"] else ""
    )
    code = paint("code", finding["code"])
    if finding["severity"] == "warning":
        code = f"{paint('warning', 'warning:')} {paint('warning', finding['code'])}"
    return [
        f"{paint('place', place_prefix)}{code}: {escape_control_characters(finding['message'])}",
        *_place_lines("also", finding["places"][1:]),
        *_place_lines("cause", finding["cause"]),
        f"  {paint('fix', 'fix:')} {escape_control_characters(finding['fix'])}",
    ]


def _place_lines(label: str, places: Sequence[FindingPlace]) -> Iterator[str]:
    yield from (
        f"  {label}: {escape_control_characters(format_place(place))}" for place in places[:MAX_PLACES]
    )
    if len(places) > MAX_PLACES:
        yield f"  {label}: {len(places) - MAX_PLACES} more places"


def _truncated_lines(lines: list[str], available_rows: int) -> list[str]:
    """As many of the lines as there is room for, and a sign where some are left out."""
    ends = list(accumulate(map(_row_count, lines)))
    if not lines or ends[-1] <= available_rows:
        return lines
    return [*lines[: sum(end < available_rows for end in ends)], "    … more lines"]


def _row_count(line: str) -> int:
    """How many rows of a terminal the line takes; letters of East Asian scripts are two columns wide."""
    wide_count = sum(unicodedata.east_asian_width(character) in "WF" for character in line)
    return max(1, -(-(len(line) + wide_count) // TERMINAL_COLUMNS))


def escape_control_characters(text: str) -> str:
    """The text with control characters written out, so that it cannot steer a terminal or break a line."""
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def _color_diff_line(line: str, paint: Paint) -> str:
    indent, rest = line[:4], line[4:]
    return indent + paint({"+": "added", "-": "removed"}.get(rest[:1], "plain"), rest)
