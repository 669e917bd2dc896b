"""Which values of the contract a drifted line shows.

The output is rendered a second time with every contract value in brackets; the values whose
brackets touch what differs are the causes.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from revi_docs.contract.parse import Path
from revi_docs.outputs.spans import Span

MOST = 3
"""How many causes are named for one line."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that differs: `line` and `column` on disk, from 1; `paths` the values it shows there."""

    line: int
    column: int
    paths: tuple[Path, ...] = ()


def differences(found: str, wanted: str, spans: tuple[Span, ...] = ()) -> tuple[Difference, ...]:
    """Where the text on disk differs from the wanted one, and by which values."""
    old, new = found.split("\n"), wanted.split("\n")
    shown = _by_line(new, spans)
    result: list[Difference] = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            continue
        for offset in range(max(old_to - old_from, new_to - new_from)):
            here = old[old_from + offset] if old_from + offset < old_to else ""
            there = new[new_from + offset] if new_from + offset < new_to else ""
            start, end = _changed(here, there)
            line = min(old_from + offset, max(old_from, old_to - 1), len(old) - 1) + 1
            here_shown = shown.get(new_from + offset, ()) if new_from + offset < new_to else ()
            result.append(Difference(line, start + 1, _touched(here_shown, start, end)))
    return tuple(result)


def _changed(here: str, there: str) -> tuple[int, int]:
    """The stretch of `there` that `here` does not have: from the first to behind the last difference."""
    start = 0
    while start < min(len(here), len(there)) and here[start] == there[start]:
        start += 1
    end = 0
    while end < min(len(here), len(there)) - start and here[-1 - end] == there[-1 - end]:
        end += 1
    return start, len(there) - end


def _touched(spans: list[Span] | tuple[()], start: int, end: int) -> tuple[Path, ...]:
    """The values shown in the stretch; where it is empty, as after a lost end, those that border on it."""
    reach = 1 if start == end else 0
    found = [span.path for span in spans if span.start < end + reach and span.end > start - reach]
    return tuple(dict.fromkeys(found))[:MOST]


def _by_line(lines: list[str], spans: tuple[Span, ...]) -> dict[int, list[Span]]:
    """The spans of each line (from 0), their offsets counted from the line's start."""
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    found: dict[int, list[Span]] = {}
    for span in spans:
        number = bisect_right(starts, span.start) - 1
        moved = Span(span.start - starts[number], span.end - starts[number], span.path)
        found.setdefault(number, []).append(moved)
    return found
