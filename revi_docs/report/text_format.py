"""Text for terminals and logs: a few lines per finding, however many places it has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate

from revi_docs.problems.printable import printable_line
from revi_docs.problems.problem import Problem
from revi_docs.report.color import Paint, no_color
from revi_docs.report.finding import Finding, FindingPlace, findings, format_place
from revi_docs.report.render_options import DEFAULT_OPTIONS, RenderOptions

# Arbitrary: other places listed per problem, and lines of the contract listed as its cause.
MAX_PLACES = 5
# Terminal rows per problem, diff included. With the line of counts it fits a screen of 30 rows.
MAX_ROWS = 28
# The terminal width assumed when counting rows.
TERMINAL_COLUMNS = 80


def render_text(problems: Sequence[Problem], options: RenderOptions = DEFAULT_OPTIONS) -> str:
    """`file:line:col: code: message`, then indented `also:`, `cause:` and `fix:` lines and the diff.

    Warnings are marked: `file:line:col: warning: code: message`.
    """
    lines = (line for finding in findings(problems) for line in _finding_lines(finding, options.paint))
    return "".join(f"{line}\n" for line in lines)


def _finding_lines(finding: Finding, paint: Paint) -> list[str]:
    available_rows = MAX_ROWS - sum(map(_row_count, _lines_without_diff(finding, no_color)))
    lines = [f"    {printable_line(line)}".rstrip() for line in finding["diff"].split("\n")[:-1]]
    return [
        *_lines_without_diff(finding, paint),
        *(_color_diff_line(line, paint) for line in _truncated_lines(lines, available_rows)),
    ]


def _lines_without_diff(finding: Finding, paint: Paint) -> list[str]:
    place = f"{format_place(finding['places'][0])}: " if finding["places"] else ""
    code = paint("code", finding["code"])
    if finding["severity"] == "warning":
        code = f"{paint('warning', 'warning:')} {paint('warning', finding['code'])}"
    message = printable_line(finding["message"])
    return [
        f"{paint('place', printable_line(place))}{code}: {message}",
        *_place_lines("also", finding["places"][1:]),
        *_place_lines("cause", finding["cause"]),
        f"  {paint('fix', 'fix:')} {printable_line(finding['fix'])}",
    ]


def _place_lines(label: str, places: Sequence[FindingPlace]) -> Iterator[str]:
    for place in places[:MAX_PLACES]:
        yield f"  {label}: {printable_line(format_place(place))}"
    if len(places) > MAX_PLACES:
        count = len(places) - MAX_PLACES
        yield f"  {label}: {count} more place{'s' * (count > 1)}"


def _truncated_lines(lines: list[str], available_rows: int) -> list[str]:
    """The lines that fit into the rows, with a last line that marks the truncation."""
    ends = list(accumulate(map(_row_count, lines)))
    if not lines or ends[-1] <= available_rows:
        return lines
    return [*lines[: sum(end < available_rows for end in ends)], "    … more lines"]


def _row_count(line: str) -> int:
    """The terminal rows of a line; wide East Asian characters take two columns."""
    wide_count = sum(unicodedata.east_asian_width(character) in "WF" for character in line)
    return max(1, -(-(len(line) + wide_count) // TERMINAL_COLUMNS))


def _color_diff_line(line: str, paint: Paint) -> str:
    indent, rest = line[:4], line[4:]
    return indent + paint({"+": "added", "-": "removed"}.get(rest[:1], "plain"), rest)
