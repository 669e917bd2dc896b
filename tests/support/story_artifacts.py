"""Artifacts of a story with an age, which decide about a rerun."""

from __future__ import annotations

import os
from pathlib import Path

from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.repository import StoryPaths

MINUTE = 60_000


def put(story: StoryPaths, name: str, text: str = "x\n", age_ms: int = 0) -> Path:
    """A file in the story's folder with an age."""
    file = Path(story.file(name))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    then = (now_ms() - age_ms) / 1000
    os.utime(file, (then, then))
    return file
