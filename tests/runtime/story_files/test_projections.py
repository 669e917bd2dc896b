"""The status of an older story file is removed."""

from __future__ import annotations

from pathlib import Path

from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.story_files.projections import sync_with_ledger
from revi_docs.runtime.story_files.story_writer import (
    NewStory,
    create_story,
)


def test_the_status_is_removed(story: StoryPaths) -> None:
    create_story(story, NewStory("A story"))
    text = Path(story.story).read_text()
    Path(story.story).write_text(text.replace("created_at", "status: uat  # by hand\ncreated_at"))
    assert sync_with_ledger(story) == ""
    assert Path(story.story).read_text() == text
