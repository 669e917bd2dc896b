"""For GitHub's page of a run: the findings of a step as one table in Markdown.

Nothing that is shown can become markup: all but letters, digits and plain punctuation is written as a
numeric entity, so that neither a pipe nor a line break ends a cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from revi_docs.problems.problem import Problem
from revi_docs.report.finding import Finding, findings, named, tally
from revi_docs.report.text import visible

MOST_BYTES = 1024 * 1024
"""What GitHub takes of one step."""
MOST_CHARACTERS = 1000
"""What is shown of one cell."""

_BREAK = re.compile(r"\r\n|\r|\n")
_MARKUP = re.compile(r"[^\w .,;()'/-]|_")
_HEAD = "| Code | Place | Message | Fix |\n|---|---|---|---|\n"


def summary(problems: Sequence[Problem], clean: str = "", room: int = MOST_BYTES) -> str:
    """A table of the problems with their counts, or one line where there are none; at most `room` bytes.

    Rows for which there is no room are counted below the table. Ends with an empty line, so that another
    summary may follow.
    """
    if not problems:
        line = f"revi-docs: {_inert(clean) or 'no problem'}\n\n"
        return line if _size(line) <= room else ""
    head = f"### revi-docs: {tally(problems)}\n\n{_HEAD}"
    rows = [_row(finding) for finding in findings(problems)]
    foot = "\n{} more: the log of this step names them all.\n\n"
    left = room - _size(head) - _size(foot.format(f"{len(rows):,}"))
    shown = sum(end <= left for end in accumulate(map(_size, rows)))
    if left < 0:
        return ""
    table = head + "".join(rows[:shown])
    return f"{table}\n" if shown == len(rows) else table + foot.format(f"{len(rows) - shown:,}")


def _row(finding: Finding) -> str:
    code = f"<code>{_inert(finding['code'])}</code>{' (warning)' * (finding['severity'] == 'warning')}"
    cells = (code, _where(finding), _inert(finding["message"]), _inert(finding["fix"]))
    return f"| {' | '.join(cells)} |\n"


def _where(finding: Finding) -> str:
    if not finding["places"]:
        return ""
    others = len(finding["places"]) - 1
    more = f" and {others:,} more" if others else ""
    return f"<code>{_inert(named(finding['places'][0]))}</code>{more}"


def _inert(text: str) -> str:
    """The text as a cell may hold it."""
    if len(text) > MOST_CHARACTERS:
        text = f"{text[:MOST_CHARACTERS]}…"
    return "<br>".join(_MARKUP.sub(_entity, visible(line)) for line in _BREAK.split(text))


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))
