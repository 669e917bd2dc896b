"""All stories of a repository get their ledgers at once; one that cannot says why."""

from __future__ import annotations

from pathlib import Path

from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.story_files.all_stories import AdoptedStory, adopt_all
from tests.support import ledgers
from tests.support.runtime_fixtures import Revi


def write_story(workflow: Repository, story: str, head: str) -> Path:
    paths = workflow.story_paths(story)
    Path(paths.folder).mkdir(parents=True)
    Path(paths.story).write_text(f"---\nid: {story}\n{head}---\n\n# {story}\n", encoding="utf-8")
    return Path(paths.story)


def test_every_story_without_a_ledger(workflow: Repository) -> None:
    file = write_story(workflow, "REVI-001", "status: in-progress\n")
    write_story(workflow, "REVI-002", "status: done\n")
    write_story(workflow, "REVI-003", "")
    write_story(workflow, "REVI-004", "status: frob\n")
    answers = (
        AdoptedStory("REVI-001", "in-progress"),
        AdoptedStory("REVI-002", "completed"),
        AdoptedStory("REVI-003", "", "its story file has no status"),
        AdoptedStory("REVI-004", "", "there is no status 'frob'"),
    )
    assert adopt_all(workflow, "Ada", dry=True) == answers
    assert not (file.parent / "ledger").exists()
    assert adopt_all(workflow, "Ada") == answers
    (entry,) = ledgers.entries(file.parent)
    assert {key: entry[key] for key in ("event", "actor", "status", "evidence")} == {
        "event": "adopted",
        "actor": "Ada",
        "status": "in-progress",
        "evidence": ["plans/stories/REVI-001/REVI-001.md"],
    }
    assert file.read_text(encoding="utf-8") == "---\nid: REVI-001\n---\n\n# REVI-001\n"
    assert adopt_all(workflow, "Ada") == answers[2:], "the others have a ledger now"


def test_by_the_command_line(workflow: Repository, revi: Revi) -> None:
    write_story(workflow, "REVI-001", "status: in-progress\n")
    write_story(workflow, "REVI-002", "status: frob\n")
    result = revi("story", "adopt", "--all", "--actor", "Ada")
    assert (result.exit, result.document["message"]) == (1, "1 story adopted")
    assert result.document["stories"] == [
        {"id": "REVI-001", "status": "in-progress", "reason": ""},
        {"id": "REVI-002", "status": "", "reason": "there is no status 'frob'"},
    ]
    assert revi("story", "adopt", "REVI-002", "--all", "--actor", "Ada").exit == 2
    assert revi("story", "adopt", "REVI-002", "--actor", "Ada").exit == 2
    assert revi("story", "adopt", "--all", "--actor", "Ada", "--evidence", "x").exit == 2
