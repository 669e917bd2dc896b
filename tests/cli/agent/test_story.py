"""`revi story new` and `revi log`, also by many processes at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from revi_docs.records.log_tables import find_log_tables
from revi_docs.records.markdown_sections import find_sections
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.story_files.story_writer import (
    AgentLogEntry,
    NewStory,
    append_to_agent_log,
    create_story,
)
from tests.support.runtime_fixtures import Revi


def test_twenty_processes_log_at_once(revi: Revi, story: StoryPaths) -> None:
    create_story(story, NewStory("A story"))

    def log(number: int) -> int:
        return revi("story", "log", "REVI-016", "--actor", "a", "--summary", f"did {number}").exit

    with ThreadPoolExecutor(20) as threads:
        assert list(threads.map(log, range(20))) == [0] * 20
    lines = Path(story.story).read_text().split("\n")
    (section,) = (section for section in find_sections(lines) if section.name == "Agent Log")
    (table,) = find_log_tables(lines[section.line : section.end - 1])
    assert sorted(row.cells[2] for row in table.rows) == sorted(["created", *(f"did {item}" for item in range(20))])
    times = [row.cells[0] for row in table.rows]
    assert times == sorted(times)


def test_by_the_command_line(revi: Revi, story: StoryPaths) -> None:
    new = ("story", "new", "REVI-016", "--title", "A")
    assert revi(*new, "--dry-run").document["message"] == "REVI-016: would be created in pending"
    assert not Path(story.folder).exists()
    assert revi(*new).code == "created"
    assert (revi(*new).exit, revi(*new).code) == (1, "story-exists")
    assert (
        revi("story", "log", "REVI-016", "--actor", "a", "--summary", "b | c", "--file", "d", "--file", "e").code
        == "logged"
    )
    row = append_to_agent_log(story, AgentLogEntry("a", "x"))
    assert Path(story.story).read_text().endswith(f"| a | b \\| c | d, e |\n| {row} | a | x |  |\n")
