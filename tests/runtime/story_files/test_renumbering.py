"""A story gets another id: its files move, and its ledger says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.story_files.renumbering import RenumberRequest, renumber
from tests.support.branched_stories import CONTRACT, BranchedStories
from tests.support.command_line import call_program

REQUEST = RenumberRequest("Ada", "the other branch has this id")
WITHOUT_INDEX = "".join(line for line in CONTRACT.splitlines(keepends=True) if "template: stories/" not in line)


@pytest.fixture
def stories(tmp_path: Path) -> BranchedStories:
    stories = BranchedStories(tmp_path, WITHOUT_INDEX)
    stories.git("switch", "-q", "-c", "side")
    stories.create("TKT-1")
    stories.move("TKT-1", "working")
    return stories


def test_two_branches_with_one_id_merge(stories: BranchedStories) -> None:
    renumber(stories.story("TKT-1"), stories.story("TKT-2"), REQUEST)
    assert not (stories.root / "tickets/TKT-1").exists()
    assert stories.codes() == []
    stories.commit()
    stories.git("switch", "-q", "main")
    stories.create("TKT-1")
    stories.merge("side")
    assert stories.codes() == []
    assert [story_ledger(stories.story(name)).status for name in ("TKT-1", "TKT-2")] == ["open", "working"]
    assert "\nid: TKT-2\n" in (stories.root / "tickets/TKT-2/TKT-2.md").read_text()
    stories.move("TKT-2", "closed")
    assert stories.codes() == []


def test_an_id_in_use(stories: BranchedStories) -> None:
    stories.create("TKT-2")
    with pytest.raises(CommandError, match="TKT-2 already exists"):
        renumber(stories.story("TKT-1"), stories.story("TKT-2"), REQUEST)


def test_the_command_line(stories: BranchedStories) -> None:
    words = ("story", "renumber", "TKT-1", "TKT-2", "--actor", "Ada", "--reason", "it clashes")
    assert call_program("revi", stories.root, *words, "--dry-run").stdout == "TKT-1: would become TKT-2 (3 files)\n"
    assert (stories.root / "tickets/TKT-1").exists()
    stories.create("TKT-11")
    with (stories.root / "tickets/TKT-11/TKT-11.md").open("a") as file:
        file.write("\nAfter TKT-1, see [it](../TKT-1/TKT-1.md).\n")
    expected = (
        "TKT-1: is now TKT-2 (3 files)\n  these lines name TKT-1; change those that mean TKT-2 before you merge:\n"
    )
    expected += "    tickets/TKT-11/TKT-11.md:14\n    tickets/TKT-2/TKT-2.md:3\n    tickets/TKT-2/TKT-2.md:6\n"
    assert call_program("revi", stories.root, *words).stdout == expected
    assert call_program("revi", stories.root, *words).code == 1
