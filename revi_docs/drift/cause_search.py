"""Find the contract values that a drifted line depends on without printing them.

The values that a render read shortly before a line are replaced one by one. If a replacement turns the
expected text into the text on disk, or closer to it, that value is the cause; if it changes the line at
all, the line depends on the value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.lookup import value_at
from revi_docs.contract.model import Contract
from revi_docs.drift.alternatives import Alternative, alternatives
from revi_docs.drift.attribution import MAX_CAUSES, Difference, changed_range, differing_ranges
from revi_docs.outputs.context.read_log import ReadEvent
from revi_docs.outputs.output_plan import RenderTask
from revi_docs.outputs.renderer import Renderer
from revi_docs.problems.revi_error import ReviError

MAX_TRIAL_RENDERS = 600
"""Trial renders per report; arbitrary: bounds the time of a check with many edited templates."""

MAX_NEAREST_READS = 24
"""Reads nearest to a line that are tried; arbitrary: causes are read shortly before they take effect."""

MAX_FAILED_SEARCHES = 3
"""Failed searches after which a template is skipped; arbitrary: it was probably edited itself."""

MAX_PAIRED_LINES = 16
"""Changed lines up to which lines are compared in pairs; arbitrary: a moved block has more."""


@dataclass(slots=True)
class CauseSearch:
    """Search for causes of differences; confirmed causes are tried first."""

    renderer: Renderer
    contract: Contract
    _confirmed_causes: list[Alternative] = field(default_factory=list)
    _trial_count: int = 0
    _failed_searches: Counter[str] = field(default_factory=Counter)

    def refine(
        self, planned: RenderTask, to_file_text: Callable[[str], str], actual: str, differences: tuple[Difference, ...]
    ) -> tuple[Difference, ...]:
        """Return the differences with their causes; `to_file_text` embeds a render as in the file."""
        uncertain = [difference for difference in differences if not difference.is_certain]
        line_ranges = list(dict.fromkeys(difference.line_range for difference in uncertain))[:MAX_CAUSES]
        causes = {
            line_range: self._find_causes(planned, to_file_text, actual, line_range, differences)
            for line_range in line_ranges
        }
        return tuple(_with_causes(difference, causes) for difference in differences)

    def _find_causes(
        self,
        planned: RenderTask,
        to_file_text: Callable[[str], str],
        actual: str,
        line_range: tuple[int, int],
        differences: tuple[Difference, ...],
    ) -> tuple[KeyPath, ...]:
        if self._failed_searches[planned.template] >= MAX_FAILED_SEARCHES:
            return ()
        text, reads = self.renderer.render_with_reads(planned)
        trial = _Trial(planned, to_file_text, actual.split("\n"), to_file_text(text).split("\n"), line_range)
        certain_paths = {path: None for diff in differences if diff.is_certain for path in diff.paths}
        nearby_reads = _nearest_paths(reads, *_rendered_range(text, trial.expected, line_range))
        nearest_paths = list(dict.fromkeys((*certain_paths, *nearby_reads)))
        local_differences = [diff for diff in differences if diff.line_range == line_range]
        printed_paths = {path for diff in local_differences for path in diff.printed_paths}
        has_printed_cause = any(diff.paths for diff in local_differences)
        scores: dict[KeyPath, tuple[int, int]] = {}
        # One edit usually shows in many places, so a cause that explained an earlier difference is tried first.
        for candidate in (*self._confirmed_causes, *self._alternative_values(nearest_paths)):
            if self._trial_count >= MAX_TRIAL_RENDERS:
                break
            score = self._try_value(candidate, trial)
            # Exactly the text on disk: no other candidate can be better.
            if score == (0, 0):
                return self._confirm(candidate, trial)
            # Trials that remove an item or a printed value change the line almost always: a mere change proves nothing.
            is_weak = has_printed_cause or candidate.removes_item or candidate.subject in printed_paths
            if score and (score[0] == 0 or not is_weak):
                scores[candidate.subject] = min(score, scores.get(candidate.subject, score))
        # An empty range: the line exists only on disk, so no value that is still in the contract printed it.
        if not scores and line_range[0] == line_range[1]:
            scores = dict.fromkeys(self._nearest_container(nearest_paths), (1, 0))
        if not scores:
            self._failed_searches[planned.template] += 1
        # A value that certainly changed in this output explains more than another candidate.
        certain_scores = {path: score for path, score in scores.items() if path in certain_paths}
        return _best_paths(certain_scores or scores)

    def _alternative_values(self, paths: list[KeyPath]) -> Iterator[Alternative]:
        """Yield alternatives, nearest values first; sections without an item last."""
        candidates = [
            candidate
            for path in paths
            for candidate in alternatives(self.contract, path)
            if candidate not in self._confirmed_causes
        ]
        yield from sorted(candidates, key=lambda candidate: candidate.removes_item)

    def _confirm(self, alternative: Alternative, trial: _Trial) -> tuple[KeyPath, ...]:
        """Return the cause; if removing any other item has the same effect, the cause is their section."""
        if alternative not in self._confirmed_causes:
            self._confirmed_causes.append(alternative)
        siblings = (
            sibling
            for sibling in alternatives(self.contract, alternative.path)
            if alternative.removes_item and sibling.subject != alternative.subject
        )
        if any(self._try_value(sibling, trial) == (0, 0) for sibling in siblings):
            return (alternative.path,)
        return (alternative.subject,)

    def _try_value(self, alternative: Alternative, trial: _Trial) -> tuple[int, int] | None:
        self._trial_count += 1
        renderer = self.renderer.with_contract_value(alternative.path, alternative.value)
        try:
            text, _ = renderer.render_with_reads(trial.planned)
        # The template may need the value; a failed render proves nothing.
        except (ReviError, LookupError):
            return None
        return trial.score(trial.to_file_text(text).split("\n"))

    def _nearest_container(self, paths: list[KeyPath]) -> list[KeyPath]:
        """Return the last list or mapping read: an extra line on disk came from a removed item of it."""
        for path in paths:
            try:
                if isinstance(value_at(self.contract, path), (Mapping, tuple)):
                    return [path]
            except LookupError:
                continue
        return []


def _with_causes(difference: Difference, causes: Mapping[tuple[int, int], tuple[KeyPath, ...]]) -> Difference:
    paths = causes.get(difference.line_range)
    if difference.is_certain or not paths:
        return difference
    return replace(difference, paths=paths, is_ambiguous=len(paths) > 1)


@dataclass(frozen=True)
class _Trial:
    """What to render, the lines on disk and expected, and the differing range of the expected lines."""

    planned: RenderTask
    to_file_text: Callable[[str], str]
    actual: list[str]
    expected: list[str]
    line_range: tuple[int, int]

    def score(self, rendered: list[str]) -> tuple[int, int] | None:
        """Score a trial render; lower is better.

        (0, n): closer to the text on disk, n lines differ; (1, 0): changes this range; (2, 0): changes
        another part of the same line; None: does not change the range.
        """
        distance = _line_distance(self.actual, rendered)
        change = self._overlapping_change(rendered) if distance else None
        if change is None:
            return None if distance else (0, 0)
        if distance < self.expected_distance:
            return (0, distance)
        return (1, 0) if self._is_same_part(rendered, *change) else (2, 0)

    @cached_property
    def expected_distance(self) -> int:
        """Count the lines in which the expected text differs from the text on disk."""
        return _line_distance(self.actual, self.expected)

    def _overlapping_change(self, rendered: list[str]) -> tuple[int, int] | None:
        """Return the changed lines that overlap the range, or None."""
        start, end = self.line_range
        for first, last, _, _ in _changed_ranges(self.expected, rendered):
            if first < end and last > start if start < end else first == start == last:
                return first, last
        return None

    def _is_same_part(self, rendered: list[str], first: int, last: int) -> bool:
        """Whether the render changes the part of the line that differs on disk."""
        start, end = self.line_range
        line_counts = {len(self.actual), len(self.expected), len(rendered)}
        if (end - start, last - first) != (1, 1) or len(line_counts) > 1:
            return True
        actual_range = changed_range(self.actual[start], self.expected[start])
        rendered_range = changed_range(rendered[start], self.expected[start])
        return actual_range[0] <= rendered_range[1] and rendered_range[0] <= actual_range[1]


def _line_distance(first: list[str], second: list[str]) -> int:
    """Count the lines that differ."""
    return sum(max(i2 - i1, j2 - j1) for i1, i2, j1, j2 in _changed_ranges(first, second))


def _changed_ranges(first: list[str], second: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the ranges of lines that differ, as in difflib.

    If few lines of as many differ, they are compared one by one: difflib takes a second for a long file.
    """
    if len(first) == len(second):
        changed_lines = [index for index, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1]]
        if len(changed_lines) <= MAX_PAIRED_LINES:
            ends = [index + 1 for index in changed_lines if index + 1 not in changed_lines]
            starts = [index for index in changed_lines if index - 1 not in changed_lines]
            return ((start, end, start, end) for start, end in zip(starts, ends, strict=True))
    return differing_ranges(first, second)


