"""Find the contract values that a drifted line prints.

The output is rendered a second time with every printed contract value marked; the values whose
marks touch the difference are the causes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate, zip_longest

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


def find_differences(actual: str, expected: str, spans: tuple[TracedSpan, ...] = ()) -> tuple[Difference, ...]:
    """Compare a text on disk with the expected text, line by line."""
    actual_lines, expected_lines = actual.split("\n"), expected.split("\n")
    spans_by_line = _spans_by_line(expected_lines, spans)
    result: list[Difference] = []
    for i1, i2, j1, j2 in differing_ranges(actual_lines, expected_lines):
        for offset, (actual_line, expected_line) in enumerate(
            zip_longest(actual_lines[i1:i2], expected_lines[j1:j2], fillvalue="")
        ):
            start, end = changed_range(actual_line, expected_line)
            # A missing line is reported at the last line of its range, or of the file.
            line = min(i1 + offset, max(i1, i2 - 1), len(actual_lines) - 1) + 1
            line_spans = spans_by_line.get(j1 + offset, []) if j1 + offset < j2 else []
            paths = _paths_in_range(line_spans, start, end)
            printed_paths = tuple(span.path for span in line_spans)
            # A line that only one side has was added or removed, which no single value proves.
            is_certain = bool(actual_line and expected_line) and _is_within_one_span(line_spans, start, end)
            result.append(Difference(line, start + 1, paths, printed_paths, (j1, j2), is_certain))
    return tuple(result)


def spans_in_expected(spans: tuple[TracedSpan, ...], marked: str, expected: str) -> tuple[TracedSpan, ...]:
    """Return the spans of a marked render, whose text may be another one, as offsets of the expected text.

    Marks make an empty value a text, so a template that prints a line only if there is a text prints more lines. A span
    there becomes empty, at the place where the texts start to differ.
    """
    if marked == expected:
        return spans
    parts = list(_common_parts(marked.split("\n"), expected.split("\n")))
    starts = [marked_start for marked_start, _, _ in parts]
    result = []
    for start, end, path in ((span.start, span.end, span.path) for span in spans):
        marked_start, expected_start, length = parts[bisect_right(starts, start) - 1]
        shift = expected_start - marked_start
        limit = min(expected_start + length, len(expected))
        result.append(TracedSpan(min(start + shift, limit), min(end + shift, limit), path))
    return tuple(result)


def _common_parts(marked_lines: list[str], expected_lines: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield parts of the two texts, as their starts and the length of what both start with."""
    marked_starts, expected_starts = _line_starts(marked_lines), _line_starts(expected_lines)
    first_marked = first_expected = 0
    for i1, i2, j1, j2 in differing_ranges(marked_lines, expected_lines):
        start = marked_starts[first_marked]
        yield start, expected_starts[first_expected], marked_starts[i1] - start
        length = _common_prefix_length("\n".join(marked_lines[i1:i2]), "\n".join(expected_lines[j1:j2]))
        yield marked_starts[i1], expected_starts[j1], length
        first_marked, first_expected = i2, j2
    start = marked_starts[first_marked]
    yield start, expected_starts[first_expected], marked_starts[-1] - start


def differing_ranges(actual_lines: list[str], expected_lines: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the differing line ranges as in difflib: i1, i2 on disk; j1, j2 expected.

    The common prefix and suffix are removed first, so that the first range starts at the first difference.
    """
    start = _common_prefix_length(actual_lines, expected_lines)
    actual_rest, expected_rest = actual_lines[start:], expected_lines[start:]
    suffix_length = _common_prefix_length(actual_rest[::-1], expected_rest[::-1])
    actual_rest = actual_rest[: len(actual_rest) - suffix_length]
    expected_rest = expected_rest[: len(expected_rest) - suffix_length]
    # `autojunk` would ignore the frequent lines of a long file, such as blank ones.
    matcher = SequenceMatcher(None, actual_rest, expected_rest, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield start + i1, start + i2, start + j1, start + j2


def _common_prefix_length(first: Sequence[str], second: Sequence[str]) -> int:
    """Count the equal items at the start of both sequences."""
    length = min(len(first), len(second))
    return next((index for index in range(length) if first[index] != second[index]), length)


def changed_range(actual: str, expected: str) -> tuple[int, int]:
    """Return the half-open range of `expected` from the first to the last difference from `actual`."""
    start = _common_prefix_length(actual, expected)
    return start, len(expected) - _common_prefix_length(actual[start:][::-1], expected[start:][::-1])


def _paths_in_range(spans: list[TracedSpan], start: int, end: int) -> tuple[KeyPath, ...]:
    """Return the values printed in a range; for an empty range, as after a lost end, its neighbors."""
    margin = 1 if start == end else 0
    paths = [span.path for span in spans if span.start < end + margin and span.end > start - margin]
    return tuple(dict.fromkeys(paths))[:MAX_CAUSES]


def _is_within_one_span(spans: list[TracedSpan], start: int, end: int) -> bool:
    """Whether the range lies within the print of a single value."""
    return any(span.start <= start and end <= span.end and span.start < span.end for span in spans)


def _spans_by_line(lines: list[str], spans: tuple[TracedSpan, ...]) -> dict[int, list[TracedSpan]]:
    """Group spans by line (from 0), with offsets relative to the start of the line."""
    starts = _line_starts(lines)
    by_line: dict[int, list[TracedSpan]] = {}
    for span in spans:
        line_index = bisect_right(starts, span.start) - 1
        line_span = TracedSpan(span.start - starts[line_index], span.end - starts[line_index], span.path)
        by_line.setdefault(line_index, []).append(line_span)
    return by_line


def _line_starts(lines: list[str]) -> list[int]:
    """Return the offset of each line, and of the end."""
    return [0, *accumulate(len(line) + 1 for line in lines)]
