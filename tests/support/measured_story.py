"""The events of a story with known metrics."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.story_files.story_writer import NewStory, create_story

EVENTS: list[tuple[str, dict[str, Any]]] = [
    ("phase_start", {"phase": "elaboration"}),
    ("agent_spawn", {"agent": "elab-analyst", "model": "sonnet"}),
    ("tool_call", {"tool": "Read"}),
    ("tool_call", {"tool": "Grep"}),
    ("agent_complete", {"agent": "elab-analyst", "tokensInput": 1_000, "tokensOutput": 200, "durationMs": 9}),
    ("phase_complete", {"phase": "elaboration", "status": "PASS", "durationMs": 100}),
    ("tool_call", {"tool": "Read"}),
    ("phase_start", {"phase": "code_review"}),
    ("agent_spawn", {"agent": "code-review-lint", "model": "haiku", "phase": "code_review"}),
    ("error", {"errorType": "AGENT_TIMEOUT", "message": "m"}),
    ("phase_complete", {"phase": "code_review", "status": "FAIL", "durationMs": 30}),
    ("phase_start", {"phase": "code_review"}),
    ("agent_spawn", {"agent": "code-review-lint", "model": "haiku"}),
    ("agent_complete", {"agent": "code-review-lint", "tokensInput": 4_000, "tokensOutput": 40, "durationMs": 9}),
    ("phase_complete", {"phase": "code_review", "status": "PASS", "durationMs": 70}),
]


def put(story: StoryPaths, events: list[tuple[str, dict[str, Any]]]) -> None:
    """The events as a trace, one a second."""
    create_story(story, NewStory("A story")) if not story.exists else None
    file = Path(story.file("_implementation/TRACE.jsonl"))
    file.parent.mkdir(exist_ok=True)
    lines = [
        {"timestamp": f"2026-02-11T14:00:{index:02}.000-07:00", "storyId": story.id, "event": event, **fields}
        for index, (event, fields) in enumerate(events)
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))


def index(second: int) -> str:
    return f"2026-02-11T14:00:{second:02}.000-07:00"
