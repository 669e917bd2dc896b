"""Export the traces of stories in the format of OpenTelemetry."""

from __future__ import annotations

import json
from collections.abc import Iterable

from revi_docs.records.jsonl import read_lines
from revi_docs.records.otlp import export_events
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.traces.trace_events import trace_file


def export_stories(stories: Iterable[StoryPaths]) -> tuple[bytes, int]:
    """The documents of all stories with a trace, one a line, and the number of their spans.

    Raises CommandError if the contract has no trace.
    """
    lines, span_count = [], 0
    for story in stories:
        project = str(story.repository.section("project").get("name") or story.repository.prefix or "revi")
        events = [line.value for line in read_lines(trace_file(story), story.repository.root) if not line.error]
        if not events:
            continue
        for document in export_events(project, story.id, events):
            lines.append(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")
            span_count += sum(
                len(scope["spans"]) for item in document.get("resourceSpans", ()) for scope in item["scopeSpans"]
            )
    return "".join(lines).encode("utf-8", "replace"), span_count
