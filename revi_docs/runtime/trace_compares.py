"""A story's trace against one that was kept: did its agents get worse?"""

from __future__ import annotations

import os
import re

from revi_docs.records.lines import read_lines
from revi_docs.records.refusal import BrokenError, RefusalError
from revi_docs.records.trace_changes import Change, Tolerance, changes
from revi_docs.records.trace_profile import Profile, profile
from revi_docs.runtime.traces import trace_file
from revi_docs.runtime.workflow import StoryPaths


def compare(story: StoryPaths, baseline: str, tolerance: Tolerance | None = None) -> tuple[Change, ...]:
    """What changed since the baseline: the path of a kept trace, or the id of another story.

    Raises RefusalError where one of the two has no event, BrokenError where it cannot be read.
    """
    path, of = baseline, ""
    id_ = story.workflow.contract.story_id
    if not os.path.exists(path) and (not id_ or re.fullmatch(id_, baseline)):
        path, of = trace_file(story.workflow.story(baseline)), baseline
    before = _profile(path, of)
    return changes(before, _profile(trace_file(story), story.id), tolerance or Tolerance())


def _profile(path: str, story: str) -> Profile:
    """The profile of a trace, of a story where nobody says which: that of its first event."""
    try:
        first = next((one.value for one in read_lines(path) if not one.fault), None)
        if first is None:
            fix = "give the path of a kept TRACE.jsonl, or the id of a story"
            raise RefusalError("no-events", f"{path} has no event", fix)
        return profile(read_lines(path), story or str(first.get("storyId")))
    except OSError as error:
        raise BrokenError("unreadable-file", f"{path}: {error.strerror}", "let it be read") from None