def _rendered_range(text: str, expected_lines: list[str], line_range: tuple[int, int]) -> tuple[int, int]:
    """Return the offsets of the range in the render; a region's content is shifted by one line."""
    rendered_lines = text.split("\n")
    is_shifted = expected_lines[:1] == [""] and rendered_lines[:1] != [""]
    line_shift = len(text) - len(text.lstrip("\n")) - 1 if is_shifted else 0
    line_starts = [0, *accumulate(len(line) + 1 for line in rendered_lines)]
    first = min(max(line_range[0] + line_shift, 0), len(rendered_lines))
    last = min(max(line_range[1] + line_shift, first), len(rendered_lines))
    return line_starts[first], max(line_starts[last] - 1, line_starts[first])


def _nearest_paths(reads: tuple[ReadEvent, ...], start: int, end: int) -> Iterator[KeyPath]:
    """Yield the values read nearest to the range, the last read first."""
    earlier_reads = [event for event in reversed(reads) if event.position <= end]
    earlier_reads.sort(key=lambda event: abs(event.position - start))
    yield from list(dict.fromkeys(event.path for event in earlier_reads if event.path))[:MAX_NEAREST_READS]


def _best_paths(scores: dict[KeyPath, tuple[int, int]]) -> tuple[KeyPath, ...]:
    """Return the paths with the best score, in the order of the trials."""
    best_score = min(scores.values(), default=None)
    paths = [path for path, score in scores.items() if score == best_score]
    innermost = [path for path in paths if not any(path != other and other[: len(path)] == path for other in paths)]
    return tuple((innermost or paths)[:MAX_CAUSES])
