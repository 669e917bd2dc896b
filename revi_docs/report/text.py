"""For people: every finding on a few lines, whatever it is about and in however many places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate

from revi_docs.problems.problem import Problem
from revi_docs.report.colour import Paint, plain
from revi_docs.report.finding import Finding, Spot, findings, named
from revi_docs.report.setting import BARE, Setting

MOST_PLACES = 5
"""How many further places of one problem are named, and how many lines of the contract."""
MOST_ROWS = 28
"""Rows of one problem in a terminal, its diff included; with the line of counts they make 30."""
COLUMNS = 80
"""The width of the terminal that the rows are counted for."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def text(problems: Sequence[Problem], setting: Setting = BARE) -> str:
    """`file:line:col: code: message`; indented below it other places, `because:`, `fix:` and the diff.

    A warning says so before its code: `file:line:col: warning: code: message`.
    """
    return "".join(f"{line}\n" for one in findings(problems) for line in _told(one, setting.paint))


def _told(finding: Finding, paint: Paint) -> list[str]:
    room = MOST_ROWS - sum(map(_rows, _without_diff(finding, plain)))
    lines = [f"    {visible(line)}".rstrip() for line in finding["diff"].split("\n")[:-1]]
    return [*_without_diff(finding, paint), *(_shaded(line, paint) for line in _fitting(lines, room))]


def _without_diff(finding: Finding, paint: Paint) -> list[str]:
    where = f"{visible(named(finding['places'][0]))}: " if finding["places"] else ""
    code = paint("code", finding["code"])
    if finding["severity"] == "warning":
        code = f"{paint('warning', 'warning:')} {paint('warning', finding['code'])}"
    return [
        f"{paint('place', where)}{code}: {visible(finding['message'])}",
        *_listed("also", finding["places"][1:]),
        *_listed("because", finding["because"]),
        f"  {paint('fix', 'fix:')} {visible(finding['fix'])}",
    ]


def _listed(word: str, spots: Sequence[Spot]) -> Iterator[str]:
    yield from (f"  {word}: {visible(named(spot))}" for spot in spots[:MOST_PLACES])
    if len(spots) > MOST_PLACES:
        yield f"  {word}: {len(spots) - MOST_PLACES} more places"


def _fitting(lines: list[str], room: int) -> list[str]:
    """As many of the lines as there is room for, and a sign where some are left out."""
    ends = list(accumulate(map(_rows, lines)))
    if not lines or ends[-1] <= room:
        return lines
    return [*lines[: sum(end < room for end in ends)], "    … more lines"]


def _rows(line: str) -> int:
    """How many rows of a terminal the line takes; letters of East Asian scripts are two columns wide."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in line)
    return max(1, -(-(len(line) + wide) // COLUMNS))


def visible(text: str) -> str:
    """The text with control characters written out, so that it cannot steer a terminal or break a line."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _shaded(line: str, paint: Paint) -> str:
    indent, rest = line[:4], line[4:]
    return indent + paint({"+": "added", "-": "removed"}.get(rest[:1], "plain"), rest)
