"""Compare a story's trace with a baseline, to find out whether its agents got worse."""

from __future__ import annotations

import os
import re

from revi_docs.records.command_errors import CommandError, file_errors
from revi_docs.records.jsonl import read_lines
from revi_docs.records.trace_diff import Tolerance, TraceChange, TraceProfile, build_profile, compare_profiles
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.traces.trace_events import trace_file


def compare_traces(story: StoryPaths, baseline: str, tolerance: Tolerance | None = None) -> tuple[TraceChange, ...]:
    """The changes since the baseline, which is the path of a trace or the id of another story.

    Raises CommandError if one of the traces has no events, UnavailableError if it cannot be read.
    """
    path, story_id = baseline, ""
    id_pattern = story.repository.contract.story_id
    if not os.path.exists(path) and (not id_pattern or re.fullmatch(id_pattern, baseline)):
        path, story_id = trace_file(story.repository.story(baseline)), baseline
    root = story.repository.root
    # Only the trace of a story is certainly in the repository.
    previous = _read_profile(path, story_id, root if story_id else "")
    return compare_profiles(previous, _read_profile(trace_file(story), story.id, root), tolerance or Tolerance())


def _read_profile(path: str, story_id: str, root: str) -> TraceProfile:
    """The profile of a trace; `story_id` "" means the story of its first event."""
    with file_errors(path, "read"):
        first = next((line.value for line in read_lines(path, root) if not line.error), None)
        if first is None:
            fix = "pass the path of a TRACE.jsonl file with events, or the id of a story"
            state = "has no events" if os.path.exists(path) else "does not exist"
            raise CommandError("no-events", f"{path} {state}", fix)
        return build_profile(read_lines(path, root), story_id or str(first.get("storyId")))
