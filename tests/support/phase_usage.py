"""The phase whose tokens the tests of budgets count, and the events in its trace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from revi_docs.runtime.base.repository import StoryPaths

PHASE = "code_review"


def trace(story: StoryPaths) -> list[dict[str, Any]]:
    file = Path(story.file("_implementation/TRACE.jsonl"))
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
