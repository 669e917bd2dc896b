"""Lines of a trace of every kind."""

from __future__ import annotations

import json
from typing import Any

from revi_docs.records.trace_reader import PlainEventFilter

STORY = "REVI-016"
EVENTS = ("tool_call", "artifact", "checkpoint")
PLAIN = PlainEventFilter(STORY, EVENTS, "phase")


def line(event: str, **fields: Any) -> str:
    return json.dumps({"timestamp": "2026-02-11T14:32:05.120-07:00", "storyId": STORY, "event": event, **fields})
