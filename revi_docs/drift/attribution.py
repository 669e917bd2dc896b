"""Find the contract values that a drifted line prints.

The output is rendered a second time with every printed contract value marked; the values whose
marks touch the difference are the causes.
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
"""Causes named for one line; arbitrary: more do not help the reader."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that differs from its expected text.

    `line` and `column` are the place on disk, from 1; 0 means the whole file. `paths` are the values
    printed at the difference, `printed_paths` all values of the expected line. `line_range` is the half-open
    range of differing expected lines, from 0. If `is_certain`, the difference lies within one printed value;
    if `is_ambiguous`, one of `paths` changed and the text does not show which.
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
    """Compare a text on disk with the expected text, line by line."""
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
    """Yield the differing line ranges (from, to on disk; from, to expected).

    The common prefix and suffix are removed first, so that the first range starts at the first difference.
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
    """Count the equal items at the start of both sequences."""
    pairs = zip(first, second, strict=False)
    return next(
        (index for index, (first_item, second_item) in enumerate(pairs) if first_item != second_item),
        min(len(first), len(second)),
    )


def changed_range(actual: str, expected: str) -> tuple[int, int]:
    """Return the half-open range of `expected` from the first to the last difference from `actual`."""
    start = _common_prefix_length(actual, expected)
    return start, len(expected) - _common_prefix_length(actual[start:][::-1], expected[start:][::-1])


def _paths_in_range(spans: list[TracedSpan] | tuple[()], start: int, end: int) -> tuple[KeyPath, ...]:
    """Return the values printed in a range; for an empty range, as after a lost end, its neighbors."""
    margin = 1 if start == end else 0
    paths = [span.path for span in spans if span.start < end + margin and span.end > start - margin]
    return tuple(dict.fromkeys(paths))[:MAX_CAUSES]


def _is_within_one_span(spans: list[TracedSpan] | tuple[()], start: int, end: int) -> bool:
    """Whether the range lies within the print of a single value."""
    return any(span.start <= start and end <= span.end and span.start < span.end for span in spans)


def _spans_by_line(lines: list[str], spans: tuple[TracedSpan, ...]) -> dict[int, list[TracedSpan]]:
    """Group spans by line (from 0), with offsets relative to the start of the line."""
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    by_line: dict[int, list[TracedSpan]] = {}
    for span in spans:
        line_index = bisect_right(starts, span.start) - 1
        line_span = TracedSpan(span.start - starts[line_index], span.end - starts[line_index], span.path)
        by_line.setdefault(line_index, []).append(line_span)
    return by_line
