"""Which values of the contract a drifted line shows.

The output is rendered a second time with every contract value in brackets; the values whose
brackets touch what differs are the causes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate

from revi_docs.contract.reading import Path
from revi_docs.outputs.spans import Span

MOST = 3
"""How many causes are named for one line."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that differs: `line` and `column` on disk, from 1; `paths` the values it shows there.

    `shown` are all values that its wanted line shows. `lines` are the first line, from 0, of the stretch
    of the wanted text that it belongs to, and the one behind its last. `sure` says that another value at
    the paths is all there is to it, `guessed` that one of several paths is, and nobody can tell which.
    """

    line: int
    column: int
    paths: tuple[Path, ...] = ()
    shown: tuple[Path, ...] = field(default=(), compare=False)
    lines: tuple[int, int] = field(default=(0, 0), compare=False)
    sure: bool = field(default=False, compare=False)
    guessed: bool = field(default=False, compare=False)


def differences(found: str, wanted: str, spans: tuple[Span, ...] = ()) -> tuple[Difference, ...]:
    """Where the text on disk differs from the wanted one, and by which values."""
    old, new = found.split("\n"), wanted.split("\n")
    shown = _by_line(new, spans)
    result: list[Difference] = []
    for old_from, old_to, new_from, new_to in _differing(old, new):
        for offset in range(max(old_to - old_from, new_to - new_from)):
            here = old[old_from + offset] if old_from + offset < old_to else ""
            there = new[new_from + offset] if new_from + offset < new_to else ""
            start, end = changed(here, there)
            line = min(old_from + offset, max(old_from, old_to - 1), len(old) - 1) + 1
            here_shown = shown.get(new_from + offset, ()) if new_from + offset < new_to else ()
            paths = _touched(here_shown, start, end)
            all_shown = tuple(span.path for span in here_shown)
            sure = bool(here and there) and _is_one_value(here_shown, start, end)
            result.append(Difference(line, start + 1, paths, all_shown, (new_from, new_to), sure))
    return tuple(result)


def _differing(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of lines (from, to in the old; from, to in the new) that differ.

    What both begin and end with is left out first, so the first stretch begins where the files first differ.
    """
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag != "equal":
            yield old_from + head, old_to + head, new_from + head, new_to + head


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many members both begin with."""
    pairs = zip(one, other, strict=False)
    return next(
        (number for number, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other))
    )


def changed(here: str, there: str) -> tuple[int, int]:
    """The stretch of `there` that `here` does not have: from the first to behind the last difference."""
    start = _alike(here, there)
    return start, len(there) - _alike(here[start:][::-1], there[start:][::-1])


def _touched(spans: list[Span] | tuple[()], start: int, end: int) -> tuple[Path, ...]:
    """The values shown in the stretch; where it is empty, as after a lost end, those that border on it."""
    reach = 1 if start == end else 0
    found = [span.path for span in spans if span.start < end + reach and span.end > start - reach]
    return tuple(dict.fromkeys(found))[:MOST]


def _is_one_value(spans: list[Span] | tuple[()], start: int, end: int) -> bool:
    """Whether the stretch lies within what a single value shows."""
    return any(span.start <= start and end <= span.end and span.start < span.end for span in spans)


def _by_line(lines: list[str], spans: tuple[Span, ...]) -> dict[int, list[Span]]:
    """The spans of each line (from 0), their offsets counted from the line's start."""
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    found: dict[int, list[Span]] = {}
    for span in spans:
        number = bisect_right(starts, span.start) - 1
        moved = Span(span.start - starts[number], span.end - starts[number], span.path)
        found.setdefault(number, []).append(moved)
    return found
