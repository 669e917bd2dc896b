"""One story: exact text, and the same as data."""

from __future__ import annotations

from pathlib import Path

from revi_docs.runtime.base.repository import open_repository
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.support.runtime_fixtures import Revi
from tests.support.story_tables import printed


def test_one_story(stories: Path, revi: Revi) -> None:
    printed_text = revi("story", "show", "REVI-003").document
    assert printed(stories, "show", "REVI-003") == (
        "REVI-003: A story\n"
        "  status     in-qa\n"
        f"  since      {printed_text['since']}\n"
        "  next       uat, needs-work, blocked\n"
        "  files      REVI-003.md\n"
        f"  ledger     {printed_text['ledger'][0]['time']}  test: adopted in in-qa\n"
        f"  log        {printed_text['log'][0]['time']}  revi: created\n"
    )
    unknown = revi("story", "show", "REVI-020")
    assert (unknown.exit, unknown.code) == (1, "unknown-story")


def test_a_contract_without_a_story_artifact_has_titles(tmp_path: Path) -> None:
    """The starter workflows define no artifacts; `revi story new` writes ID.md all the same."""
    (tmp_path / "revi.yml").write_text(
        'revi: 1\nproject: {stories: "work/{id}"}\nstatuses: {open: {description: New.}}\n'
    )
    create_story(open_repository(str(tmp_path)).story_paths("W-1"), NewStory("A bridge: part 1"))
    assert printed(tmp_path, "show", "W-1").splitlines()[0] == "W-1: A bridge: part 1"


def test_an_invalid_contract_is_reported(stories: Path, revi: Revi) -> None:
    (stories / "revi.yml").write_text("revi: 1\nstatus: {}\n")
    broken = revi("story", "list")
    assert (broken.exit, broken.code) == (3, "unknown-key")
