"""All of a story is read with its places."""

from __future__ import annotations

from pathlib import Path

from revi_docs.problems.problem import Place
from revi_docs.stories.story import AgentLogRow, StorySummary
from tests.support.read_story import STORY
from tests.support.small_stories import stories


def test_all_of_a_story_is_read_with_its_places(tmp_path: Path) -> None:
    (story,) = stories(tmp_path, STORY)
    folder = "plans/stories/AB-001"

    assert (story.id, story.title, story.depends_on, story.status) == ("AB-001", "The first: all", ("AB-002",), "")
    assert story.field_place("depends_on") == Place(f"{folder}/AB-001.md", 4, 13)
    assert story.document is not None
    assert [(section.name, section.line, section.end) for section in story.document.sections] == [
        ("Goal", 7, 13),
        ("Log", 13, 20),
    ]
    assert story.log == (
        AgentLogRow(17, "2026-02-11T14:32:00-07:00", 1770845520000, "ann", "a | b", "x.md"),
        AgentLogRow(18, "later", None, "bob", "", ""),
    )
    assert [(artifact.kind, artifact.name, artifact.timestamp) for artifact in story.artifacts] == [
        ("story", "AB-001.md", ""),
        ("qa_gate", "GATE-AB-001.yaml", ""),
        ("token_log", "work/TOKENS.md", ""),
        ("audit", "AUDIT-AB-001-20260301-1200.md", "20260301-1200"),
        ("audit", "AUDIT-AB-001-20261101-0130.md", "20261101-0130"),
    ]
    assert [len(artifact.times) for artifact in story.artifacts] == [0, 0, 0, 1, 2]
    assert story.unknown_files == ("notes.txt",)
    assert story.gate is not None
    assert (story.gate.fields, str(story.gate.place_of("evidence.0"))) == (
        {"verdict": "PASS", "evidence": ["7"]},
        f"{folder}/GATE-AB-001.yaml:3:5",
    )
    (row,) = story.tokens
    assert (row.line, dict(row.fields), row.errors) == (3, {"phase": "audit", "delta": 1200, "complete": True}, ())
    assert StorySummary.from_story(story).depends_on_place == Place(f"{folder}/AB-001.md", 4, 13)
    assert story.problems == ()
