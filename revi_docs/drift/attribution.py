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

from revi_docs.contract.key_paths import KeyPath
from revi_docs.outputs.context.value_spans import TracedSpan

MAX_CAUSES = 3
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
    paths: tuple[KeyPath, ...] = ()
    printed_paths: tuple[KeyPath, ...] = field(default=(), compare=False)
    line_range: tuple[int, int] = field(default=(0, 0), compare=False)
    is_certain: bool = field(default=False, compare=False)
    is_ambiguous: bool = field(default=False, compare=False)


def find_differences(
    actual: str, expected: str, spans: tuple[TracedSpan, ...] = ()
) -> tuple[Difference, ...]:
    """Where the text on disk differs from the wanted one, and by which values."""
    actual_lines, expected_lines = actual.split("\n"), expected.split("\n")
    spans_by_line = _spans_by_line(expected_lines, spans)
    result: list[Difference] = []
    for actual_from, actual_to, expected_from, expected_to in _differing_ranges(actual_lines, expected_lines):
        for offset in range(max(actual_to - actual_from, expected_to - expected_from)):
            actual_line = actual_lines[actual_from + offset] if actual_from + offset < actual_to else ""
            expected_line = (
                expected_lines[expected_from + offset] if expected_from + offset < expected_to else ""
            )
            start, end = changed_range(actual_line, expected_line)
            line = min(actual_from + offset, max(actual_from, actual_to - 1), len(actual_lines) - 1) + 1
            line_spans = (
                spans_by_line.get(expected_from + offset, ()) if expected_from + offset < expected_to else ()
            )
            paths = _paths_in_range(line_spans, start, end)
            printed_paths = tuple(span.path for span in line_spans)
            is_certain = bool(actual_line and expected_line) and _is_within_one_span(line_spans, start, end)
            result.append(
                Difference(line, start + 1, paths, printed_paths, (expected_from, expected_to), is_certain)
            )
    return tuple(result)


def _differing_ranges(
    actual_lines: list[str], expected_lines: list[str]
) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of lines (from, to in the old; from, to in the new) that differ.

    What both begin and end with is left out first, so the first stretch begins where the files first differ.
    """
    prefix_length = _common_prefix_length(actual_lines, expected_lines)
    suffix_length = _common_prefix_length(
        actual_lines[prefix_length:][::-1], expected_lines[prefix_length:][::-1]
    )
    matcher = SequenceMatcher(
        None,
        actual_lines[prefix_length : len(actual_lines) - suffix_length],
        expected_lines[prefix_length : len(expected_lines) - suffix_length],
        autojunk=False,
    )
    for tag, actual_from, actual_to, expected_from, expected_to in matcher.get_opcodes():
        if tag != "equal":
            yield (
                actual_from + prefix_length,
                actual_to + prefix_length,
                expected_from + prefix_length,
                expected_to + prefix_length,
            )


def _common_prefix_length(first: Sequence[str], second: Sequence[str]) -> int:
    """How many members both begin with."""
    pairs = zip(first, second, strict=False)
    return next(
        (index for index, (first_item, second_item) in enumerate(pairs) if first_item != second_item),
        min(len(first), len(second)),
    )


def changed_range(actual: str, expected: str) -> tuple[int, int]:
    """The stretch of `there` that `here` does not have: from the first to behind the last difference."""
    start = _common_prefix_length(actual, expected)
    return start, len(expected) - _common_prefix_length(actual[start:][::-1], expected[start:][::-1])


def _paths_in_range(spans: list[TracedSpan] | tuple[()], start: int, end: int) -> tuple[KeyPath, ...]:
    """The values shown in the stretch; where it is empty, as after a lost end, those that border on it."""
    margin = 1 if start == end else 0
    paths = [span.path for span in spans if span.start < end + margin and span.end > start - margin]
    return tuple(dict.fromkeys(paths))[:MAX_CAUSES]


def _is_within_one_span(spans: list[TracedSpan] | tuple[()], start: int, end: int) -> bool:
    """Whether the stretch lies within what a single value shows."""
    return any(span.start <= start and end <= span.end and span.start < span.end for span in spans)


def _spans_by_line(lines: list[str], spans: tuple[TracedSpan, ...]) -> dict[int, list[TracedSpan]]:
    """The spans of each line (from 0), their offsets counted from the line's start."""
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    by_line: dict[int, list[TracedSpan]] = {}
    for span in spans:
        line_index = bisect_right(starts, span.start) - 1
        line_span = TracedSpan(span.start - starts[line_index], span.end - starts[line_index], span.path)
        by_line.setdefault(line_index, []).append(line_span)
    return by_line
