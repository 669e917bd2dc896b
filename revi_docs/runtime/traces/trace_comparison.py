"""A story's trace against one that was kept: did its agents get worse?"""

from __future__ import annotations

import os
import re

from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.records.jsonl import read_lines
from revi_docs.records.trace_diff import Tolerance, TraceChange, TraceProfile, build_profile, compare_profiles
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.traces.trace_events import trace_file


def compare_traces(
    story: StoryPaths, baseline: str, tolerance: Tolerance | None = None
) -> tuple[TraceChange, ...]:
    """What changed since the baseline: the path of a kept trace, or the id of another story.

    Raises RefusalError where one of the two has no event, BrokenError where it cannot be read.
    """
    path, story_id = baseline, ""
    id_pattern = story.repository.contract.story_id
    if not os.path.exists(path) and (not id_pattern or re.fullmatch(id_pattern, baseline)):
        path, story_id = trace_file(story.repository.story(baseline)), baseline
    previous = _read_profile(path, story_id)
    return compare_profiles(previous, _read_profile(trace_file(story), story.id), tolerance or Tolerance())


def _read_profile(path: str, story_id: str) -> TraceProfile:
    """The profile of a trace, of a story where nobody says which: that of its first event."""
    try:
        first = next((line.value for line in read_lines(path) if not line.error), None)
        if first is None:
            fix = "give the path of a kept TRACE.jsonl, or the id of a story"
            raise CommandError("no-events", f"{path} has no event", fix)
        return build_profile(read_lines(path), story_id or str(first.get("storyId")))
    except OSError as error:
        raise UnavailableError("unreadable-file", f"{path}: {error.strerror}", "let it be read") from None
