"""A story file is brought in line with its ledger."""

from __future__ import annotations

from pathlib import Path

from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.story_files.projections import sync_with_ledger
from revi_docs.runtime.story_files.story_writer import (
    NewStory,
    create_story,
)


def test_a_story_file_is_brought_in_line(story: StoryPaths) -> None:
    create_story(story, NewStory("A story"))
    text = Path(story.story).read_text()
    Path(story.story).write_text(text.replace("status: pending", "status: uat  # by hand"))
    assert sync_with_ledger(story) == ""
    assert Path(story.story).read_text() == text.replace("status: pending", "status: pending  # by hand")
