"""Stories are created, adopted and logged; nothing is overwritten or lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.story_files.story_writer import (
    NewStory,
    StoryAdoption,
    adopt_story,
    create_story,
)
from tests.support import ledgers


def test_a_new_story(story: StoryPaths) -> None:
    assert create_story(story, NewStory('A "b": c', ("REVI-001", "REVI-002"))) == "pending"
    text = Path(story.story).read_text()
    head, _, rest = text.partition("\n---\n\n")
    (first,) = ledgers.entries(Path(story.folder))
    assert head.splitlines() == [
        "---",
        "id: REVI-016",
        'title: "A \\"b\\": c"',
        f'created_at: "{first["timestamp"]}"',
        "depends_on: [REVI-001, REVI-002]",
    ]
    expected = story.repository.section("artifacts")["story"]["sections"]
    assert [line.removeprefix("## ") for line in rest.splitlines() if line.startswith("## ")] == expected
    assert "| dev_implementation | 200,000 | 500,000 |" in rest
    assert rest.endswith(f"| {first['timestamp']} | revi | created |  |\n")
    assert {**first, "timestamp": ""} == {
        "timestamp": "", "storyId": "REVI-016", "event": "created", "actor": "revi", "status": "pending",
    }  # fmt: skip


def test_nothing_is_overwritten(story: StoryPaths) -> None:
    create_story(story, NewStory("A story"))
    before = Path(story.story).read_bytes(), ledgers.ledger_bytes(Path(story.folder))
    with pytest.raises(CommandError, match=r"REVI-016\.md already exists"):
        create_story(story, NewStory("Another"))
    with pytest.raises(CommandError, match="already has a ledger"):
        adopt_story(story, StoryAdoption("uat", "Ada", ("x",)))
    assert (Path(story.story).read_bytes(), ledgers.ledger_bytes(Path(story.folder))) == before


@pytest.mark.parametrize(
    ("outline", "code"),
    [
        pytest.param(NewStory("A", status="uat"), "not-initial", id="where no story begins"),
        pytest.param(NewStory("A", ("REVI-1",)), "unknown-story", id="waits for what is no story"),
    ],
)
def test_a_story_that_cannot_begin(story: StoryPaths, outline: NewStory, code: str) -> None:
    with pytest.raises(CommandError) as error_info:
        create_story(story, outline)
    assert error_info.value.code == code
    assert not Path(story.folder).exists()


def test_a_story_that_is_there_is_adopted(story: StoryPaths) -> None:
    with pytest.raises(CommandError, match=r"REVI-016\.md does not exist"):
        adopt_story(story, StoryAdoption("uat", "Ada", ("x",)))
    Path(story.folder).mkdir(parents=True)
    Path(story.story).write_text("---\nid: REVI-016\nstatus: old\n---\n\n## Agent Log\n")
    with pytest.raises(CommandError, match="there is no evidence for status 'completed'"):
        adopt_story(story, StoryAdoption("done", "Ada", ()))
    assert adopt_story(story, StoryAdoption("done", "Ada", ("REVI-016.md",))) == ""
    (first,) = ledgers.entries(Path(story.folder))
    assert (first["status"], first["evidence"]) == ("completed", ["REVI-016.md"])
    assert "status: " not in Path(story.story).read_text()
